import { secondsBetween } from './counted-call.ts';
import { nightOf } from './local-hours.ts';
import { nightOfPerson } from './nights.ts';
import type { ReceivedAttempt } from './received-call.ts';
import type { Tally } from './sums.ts';
import { networkCode, type TrunkResult, trunkResults, wasDialledOutside } from './trunk-tries.ts';

/** Adds one try, of whatever call, to the sums of its call's day. */
export function sumAttempt(tally: Tally, attempt: ReceivedAttempt, zone: string): void {
  const { personId, outcome } = attempt;
  if (outcome === null) return;
  const failed = failureKey(attempt);
  if (failed !== null) tally.add('failures', failed);
  if (personId !== null) sumPerson(tally, personId, attempt, zone);
  if (outcome === 'engaged') return;
  tally.add('method-tried', attempt.kind);
  sumTrunks(tally, attempt);
  sumNight(tally, attempt, zone);
}

/** How a try failed; null: it did not, or goes on. */
export function failureKey({ outcome, why }: ReceivedAttempt): string | null {
  if (outcome === null || outcome === 'accepted') return null;
  return `${outcome}/${why?.code ?? 'none'}/${networkCode(why)}`;
}

function sumPerson(tally: Tally, personId: string, attempt: ReceivedAttempt, zone: string): void {
  tally.add('people', `${personId}/${attempt.outcome}`);
  const rangAt = attempt.ringingAt ?? attempt.answeredAt;
  if (rangAt === null) return;
  if (attempt.acceptedAt !== null)
    tally.add('person-taken', `${personId}/${secondsBetween(rangAt, attempt.acceptedAt)}`);
  const night = nightOf(rangAt, zone);
  if (night === null) return;
  tally.add('night-tries', personId);
  tally.add('nights', ...nightOfPerson(personId, night));
  if (attempt.answeredAt !== null) tally.add('nights-answered', ...nightOfPerson(personId, night));
}

function sumTrunks(tally: Tally, attempt: ReceivedAttempt): void {
  if (!wasDialledOutside(attempt)) return;
  const { startedAt, ringingAt, answeredAt } = attempt;
  tally.add('trunk', 'tried');
  if (ringingAt !== null || answeredAt !== null) tally.add('trunk', 'rang');
  if (answeredAt !== null) tally.add('trunk', 'answered');
  if (ringingAt !== null) tally.add('trunk-delay', secondsBetween(startedAt, ringingAt));
  for (const result of trunkResults(attempt)) sumTrunk(tally, result);
}

function sumTrunk(tally: Tally, { trunk, startedAt, rangAt, answered, failure }: TrunkResult): void {
  tally.add('trunks', `${trunk}/tried`);
  if (rangAt !== null || answered) tally.add('trunks', `${trunk}/rang`);
  if (answered) tally.add('trunks', `${trunk}/answered`);
  if (rangAt !== null) tally.add('trunks-delay', `${trunk}/${secondsBetween(startedAt, rangAt)}`);
  if (failure !== null) tally.add('trunks', `${trunk}/failed.${failure}`);
}

function sumNight(tally: Tally, attempt: ReceivedAttempt, zone: string): void {
  const { ringingAt, answeredAt, acceptedAt, endedAt } = attempt;
  if (ringingAt === null || acceptedAt !== null || nightOf(ringingAt, zone) === null) return;
  tally.add('night-vain', 'tries');
  tally.add('night-vain', 'seconds', secondsBetween(ringingAt, answeredAt ?? endedAt ?? ringingAt));
}
