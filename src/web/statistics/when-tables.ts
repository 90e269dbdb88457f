import {
  type Days,
  daysBetween,
  daysOfMonth,
  eachDay,
  monthOf,
  type Period,
} from '../../domain/statistics/periods.ts';
import { countOf } from '../../domain/statistics/sums.ts';
import type { PeriodCounts } from '../../statistics/sum-store.ts';
import { type Table, textCell } from '../tables/table.ts';
import { barChart } from './bar-chart.ts';
import { countCell, type Subject } from './figure-table.ts';

/** More days than this are shown by month. */
const MOST_BARS = 62;

/** The periods that are drawn one by one. */
export function partsOf(days: Days): readonly Period[] {
  const dates = eachDay(days);
  return daysBetween(days) <= MOST_BARS ? dates : [...new Set(dates.map(monthOf))];
}

/** Calls day by day, or month by month. */
export function daysTable(subject: Subject, parts: ReadonlyMap<Period, PeriodCounts>): Table {
  const { t, days, callsOf } = subject;
  const words = t.statistics;
  const periods = partsOf(days);
  const counted = periods.map((period) => {
    const counts = parts.get(period) ?? { offered: 0, taken: 0 };
    return { period, label: labelOf(subject, period), ...counts };
  });
  return {
    name: 'days',
    title: words.tables.days,
    head: [words.columns.day, words.kinds.offered, words.columns.taken],
    chart: barChart({
      title: words.tables.days,
      bars: counted.map((one) => ({
        label: shortLabel(subject, one.period),
        title: `${one.label}: ${words.offeredTaken(one.offered, one.taken)}`,
        parts: [one.taken, one.offered - one.taken],
      })),
      names: [words.columns.taken, words.notTaken],
    }),
    rows: counted.map((one) => {
      const own = spanOf(one.period, days);
      return [
        textCell(one.label),
        countCell(subject, one.offered, { href: callsOf({ of: 'kind', kind: 'offered' }, { days: own }) }),
        countCell(subject, one.taken, { href: callsOf({ of: 'taken', seconds: null }, { days: own }) }),
      ];
    }),
  };
}

/** The part of a period that was asked for. */
function spanOf(period: Period, days: Days): Days {
  const whole = period.length === 7 ? daysOfMonth(period) : { from: period, to: period };
  return {
    from: whole.from < days.from ? days.from : whole.from,
    to: whole.to > days.to ? days.to : whole.to,
  };
}

function labelOf({ f }: Subject, period: Period): string {
  return period.length === 7 ? f.month(`${period}-01`) : f.date(period);
}

function shortLabel(_: Subject, period: Period): string {
  return period.length === 7 ? period : String(Number(period.slice(8)));
}

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** Hour by weekday: a table that is its own drawing. */
export function hoursTable(subject: Subject): Table {
  const { t, sums, callsOf } = subject;
  const most = Math.max(1, ...Object.values(sums.hours ?? {}));
  return {
    name: 'hours',
    title: t.statistics.tables.hours,
    note: t.statistics.notes.hours,
    head: [t.statistics.columns.weekday, ...HOURS.map((hour) => String(hour))],
    rows: t.statistics.weekdays.map((name, index) => [
      textCell(name),
      ...HOURS.map((hour) => {
        const weekday = index + 1;
        const count = countOf(sums.hours, `${weekday}/${hour}`);
        const cell = countCell(subject, count, { href: callsOf({ of: 'hour', weekday, hour }) });
        return { ...cell, heat: count === 0 ? 0 : Math.ceil((count / most) * 6) };
      }),
    ]),
  };
}
