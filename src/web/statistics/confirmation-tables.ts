import { scopeOf } from '../../domain/permissions.ts';
import type { Days } from '../../domain/statistics/periods.ts';
import { CONFIRMED_BY } from '../../notices/confirmations.ts';
import {
  type AskedDuty,
  CONFIRMATION_ENDS,
  type ConfirmationEnd,
  type ConfirmationFigures,
  confirmationFigures,
} from '../../statistics/confirmation-figures.ts';
import { dayOfDate } from '../../statistics/count-day.ts';
import { ANY_SCHEDULE } from '../../statistics/sum-store.ts';
import type { MemberContext } from '../request-context.ts';
import { type Table, textCell } from '../tables/table.ts';
import { peopleInScope } from './figure-people.ts';
import { countCell, type Subject, shareCell } from './figure-table.ts';
import type { StatisticsView } from './read-subject.ts';
import { type StatisticsFilter, statisticsAddress } from './statistics-filter.ts';

type View = Pick<StatisticsView, 'subject' | 'filter'>;

/** Duties that people were asked to confirm: all together, and for each of whom the reader may see figures. */
export async function confirmationTables(
  { subject, filter }: View,
  context: MemberContext,
): Promise<readonly Table[]> {
  const [now, before] = await Promise.all([
    askedDuties(context, filter, filter.days),
    askedDuties(context, filter, filter.before),
  ]);
  return [
    allTable(subject, now, before, dutiesOf(context, filter)),
    await peopleTable({ subject, filter }, context, now, before),
  ];
}

/** Of a schedule or a person, when the filter names one whose figures the reader may see. */
export async function askedDuties(
  context: MemberContext,
  { scheduleId, personId }: Pick<StatisticsFilter, 'scheduleId' | 'personId'>,
  { from, to }: Days,
): Promise<readonly AskedDuty[]> {
  const { timeZone, confirmationFigures: reader } = context.dependencies;
  const interval = { startAt: dayOfDate(from, timeZone).startAt, endAt: dayOfDate(to, timeZone).endAt };
  const people = personId === null ? null : await peopleInScope(context, { teamId: null, personId });
  return reader.began(interval, {
    ...(people === null ? {} : { personIds: people.map(({ id }) => id) }),
    ...(scheduleId === ANY_SCHEDULE ? {} : { scheduleId }),
  });
}

type DutiesOf = (end: ConfirmationEnd | null, personId?: string) => string | undefined;

/** Where the duties of a figure are listed: of all only for whoever may see everybody's. */
function dutiesOf({ actor }: MemberContext, filter: StatisticsFilter): DutiesOf {
  const seesAll = scopeOf('statistics.people', actor.role) === 'all';
  return (end, personId) => {
    if (personId === undefined && filter.personId === null && !seesAll) return undefined;
    const typed = { ...filter.typed, person: personId ?? filter.typed.person };
    const list = statisticsAddress('/statistics/duties', { ...filter, typed });
    return end === null ? list : `${list}&what=${end}`;
  };
}

function allTable(
  subject: Subject,
  duties: readonly AskedDuty[],
  dutiesBefore: readonly AskedDuty[],
  listOf: DutiesOf,
): Table {
  const words = subject.t.statistics;
  const [now, then] = [confirmationFigures(duties), confirmationFigures(dutiesBefore)];
  const row = (label: string, of: (figures: ConfirmationFigures) => number, href?: string) => [
    textCell(label),
    countCell(subject, of(now), { href, before: of(then) }),
    shareCell(subject, of(now), now.duties, [of(then), then.duties]),
  ];
  return {
    name: 'confirmations',
    title: words.tables.confirmations,
    note: words.notes.confirmations,
    head: [words.columns.what, words.columns.duties, words.columns.share],
    rows: [
      row(words.confirmations.duties, ({ duties }) => duties, listOf(null)),
      ...CONFIRMATION_ENDS.map((end) => row(words.confirmations[end], (of) => of[end], listOf(end))),
      ...CONFIRMED_BY.map((way) => row(words.confirmations.ways[way], ({ ways }) => ways[way])),
    ],
  };
}

/** In the order of names: this is no ranking. */
async function peopleTable(
  { subject, filter }: View,
  context: MemberContext,
  duties: readonly AskedDuty[],
  before: readonly AskedDuty[],
): Promise<Table> {
  const words = subject.t.statistics;
  const people = await peopleInScope(context, { teamId: null, personId: filter.personId });
  const listOf = dutiesOf(context, filter);
  return {
    name: 'confirmedby',
    title: words.tables.confirmedBy,
    note: words.notes.confirmedBy,
    head: [
      words.people.name,
      words.columns.duties,
      ...CONFIRMATION_ENDS.map((end) => words.confirmations.short[end]),
    ],
    rows: people.flatMap(({ id, name }) => {
      const own = (of: readonly AskedDuty[]) =>
        confirmationFigures(of.filter(({ personId }) => personId === id));
      const [now, then] = [own(duties), own(before)];
      if (now.duties + then.duties === 0) return [];
      return [
        [
          textCell(name),
          countCell(subject, now.duties, { href: listOf(null, id), before: then.duties }),
          ...CONFIRMATION_ENDS.map((end) =>
            countCell(subject, now[end], { href: listOf(end, id), before: then[end] }),
          ),
        ],
      ];
    }),
  };
}
