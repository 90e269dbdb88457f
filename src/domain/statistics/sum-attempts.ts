import type { EndReason } from '../escalation/reasons.ts';
import { secondsBetween } from './counted-call.ts';
import { nightOf } from './local-hours.ts';
import type { ReceivedAttempt } from './received-call.ts';
import type { Tally } from './sums.ts';

/** Adds one try, of whatever call, to the sums of its call's day. */
export function sumAttempt(tally: Tally, attempt: ReceivedAttempt, zone: string): void {
  const { personId, outcome } = attempt;
  if (outcome === null) return;
  const failed = failureKey(attempt);
  if (failed !== null) tally.add('failures', failed);
  if (personId !== null) sumPerson(tally, personId, attempt, zone);
  if (outcome === 'engaged') return;
  tally.add('method-tried', attempt.kind);
  if (attempt.kind === 'phone') sumTrunk(tally, attempt);
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
  tally.add('nights', `${personId}/${night}`);
  if (attempt.answeredAt !== null) tally.add('nights-answered', `${personId}/${night}`);
}

/** Reasons for which the network was never asked. */
const NOT_DIALLED: ReadonlySet<EndReason['code']> = new Set([
  'on-another-call',
  'too-many-calls',
  'number-not-allowed',
  'no-trunk',
  'asterisk-unavailable',
]);

function sumTrunk(tally: Tally, { startedAt, ringingAt, answeredAt, outcome, why }: ReceivedAttempt): void {
  if (why !== null && NOT_DIALLED.has(why.code)) return;
  tally.add('trunk', 'tried');
  if (ringingAt !== null || answeredAt !== null) tally.add('trunk', 'rang');
  if (answeredAt !== null) tally.add('trunk', 'answered');
  if (ringingAt !== null) tally.add('trunk-delay', secondsBetween(startedAt, ringingAt));
  if (outcome === 'unreachable') tally.add('trunk-failures', networkCode(why));
}

function sumNight(tally: Tally, attempt: ReceivedAttempt, zone: string): void {
  const { ringingAt, answeredAt, acceptedAt, endedAt } = attempt;
  if (ringingAt === null || acceptedAt !== null || nightOf(ringingAt, zone) === null) return;
  tally.add('night-vain', 'tries');
  tally.add('night-vain', 'seconds', secondsBetween(ringingAt, answeredAt ?? endedAt ?? ringingAt));
}

/** `s486`: a SIP status; `q17`: a Q.850 cause, where there was no status; empty: the network said nothing. */
export function networkCode(why: EndReason | null): string {
  if (why?.code !== 'network') return '';
  return why.sip === null ? `q${why.q850}` : `s${why.sip}`;
}
