import { describe, expect, it } from 'vitest';
import { assumedAnswers, parseAssumptions } from '../../src/calls/dry-run/assumptions.ts';
import { type DryRun, dryRun } from '../../src/calls/dry-run/dry-run.ts';
import { callOpening } from '../../src/calls/live/call-opening.ts';
import type { CallRecord } from '../../src/calls/log/call-history.ts';
import { createDirectory } from '../../src/database/configuration/directory.ts';
import { readPeople } from '../../src/database/configuration/people-store.ts';
import { createScheduleStore } from '../../src/database/planning/schedule-store.ts';
import { describeTarget } from '../../src/domain/phone-number.ts';
import { answers, presses, rejects, ringsOn } from '../../trial/phones/behaviour.ts';
import { stage } from './stage.ts';

const PLAN = { homeCountry: 'FR', allowedCountries: ['FR'] } as const;
/** A real network needs moments that the dry run leaves out. */
const TOLERANCE_MS = 2_500;

interface Moment {
  readonly what: string;
  readonly afterMs: number;
}

/** Everything about phones: who is dialled when and where, what comes of it, and the ways of the call itself. */
const COMPARED = [
  'step-started',
  'attempt-started',
  'attempt-ended',
  'talking-started',
  'nobody-took-it',
  'voicemail-started',
  'call-ended',
];

describe('a dry run beside the real call', () => {
  const on = stage({
    people: {
      bob: { name: 'Bob', languages: ['en'], contacts: [{ extension: '202' }, { phone: '+33612345678' }] },
    },
    policy: {
      rounds: 2,
      steps: [
        { ring: [{ schedule: 'primary' }], ringSeconds: 3 },
        { ring: [{ schedule: 'backup' }, { person: 'alice' }], ringSeconds: 4, strategy: 'all-at-once' },
      ],
    },
  });

  it('rings the same phones in the same order at the same seconds, to the same end', async () => {
    await on.pbx.phone('202', ringsOn());
    await on.pbx.mobiles({ '+33612345678': rejects(486) });
    await on.pbx.phone('203', answers({ afterMs: 1_000 }, presses('2', { afterMs: 1_000 })));
    await on.pbx.phone('201', ringsOn());
    const caller = await on.pbx.call('4000');
    await on.happened('voicemail-started');
    await caller.hangUp();
    const call = await on.ended('caller-hung-up');
    const assumed = await simulated(call, ['+33612345678=busy', 'carol=declines:1+1'], {
      hangsUpAtIntro: true,
    });
    expect(assumed.outcome).toBe(call.outcome);
    compare(real(call), told(assumed));
  });

  it('and when somebody takes it, at the same second', async () => {
    await on.pbx.phone('202', ringsOn());
    await on.pbx.mobiles({ '+33612345678': rejects(486) });
    await on.pbx.phone('203', rejects(486));
    await on.pbx.phone('201', answers({ afterMs: 2_000 }, presses('1', { afterMs: 1_000 })));
    const caller = await on.pbx.call('4000');
    await on.happened('talking-started');
    await caller.hangUp();
    const call = await on.ended('accepted');
    const assumed = await simulated(call, ['+33612345678=busy', '203=busy', 'alice=accepts:2+1']);
    expect(assumed.outcome).toBe('accepted');
    const untilTaken = (moments: Moment[]) =>
      moments.slice(0, moments.findIndex(({ what }) => what === 'talking-started') + 1);
    expect(untilTaken(told(assumed)).at(-1)).toBeDefined();
    compare(untilTaken(real(call)), untilTaken(told(assumed)));
  });

  async function simulated(
    call: CallRecord,
    assume: readonly string[],
    { hangsUpAtIntro = false } = {},
  ): Promise<DryRun> {
    const db = on.database();
    const sources = { directory: createDirectory(db), schedules: createScheduleStore(db) };
    const hotline = await sources.directory.hotlineByNumber('4000');
    const opening = hotline && (await callOpening(sources.directory, hotline, call.startedAt));
    if (!hotline || !opening) throw new Error('the hotline is there');
    const { branch, policy } = opening;
    const people = [...(await readPeople(db)).values()];
    const assumptions = parseAssumptions(assume, { people, hotline, policies: [policy], plan: PLAN });
    if (!assumptions.ok) throw new Error(assumptions.error.join('\n'));
    const { id, startedAt, dialled, caller } = call;
    const endsAfter = ((call.endedAt ?? startedAt) - startedAt) / 1000;
    return dryRun(
      { sources, numberingPlan: PLAN, maxOutboundLegs: 20 },
      {
        facts: { callId: id, startedAt, dialled, caller, hotline, branch, policy },
        answering: assumedAnswers(assumptions.value),
        caller: { patienceSeconds: hangsUpAtIntro ? endsAfter : null, talkSeconds: 1, messageSeconds: 0 },
        timeZone: 'Europe/Paris',
      },
    );
  }
});

function real({ timeline, attempts, startedAt }: CallRecord): Moment[] {
  return moments(timeline, startedAt, (attempt) => {
    const tried = attempts.find((it) => it.attempt === attempt);
    return tried ? `${tried.name} ${describeTarget(tried.target)}` : '?';
  });
}

function told({ timeline }: DryRun): Moment[] {
  const dialled = new Map(
    timeline.flatMap((entry) => (entry.dialled ? [[entry.dialled.attempt, entry.dialled] as const] : [])),
  );
  const first = timeline[0];
  if (!first) throw new Error('something is told');
  return moments(
    timeline.map(({ callEvent }) => callEvent),
    first.at - first.afterSeconds * 1000,
    (attempt) => `${dialled.get(attempt)?.name} ${dialled.get(attempt)?.address}`,
  );
}

function moments(
  timeline: CallRecord['timeline'],
  startedAt: number,
  who: (attempt: number) => string,
): Moment[] {
  return timeline
    .filter(({ kind }) => COMPARED.includes(kind))
    .map((callEvent) => {
      const about = 'attempt' in callEvent ? ` ${who(callEvent.attempt)}` : '';
      const end = 'outcome' in callEvent ? ` ${callEvent.outcome}` : '';
      const names =
        'names' in callEvent ? ` ${callEvent.round} ${callEvent.step} ${callEvent.names.join(', ')}` : '';
      return {
        what: `${callEvent.kind}${callEvent.kind === 'talking-started' ? '' : about}${end}${names}`,
        afterMs: callEvent.at - startedAt,
      };
    });
}

/** Phones that ring side by side may end in any order within the same moment. */
function compare(reality: Moment[], assumed: Moment[]): void {
  expect(reality.map(({ what }) => what)).toEqual(assumed.map(({ what }) => what));
  for (const [index, { what, afterMs }] of reality.entries()) {
    expect(Math.abs(afterMs - (assumed[index]?.afterMs ?? 0)), `${what} after ${afterMs} ms`).toBeLessThan(
      TOLERANCE_MS,
    );
  }
}
