import { type Instant, type Interval, SECOND } from '../../runtime/instant.ts';
import type { Preference } from '../planning-proposal/problem.ts';
import { dayNumber, type LocalDate, localDate } from '../schedule/calendar.ts';
import { dayOf, instantOfMinute } from '../schedule/wall-clock.ts';

/** People of a schedule are asked for their wishes about the days of a period, until a deadline. */
export interface WishRound {
  readonly id: number;
  readonly scheduleId: string;
  readonly firstDay: LocalDate;
  /** Included. */
  readonly lastDay: LocalDate;
  readonly deadlineAt: Instant;
  readonly openedAt: Instant;
  /** The person who opened it. */
  readonly openedBy: string;
}

/** Somebody who is asked. */
export interface AskedPerson {
  readonly personId: string;
  /** Null: they have not said yet that they are done. */
  readonly answeredAt: Instant | null;
  /** So many times they were reminded. */
  readonly reminders: number;
}

/** What somebody wishes about a day. */
export interface DayWish {
  readonly day: LocalDate;
  readonly preference: Preference;
}

/** The order in which a tap on a day goes round; null: no wish. */
export const WISH_ORDER = [null, 'unavailable', 'rather-not', 'gladly'] as const;

const HOUR = 3600 * SECOND;
/** So long before the deadline whoever is missing is reminded. */
const REMINDED_BEFORE = [72 * HOUR, 24 * HOUR] as const;

/** What another tap makes of a day's wish. */
export function nextWish(preference: Preference | null): Preference | null {
  return WISH_ORDER[(WISH_ORDER.indexOf(preference) + 1) % WISH_ORDER.length] ?? null;
}

/**
 * So many reminders each should have had by now. One whose time was before the round was opened is none: nobody is
 * reminded of what they were just asked.
 */
export function remindersDue({ openedAt, deadlineAt }: WishRound, now: Instant): number {
  return REMINDED_BEFORE.filter((before) => deadlineAt - before <= now && deadlineAt - before > openedAt)
    .length;
}

export function isOver({ deadlineAt }: WishRound, now: Instant): boolean {
  return deadlineAt <= now;
}

/** The last day on which they can be said: the deadline is its end. */
export function lastDayToAnswer({ deadlineAt }: WishRound, zone: string): LocalDate {
  return localDate(dayOf(deadlineAt - 1, zone));
}

/** Days side by side with one preference, as one span; first and last day included. */
export interface WishSpan {
  readonly preference: Preference;
  readonly first: LocalDate;
  readonly last: LocalDate;
}

export function spansOf(wishes: readonly DayWish[]): readonly WishSpan[] {
  const spans: { preference: Preference; first: LocalDate; last: LocalDate }[] = [];
  for (const { day, preference } of [...wishes].sort((a, b) => (a.day < b.day ? -1 : 1))) {
    const last = spans.at(-1);
    if (last?.preference === preference && dayNumber(day) === dayNumber(last.last) + 1) last.last = day;
    else spans.push({ preference, first: day, last: day });
  }
  return spans;
}

/** What became of each wish, by day: whether the person's duty is as they wished. */
export function whatBecame(
  wishes: readonly DayWish[],
  duty: readonly Interval[],
  timeZone: string,
): ReadonlyMap<LocalDate, boolean> {
  return new Map(
    wishes.map(({ day, preference }) => {
      const startAt = instantOfMinute(dayNumber(day), 0, timeZone);
      const endAt = instantOfMinute(dayNumber(day) + 1, 0, timeZone);
      const serves = duty.some((one) => one.startAt < endAt && one.endAt > startAt);
      return [day, preference === 'gladly' ? serves : !serves];
    }),
  );
}
