import type { Instant } from '../../runtime/instant.ts';
import { dayOf } from '../schedule/wall-clock.ts';

/** How long before a duty its person is told. L3121-12 without an agreement; an agreement may set other terms (L3121-11). */
export interface NoticeRule {
  readonly days: number;
  /** Whole calendar days between the notice and the duty, in exceptional circumstances (a clear day, *jour franc*). */
  readonly clearDays: number;
}

export const LEGAL_NOTICE: NoticeRule = { days: 15, clearDays: 1 };

/** `late`: only exceptional circumstances allow it. `too-late`: nothing does, but that the person agrees. */
export type NoticeGiven = 'in-time' | 'late' | 'too-late';

export interface NoticeMeasure {
  readonly given: NoticeGiven;
  /** Calendar days from the notice to the duty. */
  readonly days: number;
  /** Whole days between the two. */
  readonly clearDays: number;
}

/** How a duty was announced, by the calendar of `timeZone`. */
export function noticeOf(
  toldAt: Instant,
  dutyAt: Instant,
  rule: NoticeRule,
  timeZone: string,
): NoticeMeasure {
  const days = dayOf(dutyAt, timeZone) - dayOf(toldAt, timeZone);
  const clearDays = Math.max(0, days - 1);
  const given = days >= rule.days ? 'in-time' : clearDays >= rule.clearDays ? 'late' : 'too-late';
  return { given, days, clearDays };
}
