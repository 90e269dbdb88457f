import { type CountedCall, triesBefore } from './counted-call.ts';
import { hourOfWeek } from './local-hours.ts';
import { personCallsOf } from './person-calls.ts';
import type { ReceivedCall } from './received-call.ts';
import { failureKey, sumAttempt } from './sum-attempts.ts';
import type { Tally } from './sums.ts';
import { trunkFacts } from './trunk-tries.ts';

const HOUR = 3600;
const WEEK = 7 * 24 * HOUR;

/** Adds a call to the sums of its day; hours are those of the hotline's zone. */
export function sumCall(tally: Tally, call: ReceivedCall, counted: CountedCall, zone: string): void {
  tally.add('kinds', counted.kind);
  for (const attempt of call.attempts) sumAttempt(tally, attempt, zone);
  for (const key of new Set(call.attempts.flatMap((one) => failureKey(one) ?? [])))
    tally.add('failure-calls', key);
  for (const { trunk, what } of trunkFacts(call.attempts)) tally.add('trunk-calls', `${trunk}/${what}`);
  for (const key of personCallsOf(call.attempts)) tally.add('person-calls', key);
  if (counted.kind !== 'offered') return;
  tally.add('outcomes', counted.outcome);
  tally.add('hours', hourOfWeek(call.startedAt, zone));
  if (counted.firstRingSeconds !== null) tally.add('ring', counted.firstRingSeconds);
  if (counted.leftAt !== null) tally.add('left', `${counted.leftAt}/${counted.leftSeconds ?? 0}`);
  if (counted.handled) tally.add('handled', 'handled');
  if (counted.againSeconds !== null && counted.againSeconds <= HOUR) tally.add('again', 'hour');
  if (counted.againSeconds !== null && counted.againSeconds <= WEEK) tally.add('again', 'week');
  for (const stop of stopsOf(call)) tally.add('step-reached', stop);
  if (counted.takenSeconds !== null) sumTaken(tally, call, counted, zone);
}

function sumTaken(tally: Tally, call: ReceivedCall, counted: CountedCall, zone: string): void {
  const { takenBy } = counted;
  tally.add('taken', counted.takenSeconds ?? 0);
  tally.add('talk', counted.talkSeconds ?? 0);
  tally.add('hours-taken', hourOfWeek(call.startedAt, zone));
  if (takenBy === null) return;
  tally.add('tries', triesBefore(call, takenBy).length);
  tally.add('step-taken', `${takenBy.step}/${takenBy.round}`);
  tally.add('method-taken', takenBy.kind);
  if (takenBy.personId !== null) tally.add('person-talk', takenBy.personId, counted.talkSeconds ?? 0);
}

/** Steps at which the call rang somebody, each once. */
function stopsOf({ attempts }: ReceivedCall): ReadonlySet<string> {
  return new Set(attempts.map(({ step, round }) => `${step}/${round}`));
}
