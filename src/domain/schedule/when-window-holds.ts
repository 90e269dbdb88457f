import { dayNumber } from './calendar.ts';
import type { DutyWindow, HolidayRule, WindowPart } from './duty-window.ts';
import { holidaysOf } from './holidays.ts';
import { whenAnyHolds } from './interval-index.ts';
import { type Changing, Inquiry, remembering } from './stretch.ts';
import { dayOf, instantOfMinute } from './wall-clock.ts';
import { whenHoursHold } from './weekly-hours.ts';

/** On whose calendar a window is read. */
export interface WindowClock {
  readonly timeZone: string;
  readonly holidays: HolidayRule;
}

/**
 * Whether the window holds. Weekly hours begin and end at instants, as handoffs do: where clocks change, by the ruling
 * of `wall-clock`. Holidays and dates go by the local date of the instant: a night that runs into a holiday is cut at
 * midnight.
 */
export function whenWindowHolds(window: DutyWindow, clock: WindowClock): Changing<boolean> {
  const parts = window.map((part) => whenPartHolds(part, clock));
  return remembering((at) => {
    const inquiry = new Inquiry(at);
    for (const part of parts) {
      const stretch = part(at);
      if (stretch.value) return stretch;
      inquiry.ask(() => stretch);
    }
    return inquiry.conclude(false);
  });
}

function whenPartHolds(part: WindowPart, clock: WindowClock): Changing<boolean> {
  const conditions: Changing<boolean>[] = [];
  if (part.hours !== null) conditions.push(whenHoursHold(part.hours, clock.timeZone));
  if (part.dates !== null) conditions.push(whenDatesHold(part.dates, clock.timeZone));
  if (part.holidays !== 'like-other-days') conditions.push(whenDayIsHoliday(part.holidays === 'only', clock));
  return (at) => {
    const inquiry = new Inquiry(at);
    for (const condition of conditions) {
      const stretch = condition(at);
      if (!stretch.value) return stretch;
      inquiry.ask(() => stretch);
    }
    return inquiry.conclude(true);
  };
}

function whenDatesHold({ from, to }: NonNullable<WindowPart['dates']>, zone: string): Changing<boolean> {
  const startAt = instantOfMinute(dayNumber(from), 0, zone);
  const endAt = instantOfMinute(dayNumber(to) + 1, 0, zone);
  return whenAnyHolds([{ startAt, endAt }]);
}

function whenDayIsHoliday(wanted: boolean, { timeZone, holidays }: WindowClock): Changing<boolean> {
  const isHoliday = holidaysOf(holidays);
  return (at) => {
    const day = dayOf(at, timeZone);
    return {
      startAt: instantOfMinute(day, 0, timeZone),
      endAt: instantOfMinute(day + 1, 0, timeZone),
      value: isHoliday(day) === wanted,
    };
  };
}
