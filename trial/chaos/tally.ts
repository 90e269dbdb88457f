import type { CallRecord } from '../../src/calls/log/call-history.ts';
import { OUTCOMES, type Outcome } from '../../src/domain/call.ts';
import type { SipCall } from '../phones/sip-trace.ts';
import type { PlannedCall } from './plan.ts';

/** A call of the run as the caller saw it; null when it could not even be placed. */
export interface PlacedCall {
  readonly planned: PlannedCall;
  readonly placedAt: number;
  readonly sip: SipCall | null;
}

export type Verdict =
  | Outcome
  /** Asterisk was down: the dialplan never had it. */
  | 'not let in'
  /** The caller hung up unanswered before the service could hear of them. */
  | 'left unheard'
  /** Asterisk was killed within a moment of its coming in, before anything could be written down. */
  | 'died with Asterisk'
  | 'lost'
  | 'in the log twice';

/** How long AstDB may take to be on disk, and an event to reach the service. */
const MOMENT_MS = 3_000;
/** How long a service may be deaf before it knows, and has a new connection. */
const DEAF_MS = 16_000;

/** What became of each call: by the caller's own signalling, by Asterisk's log, and by the call log. */
export function judge(
  placed: PlacedCall,
  log: readonly CallRecord[],
  asteriskLog: string,
  asteriskDeaths: readonly number[],
): Verdict {
  const records = log.filter(({ caller }) => caller.number === placed.planned.number);
  const [record] = records;
  if (records.length > 1) return 'in the log twice';
  if (record) return record.outcome !== null && OUTCOMES.includes(record.outcome) ? record.outcome : 'lost';
  if (!asteriskLog.includes(`from ${placed.planned.number}"`)) return 'not let in';
  const { sip, placedAt } = placed;
  const diedAt = asteriskDeaths.find((at) => at >= placedAt && at - placedAt < MOMENT_MS);
  if (diedAt !== undefined) return 'died with Asterisk';
  const waitedMs = waitedUnanswered(sip);
  return waitedMs !== null && waitedMs < DEAF_MS ? 'left unheard' : 'lost';
}

/** How long a caller waited who hung up before any answer; null for every other. */
export function waitedUnanswered(sip: SipCall | null): number | null {
  if (sip?.end?.by !== 'self' || sip.end.how !== 'cancelled' || sip.upAt !== null) return null;
  return sip.end.at - sip.invitedAt;
}

export function countVerdicts(verdicts: readonly Verdict[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const verdict of verdicts) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return counts;
}
