import { type Instant, type Interval, SECOND } from '../instant.ts';

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
  readonly reminded: readonly number[];
  /** When the last reminder was sent; null: none was. */
  readonly remindedAt: Instant | null;
  readonly escalatedAt: Instant | null;
  readonly beganAt: Instant | null;
}

export type DueStep =
  | { readonly kind: 'remind'; readonly leadSeconds: number }
  | { readonly kind: 'escalate' }
  | { readonly kind: 'began' };

/** How long after its start it is still worth telling that duty began: Vigie may have been down. */
const BEGAN_WORTH_SECONDS = 1800;

/** What an answer takes: also somebody who was asked at the last moment has that long before others are told. */
const ANSWER_SECONDS = 900;

/**
 * What is to be done about a shift now. A shift planned at short notice, or a Vigie that was down, makes up for one
 * reminder only, the last one due; who confirmed is left alone until the duty begins.
 */
export function dueStep(shift: Standing, rule: ConfirmationRule, now: Instant): DueStep | null {
  if (now >= shift.startAt) {
    const fresh = now < shift.startAt + BEGAN_WORTH_SECONDS * SECOND && now < shift.endAt;
    return shift.beganAt === null && fresh ? { kind: 'began' } : null;
  }
  if (shift.confirmedAt !== null) return null;
  const left = (shift.startAt - now) / SECOND;
  const due = Math.min(...rule.leadSeconds.filter((lead) => left <= lead));
  const isNew = Number.isFinite(due) && !shift.reminded.some((lead) => lead <= due);
  if (isNew) return { kind: 'remind', leadSeconds: due };
  const answerable = shift.remindedAt === null ? null : shift.remindedAt + ANSWER_SECONDS * SECOND;
  return left <= rule.limitSeconds && shift.escalatedAt === null && answerable !== null && now >= answerable
    ? { kind: 'escalate' }
    : null;
}

/** When to look at this shift again; null: never. */
export function nextLookAt(shift: Standing, rule: ConfirmationRule, now: Instant): Instant | null {
  const moments = [...rule.leadSeconds, rule.limitSeconds, 0].map((lead) => shift.startAt - lead * SECOND);
  if (shift.remindedAt !== null) moments.push(shift.remindedAt + ANSWER_SECONDS * SECOND);
  return moments.filter((at) => at > now).sort((a, b) => a - b)[0] ?? null;
}
