import { createCallLog } from '../../src/database/calls/call-store.ts';
import type { Database } from '../../src/database/database.ts';
import type { AttemptOutcome } from '../../src/domain/call.ts';
import { type CallEvent, FALLBACK_REASONS } from '../../src/domain/escalation/call-event.ts';
import type { EndReason } from '../../src/domain/escalation/reasons.ts';
import type { DialTarget } from '../../src/domain/phone-number.ts';
import { DONE_REASONS, TASK_KINDS } from '../../src/domain/task/task.ts';

/** Chance that is the same for the same seed. */
export function dice(seed: number): (below: number) => number {
  let state = seed >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % below;
  };
}

const HOUR = 3_600_000;
/** About which clocks change somewhere in 2026, by the day that it is in UTC. */
const CHANGES = ['2026-03-29', '2026-10-25', '2026-03-08', '2026-11-01', '2026-04-05', '2026-09-27'];
const PEOPLE = ['ada', 'bob', 'cleo'];
const SCHEDULES = ['primary', 'backup'] as const;
const TRUNKS = ['carrier', 'spare-line'] as const;
const CHANGES_OF_TRUNK: readonly EndReason[] = [
  { code: 'network', q850: 34, sip: 503, said: 'Service unavailable' },
  { code: 'trunk-silent' },
  { code: 'trunk-down' },
];
const FAILURES: readonly (readonly [AttemptOutcome, EndReason | null])[] = [
  ['no-answer', { code: 'ring-time-over' }],
  ['busy', { code: 'network', q850: 17, sip: 486, said: 'Busy here' }],
  ['unreachable', { code: 'network', q850: 20, sip: null, said: 'Subscriber absent' }],
  ['declined', { code: 'pressed', key: '2' }],
  ['not-accepted', { code: 'no-key' }],
  ['engaged', { code: 'on-another-call' }],
];

/** A year of calls as the service would have written them, many of them in nights when clocks change. */
export async function seedRandomYear(
  db: Database,
  { seed, hotlineId, calls }: { readonly seed: number; readonly hotlineId: string; readonly calls: number },
): Promise<void> {
  const roll = dice(seed);
  const log = createCallLog(db);
  for (let i = 0; i < calls; i++) {
    const id = `${hotlineId}-${i}`;
    const at = someTime(roll);
    const number = roll(5) === 0 ? null : `+3314567890${roll(8)}`;
    await log.begin({
      id,
      hotlineId,
      dialled: '4000',
      caller: { number, name: null },
      startedAt: at,
      isTest: roll(12) === 0,
    });
    const story = someStory(roll, at);
    await log.append(id, story);
    if (!story.some(({ kind }) => kind === 'attempt-accepted'))
      await seedTask(db, roll, { id, hotlineId, at });
  }
}

