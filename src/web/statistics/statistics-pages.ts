import { mayAbout, type Right, scopeOf } from '../../domain/permissions.ts';
import type { Person } from '../../domain/person.ts';
import { confirmationFigures } from '../../statistics/confirmation-figures.ts';
import { dayOfDate } from '../../statistics/count-day.ts';
import type { MemberContext, Reply } from '../request-context.ts';
import { confirmationsTable, fallbackTable, tasksTable } from './afterwards-tables.ts';
import { effortTable, failuresTable, stepsTable, trunkTable } from './chain-tables.ts';
import type { FigureTable } from './figure-table.ts';
import { peopleTable } from './people-table.ts';
import { readSubject, type StatisticsView } from './read-subject.ts';
import {
  leftTable,
  moreTable,
  offered,
  outcomesTable,
  reachedTable,
  timesTable,
} from './reception-tables.ts';
import { statisticsAddress } from './statistics-filter.ts';
import { daysTable, hoursTable } from './when-tables.ts';

/** What a page of statistics is about; each has its own address. */
export const SUBJECTS = ['reception', 'chain', 'people', 'afterwards'] as const;
export type SubjectName = (typeof SUBJECTS)[number];

const PATHS: Readonly<Record<SubjectName, string>> = {
  reception: '/statistics',
  chain: '/statistics/chain',
  people: '/statistics/people',
  afterwards: '/statistics/afterwards',
};

const RIGHTS: Readonly<Record<SubjectName, Right>> = {
  reception: 'statistics.see',
  chain: 'statistics.see',
  people: 'statistics.people',
  afterwards: 'statistics.see',
};

type Tables = (
  view: StatisticsView,
  context: MemberContext,
) => Promise<readonly FigureTable[]> | readonly FigureTable[];

/** The tables of each subject, in their order. */
export const TABLES_OF: Readonly<Record<SubjectName, Tables>> = {
  reception: ({ subject, parts }) => [
    reachedTable(subject),
    outcomesTable(subject),
    timesTable(subject),
    leftTable(subject),
    daysTable(subject, parts),
    hoursTable(subject),
    moreTable(subject),
  ],
  chain: ({ subject }) => [
    stepsTable(subject),
    failuresTable(subject),
    effortTable(subject),
    trunkTable(subject),
  ],
  people: async ({ subject, filter }, context) => [
    peopleTable(subject, await peopleInReach(context, filter.teamId)),
  ],
  afterwards: async ({ subject, filter }, context) => [
    tasksTable(subject),
    await confirmations({ subject, filter }, context),
    fallbackTable(subject),
  ],
};

export const receptionPage = page('reception');
export const chainPage = page('chain');
export const peopleFiguresPage = page('people');
export const afterwardsPage = page('afterwards');

function page(name: SubjectName): (context: MemberContext) => Promise<Reply> {
  return async (context) => {
    const { t, actor } = context;
    const view = await readSubject(context);
    return {
      kind: 'page',
      view: 'statistics/page',
      title: `${t.statistics.title}: ${t.statistics.subjects[name]}`,
      data: {
        name,
        view,
        path: PATHS[name],
        tabs: SUBJECTS.filter((one) => scopeOf(RIGHTS[one], actor.role) !== 'none').map((one) => ({
          name: one,
          path: statisticsAddress(PATHS[one], view.filter),
        })),
        tables: await TABLES_OF[name](view, context),
        isEmpty: offered(view.subject.sums) === 0 && Object.keys(view.subject.sums).length === 0,
      },
    };
  };
}

/** People whose figures the reader may see, by name: of a team, or all. */
async function peopleInReach(context: MemberContext, teamId: string | null): Promise<readonly Person[]> {
  const { dependencies, actor } = context;
  const [people, teams] = await Promise.all([dependencies.reader.people(), dependencies.reader.teams()]);
  const teamsOf = (id: string) =>
    [...teams.values()].filter(({ memberIds }) => memberIds.includes(id)).map((team) => team.id);
  return [...people.values()]
    .filter(({ id, role }) =>
      mayAbout('statistics.people', actor, { personId: id, role, teamIds: teamsOf(id) }),
    )
    .filter(({ id }) => teamId === null || teamsOf(id).includes(teamId))
    .sort((a, b) => a.name.localeCompare(b.name));
}

async function confirmations(
  { subject, filter }: Pick<StatisticsView, 'subject' | 'filter'>,
  { dependencies }: MemberContext,
): Promise<FigureTable> {
  const { timeZone, confirmationFigures: reader } = dependencies;
  const began = async ({ from, to }: typeof filter.days) =>
    confirmationFigures(
      await reader.began({
        startAt: dayOfDate(from, timeZone).startAt,
        endAt: dayOfDate(to, timeZone).endAt,
      }),
    );
  return confirmationsTable(subject, await began(filter.days), await began(filter.before));
}
