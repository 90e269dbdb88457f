import { type Instant, type Interval, SECOND } from '../../runtime/instant.ts';
import { type Calling, callMoment, isQuiet } from './confirm-call-time.ts';

/** How duty is to be confirmed, in seconds before it begins. */
export interface ConfirmationRule {
  /** When to ask, the earliest first; none: nobody is asked, and silence is told to nobody. */
  readonly leadSeconds: readonly number[];
  /** By when an answer must have come: then the supervisor and the next in line are told. */
  readonly limitSeconds: number;
}

/** Further ahead, nobody knows yet. */
export const LONGEST_LEAD_HOURS = 14 * 24;
export const MOST_LEADS = 10;

export const USUAL_RULE: ConfirmationRule = {
  leadSeconds: [24 * 3600, 3 * 3600, 2 * 3600],
  limitSeconds: 3600,
};

/** Where a shift stands between being ahead and being confirmed. */
export interface Standing extends Interval {
  readonly confirmedAt: Instant | null;
  /** When the person said that they cannot; null: they did not. */
  readonly declinedAt: Instant | null;
  readonly reminded: readonly number[];
  /** When the last reminder was sent; null: none was. */
  readonly remindedAt: Instant | null;
  /** When they were called to confirm; null: they were not. */
  readonly calledAt: Instant | null;
  readonly escalatedAt: Instant | null;
  readonly beganAt: Instant | null;
}

export type DueStep =
  | { readonly kind: 'remind'; readonly leadSeconds: number }
  | { readonly kind: 'call' }
  | { readonly kind: 'escalate' }
  | { readonly kind: 'began' };

/** How long after its start it is still of use to tell that duty began: Vigie may have been down. */
const BEGAN_TIME_TO_LIVE_SECONDS = 1800;

/** What an answer takes: also somebody who was asked at the last moment has that long before others are told. */
const ANSWER_SECONDS = 900;

/** And what it takes to ring every telephone of somebody. */
const CALL_SECONDS = 180;

/**
 * What is to be done about a shift now. A shift planned at short notice, or a Vigie that was down, makes up for one
 * reminder only, the last one due; who confirmed, or said that they cannot, is left alone until the duty begins.
 * `calling`: when this person is called; null: they are not.
 */
export function dueStep(
  shift: Standing,
  rule: ConfirmationRule,
  now: Instant,
  calling: Calling | null = null,
): DueStep | null {
  if (now >= shift.startAt) {
    const fresh = now < shift.startAt + BEGAN_TIME_TO_LIVE_SECONDS * SECOND && now < shift.endAt;
    return shift.beganAt === null && fresh ? { kind: 'began' } : null;
  }
  if (isAnswered(shift)) return null;
  const left = (shift.startAt - now) / SECOND;
  const due = Math.min(...rule.leadSeconds.filter((lead) => left <= lead));
  const isNew = Number.isFinite(due) && !shift.reminded.some((lead) => lead <= due);
  if (isNew) return { kind: 'remind', leadSeconds: due };
  const answerable = answerableUntil(shift);
  if (shift.escalatedAt !== null || answerable === null || now < answerable) return null;
  if (left <= rule.limitSeconds) return { kind: 'escalate' };
  return isCallDue(shift, rule, now, calling) ? { kind: 'call' } : null;
}

/** When to look at this shift again; null: never. */
export function nextLookAt(
  shift: Standing,
  rule: ConfirmationRule,
  now: Instant,
  calling: Calling | null = null,
): Instant | null {
  const moments = [...rule.leadSeconds, rule.limitSeconds, 0].map((lead) => shift.startAt - lead * SECOND);
  const answerable = answerableUntil(shift);
  if (answerable !== null) moments.push(answerable);
  if (calling !== null && shift.calledAt === null)
    moments.push(callMoment(shift.startAt, rule.limitSeconds, calling));
  return moments.filter((at) => at > now).sort((a, b) => a - b)[0] ?? null;
}

export function isAnswered({ confirmedAt, declinedAt }: Standing): boolean {
  return confirmedAt !== null || declinedAt !== null;
}

/** Until when an answer to the last reminder or call is waited for; null: nothing was asked yet. */
function answerableUntil({ remindedAt, calledAt }: Standing): Instant | null {
  if (remindedAt === null) return null;
  const calledUntil = calledAt === null ? 0 : calledAt + CALL_SECONDS * SECOND;
  return Math.max(remindedAt + ANSWER_SECONDS * SECOND, calledUntil);
}

/** Once for a duty. A call that was missed (Vigie was down) is made up for, but never at a quiet hour. */
function isCallDue(
  { calledAt, startAt }: Standing,
  { limitSeconds }: ConfirmationRule,
  now: Instant,
  calling: Calling | null,
): boolean {
  if (calling === null || calledAt !== null) return false;
  return now >= callMoment(startAt, limitSeconds, calling) && !isQuiet(now, calling.quiet);
}
