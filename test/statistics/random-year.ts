import { createCallLog } from '../../src/database/call-store.ts';
import type { Database } from '../../src/database/database.ts';
import type { AttemptOutcome } from '../../src/domain/call.ts';
import type { CallEvent } from '../../src/domain/escalation/call-event.ts';
import type { EndReason } from '../../src/domain/escalation/reasons.ts';
import type { DialTarget } from '../../src/domain/phone-number.ts';

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
    await log.append(id, someStory(roll, at));
  }
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
  events.push({ kind: 'greeting-started', at });
  if (roll(10) === 0) {
    later(roll(9000));
    return end('caller-hung-up');
  }
  later(roll(5000));
  for (let turn = 0; turn < 6; turn++) {
    const [attempt, step, round] = [turn + 1, turn % 3, Math.floor(turn / 3)];
    events.push({ kind: 'step-started', round, step, names: [], at });
    const personId = PEOPLE[roll(PEOPLE.length)] ?? 'ada';
    const target: DialTarget =
      roll(2) === 0
        ? { kind: 'phone', number: '+33698765432' as never }
        : { kind: 'extension', extension: '203' as never };
    events.push({
      ...{ kind: 'attempt-started', attempt, round, step, personId, name: personId, target },
      reason: { code: 'planned-shift', until: null },
      at,
    });
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
