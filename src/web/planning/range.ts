import {
  dayNumber,
  isLocalDate,
  type LocalDate,
  localDate,
  weekdayOf,
} from '../../domain/schedule/calendar.ts';
import { dayOf, instantOfMinute } from '../../domain/schedule/wall-clock.ts';
import type { Interval } from '../../runtime/instant.ts';
import type { RequestContext } from '../request-context.ts';

export const PLANNING_VIEWS = ['month', 'week', 'people'] as const;
export type PlanningView = (typeof PLANNING_VIEWS)[number];

/** The days that a page of the planning shows, and how. */
export interface Range extends Interval {
  readonly view: PlanningView;
  /** The day that the page is about; the address keeps it. */
  readonly on: LocalDate;
  readonly first: LocalDate;
  /** Not shown any more. */
  readonly after: LocalDate;
  readonly before: LocalDate;
  readonly next: LocalDate;
  readonly days: readonly LocalDate[];
  /** What was asked for is no day: today's are shown. */
  readonly isAskedWrong: boolean;
}

/** What the address asks for; today's month when it asks for nothing. */
export function readRange({ request, now }: RequestContext, timeZone: string): Range {
  const asked = String(request.query.on ?? '');
  const isAskedWrong = asked !== '' && !isLocalDate(asked);
  const day = isLocalDate(asked) ? dayNumber(asked) : dayOf(now, timeZone);
  const view = PLANNING_VIEWS.find((name) => name === request.query.view) ?? 'month';
  const monday = day - weekdayOf(day) + 1;
  const on = localDate(day);
  const range = rangeAround(view, on, day, monday, timeZone);
  return { ...range, isAskedWrong };
}

function rangeAround(
  view: PlanningView,
  on: LocalDate,
  day: number,
  monday: number,
  timeZone: string,
): Omit<Range, 'isAskedWrong'> {
  switch (view) {
    case 'week':
      return rangeOf(view, on, monday, 7, [localDate(day - 7), localDate(day + 7)], timeZone);
    case 'people':
      return rangeOf(view, on, monday, 28, [localDate(day - 28), localDate(day + 28)], timeZone);
    case 'month': {
      const first = dayNumber(`${on.slice(0, 7)}-01`);
      const [start, end] = [first - weekdayOf(first) + 1, dayNumber(monthAfter(on, 1))];
      const days = Math.ceil((end - start) / 7) * 7;
      return rangeOf(view, on, start, days, [monthAfter(on, -1), monthAfter(on, 1)], timeZone);
    }
  }
}

/** The first of the month so many months later. */
function monthAfter(date: LocalDate, months: number): LocalDate {
  const month = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`;
}

function rangeOf(
  view: PlanningView,
  on: LocalDate,
  first: number,
  count: number,
  [before, next]: readonly [LocalDate, LocalDate],
  timeZone: string,
): Omit<Range, 'isAskedWrong'> {
  return {
    view,
    on,
    first: localDate(first),
    after: localDate(first + count),
    before,
    next,
    days: Array.from({ length: count }, (_, index) => localDate(first + index)),
    startAt: instantOfMinute(first, 0, timeZone),
    endAt: instantOfMinute(first + count, 0, timeZone),
  };
}
