import type { Person } from '../../domain/person.ts';
import { type DutyHealth, gini } from '../../domain/statistics/duty-health.ts';
import { nightsOf } from '../../domain/statistics/nights.ts';
import { daysOfMonth, monthAfter, monthOf, type Period } from '../../domain/statistics/periods.ts';
import { healthByMonth } from '../../statistics/duty-health.ts';
import { ALL_HOTLINES } from '../../statistics/sum-store.ts';
import type { MemberContext } from '../request-context.ts';
import { type Cell, type Table, textCell } from '../tables/table.ts';
import { peopleInScope } from './figure-people.ts';
import { countCell, numberCell, type Subject } from './figure-table.ts';
import type { StatisticsView } from './read-subject.ts';

/** More months than this are no page's. */
const MOST_MONTHS = 12;

/** A month of a person, beside the month before. */
interface PersonMonth {
  readonly person: Person;
  readonly month: Period;
  readonly now: MonthFigures;
  readonly before: MonthFigures;
}

interface MonthFigures {
  readonly health: DutyHealth;
  readonly broken: number;
  readonly answered: number;
}

/** What being on call was for each person, month by month; and how evenly it was shared. */
export async function dutyTables(
  { subject, filter }: StatisticsView,
  context: MemberContext,
): Promise<readonly Table[]> {
  const people = await peopleInScope(context, filter);
  const months = lastMonths(filter.days);
  const [first = monthOf(filter.days.to)] = months;
  const all = [monthAfter(first, -1), ...months];
  const figures = await figuresOf(context, people, all);
  const rows = people.flatMap((person) =>
    months.flatMap((month): readonly PersonMonth[] => {
      const now = figures.get(month)?.get(person.id);
      const before = figures.get(monthAfter(month, -1))?.get(person.id);
      const isEmpty = (of: MonthFigures) => of.health.hours === 0 && of.broken === 0;
      return now && before && !(isEmpty(now) && isEmpty(before)) ? [{ person, month, now, before }] : [];
    }),
  );
  return [healthTable(subject, rows), ...(people.length > 1 ? [evennessTable(subject, rows, months)] : [])];
}

/** The months of the period, without looking at each day of what may be centuries. */
function lastMonths({ from, to }: { readonly from: string; readonly to: string }): readonly Period[] {
  const back = Array.from({ length: MOST_MONTHS }, (_, index) =>
    monthAfter(monthOf(to), index + 1 - MOST_MONTHS),
  );
  return back.filter((month) => month >= monthOf(from));
}

async function figuresOf(
  { dependencies }: MemberContext,
  people: readonly Person[],
  months: readonly Period[],
): Promise<ReadonlyMap<Period, ReadonlyMap<string, MonthFigures>>> {
  const { labour, statistics, timeZone } = dependencies;
  const ids = people.map(({ id }) => id);
  // A night has the date of its evening: one that ends on the 1st is of the month before.
  const dayAfter = (month: Period) => daysOfMonth(monthAfter(month, 1)).from;
  const [health, sums] = await Promise.all([
    healthByMonth(labour, ids, months, timeZone),
    statistics.ofPeople(ALL_HOTLINES, [...months, ...months.slice(-1).map(dayAfter)]),
  ]);
  return new Map(
    [...health].map(([month, ofPeople]) => [
      month,
      new Map(
        [...ofPeople].map(([id, one]) => [
          id,
          {
            health: one,
            broken: nightsOf(sums.nights, id, month),
            answered: nightsOf(sums['nights-answered'], id, month),
          },
        ]),
      ),
    ]),
  );
}

function healthTable(subject: Subject, rows: readonly PersonMonth[]): Table {
  const words = subject.t.statistics;
  return {
    name: 'health',
    title: words.tables.health,
    note: words.notes.health,
    head: Object.values(words.health),
    rows: rows.map((row) => rowOf(subject, row)),
  };
}

function rowOf(subject: Subject, { person, month, now, before }: PersonMonth): readonly Cell[] {
  const count = (of: (figures: MonthFigures) => number) =>
    countCell(subject, of(now), { before: of(before) });
  const hours = (of: (health: DutyHealth) => number | null) =>
    numberCell(subject, of(now.health), of(before.health));
  return [
    textCell(person.name),
    textCell(subject.f.month(`${month}-01`)),
    hours(({ hours }) => hours),
    hours(({ burden }) => burden),
    count(({ health }) => health.nights),
    count(({ broken }) => broken),
    count(({ answered }) => answered),
    count(({ health }) => health.longestRun),
    count(({ health }) => health.weekends),
    hours(({ shortestRestHours }) => shortestRestHours),
  ];
}

function evennessTable(subject: Subject, rows: readonly PersonMonth[], months: readonly Period[]): Table {
  const { t, f } = subject;
  const words = t.statistics;
  return {
    name: 'evenness',
    title: words.tables.evenness,
    note: words.notes.evenness,
    head: Object.values(words.evenness),
    rows: months.map((month) => {
      const own = rows.filter((row) => row.month === month);
      const mean = (of: (figures: MonthFigures) => number, when: 'now' | 'before') =>
        own.length === 0 ? null : own.reduce((sum, row) => sum + of(row[when]), 0) / own.length;
      const both = (of: (figures: MonthFigures) => number) =>
        numberCell(subject, mean(of, 'now'), mean(of, 'before'));
      const share = (when: 'now' | 'before') => gini(own.map((row) => row[when].health.burden));
      return [
        textCell(f.month(`${month}-01`)),
        countCell(subject, own.length),
        both(({ health }) => health.hours),
        both(({ health }) => health.burden),
        both(({ broken }) => broken),
        numberCell(subject, share('now'), share('before')),
      ];
    }),
  };
}