/** Most calls that nobody took have a task; some of these are still open, others not even taken. */
async function seedTask(
  db: Database,
  roll: (below: number) => number,
  { id, hotlineId, at }: { readonly id: string; readonly hotlineId: string; readonly at: number },
): Promise<void> {
  if (roll(4) === 0) return;
  const openedAt = at + 60_000 + roll(100_000);
  const takenAt = roll(3) === 0 ? null : openedAt + roll(4 * HOUR);
  const isDone = roll(4) > 0;
  const task = await db
    .insertInto('tasks')
    .values({
      ...{ hotline_id: hotlineId, caller_number: null, caller_name: null, owner_id: null },
      ...{
        taken_by: null,
        done_by: null,
        level: 0,
        overdue_at: null,
        opened_at: openedAt,
        taken_at: takenAt,
      },
      kind: TASK_KINDS[roll(TASK_KINDS.length)] ?? 'voicemail',
      state: isDone ? 'done' : takenAt === null ? 'open' : 'taken',
      done_at: isDone ? (takenAt ?? openedAt) + roll(6 * HOUR) : null,
      reason: isDone ? (DONE_REASONS[roll(DONE_REASONS.length)] ?? 'other') : null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db.insertInto('task_calls').values({ task_id: task.id, call_id: id }).execute();
}

function someTime(roll: (below: number) => number): number {
  if (roll(3) === 0) {
    const day = Date.parse(`${CHANGES[roll(CHANGES.length)]}T00:00:00Z`);
    return day - 30 * HOUR + roll(60 * HOUR);
  }
  return Date.UTC(2026, 0, 1) + roll(365) * 24 * HOUR + roll(24 * HOUR);
}

function someStory(roll: (below: number) => number, startedAt: number): readonly CallEvent[] {
  const events: CallEvent[] = [];
  let at = startedAt;
  const later = (milliseconds: number) => {
    at += milliseconds;
    return at;
  };
  const end = (outcome: Extract<CallEvent, { kind: 'call-ended' }>['outcome']) => {
    events.push({ kind: 'call-ended', outcome, at });
    return events;
  };
  if (roll(25) === 0) {
    events.push({ kind: 'refused', at });
    return end('refused');
  }
  if (roll(15) === 0) {
    events.push({ kind: 'branch-applied', branch: 'closed', ringsNobody: true, at });
    events.push({ kind: 'closing-announced', at: later(roll(4000)) });
    later(roll(9000));
    return end(roll(3) === 0 ? 'caller-hung-up' : 'announced');
  }
  if (roll(20) === 0) {
    const why = FALLBACK_REASONS[roll(FALLBACK_REASONS.length)] ?? 'no-proof';
    events.push({ kind: 'fallback-entered', why, at });
    if (roll(2) === 0)
      events.push({ kind: 'fallback-answered', target: '+33698765432', at: later(roll(90_000)) });
    later(roll(60_000));
    return end('fallback');
  }
  events.push({ kind: 'greeting-started', at });
  if (roll(10) === 0) {
    later(roll(9000));
    return end('caller-hung-up');
  }
  later(roll(5000));
  for (let turn = 0; turn < 6; turn++) {
    const isLastResort = turn === 5;
    const [attempt, step, round] = [turn + 1, isLastResort ? -1 : turn % 3, Math.floor(turn / 3)];
    events.push(
      isLastResort
        ? { kind: 'last-resort-started', at }
        : { kind: 'step-started', round, step, names: [], at },
    );
    const personId = PEOPLE[roll(PEOPLE.length)] ?? 'ada';
    const target: DialTarget =
      roll(2) === 0
        ? { kind: 'phone', number: '+33698765432' as never }
        : { kind: 'extension', extension: '203' as never };
    events.push({
      ...{ kind: 'attempt-started', attempt, round, step, personId, name: personId, target },
      reason: { code: 'planned-shift', until: null },
      ...(roll(4) > 0 ? { schedule: SCHEDULES[roll(SCHEDULES.length)] } : {}),
      // Calls of before do not say it.
      trunk: target.kind === 'phone' && roll(6) > 0 ? 'carrier' : null,
      at,
    });
    for (let change = 0; target.kind === 'phone' && change < 2 && roll(4) === 0; change++) {
      const why = CHANGES_OF_TRUNK[roll(CHANGES_OF_TRUNK.length)] ?? { code: 'trunk-silent' };
      const [from, to] = change === 0 ? TRUNKS : [TRUNKS[1], TRUNKS[0]];
      events.push({ kind: 'trunk-changed', attempt, from, to, why, at: later(roll(9000)) });
    }
    const rings = roll(5) > 0;
    if (rings) events.push({ kind: 'attempt-ringing', attempt, at: later(roll(3000)) });
    if (roll(8) === 0) {
      later(roll(20_000));
      events.push({ kind: 'attempt-ended', attempt, outcome: 'caller-gone', why: null, at });
      return end('caller-hung-up');
    }
    if (roll(3) === 0) {
      events.push({ kind: 'attempt-answered', attempt, at: later(roll(20_000)) });
      events.push({ kind: 'attempt-accepted', attempt, by: 'key', at: later(roll(6000)) });
      events.push({ kind: 'talking-started', attempt, at });
      events.push({
        kind: 'attempt-ended',
        attempt,
        outcome: 'accepted',
        why: null,
        at: later(roll(600_000)),
      });
      return end('accepted');
    }
    const [outcome, why] = FAILURES[roll(FAILURES.length)] ?? ['busy', null];
    events.push({ kind: 'attempt-ended', attempt, outcome, why, at: later(roll(25_000)) });
  }
  events.push({ kind: 'nobody-took-it', at });
  events.push({ kind: 'voicemail-started', at });
  later(roll(30_000));
  if (roll(2) === 0) return end('caller-hung-up');
  events.push({ kind: 'voicemail-kept', recording: `rec-${startedAt}`, seconds: 9, at });
  return end('voicemail');
}
