import { type Right, scopeOf } from '../../domain/permissions.ts';
import { ANY_SCHEDULE } from '../../statistics/sum-store.ts';
import type { MemberContext } from '../request-context.ts';
import type { Table } from '../tables/table.ts';
import { fallbackTable, messagesTable, type TasksOf, tasksTable } from './afterwards-tables.ts';
import { effortTable, failuresTable, stepsTable } from './chain-tables.ts';
import { confirmationTables } from './confirmation-tables.ts';
import { dutyTables } from './duty-tables.ts';
import { peopleInScope } from './figure-people.ts';
import { gapsTables } from './gaps-table.ts';
import { peopleTable } from './people-table.ts';
import type { StatisticsView, SumsShown } from './read-subject.ts';
import { leftTable, moreTable, outcomesTable, reachedTable, timesTable } from './reception-tables.ts';
import type { StatisticsFilter } from './statistics-filter.ts';
import { trunkFailuresTable, trunksTable } from './trunk-tables.ts';
import { daysTable, hoursTable } from './when-tables.ts';

/** What a page of statistics is about; each has its own address. */
export const SUBJECTS = ['reception', 'chain', 'people', 'duty', 'afterwards'] as const;
export type SubjectName = (typeof SUBJECTS)[number];

export const PATHS: Readonly<Record<SubjectName, string>> = {
  reception: '/statistics',
  chain: '/statistics/chain',
  people: '/statistics/people',
  duty: '/statistics/duty',
  afterwards: '/statistics/afterwards',
};

/** By what each may be narrowed, beside its days. */
export const FIELDS_OF: Readonly<Record<SubjectName, readonly FilterField[]>> = {
  reception: ['hotline', 'schedule'],
  chain: ['hotline', 'schedule'],
  people: ['hotline', 'schedule', 'team', 'person'],
  duty: ['team', 'person'],
  afterwards: ['hotline', 'schedule', 'person'],
};

export type FilterField = 'hotline' | 'schedule' | 'team' | 'person';

/** Who may see which. */
export const RIGHTS: Readonly<Record<SubjectName, Right>> = {
  reception: 'statistics.see',
  chain: 'statistics.see',
  people: 'statistics.people',
  duty: 'statistics.people',
  afterwards: 'statistics.see',
};

/** What each reads: sums of people are long, and nobody else's. */
export const SUMS_OF: Readonly<Record<SubjectName, SumsShown>> = {
  reception: 'calls',
  chain: 'calls',
  people: 'people',
  duty: 'none',
  afterwards: 'calls',
};

type Tables = (view: StatisticsView, context: MemberContext) => Promise<readonly Table[]> | readonly Table[];

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
    trunksTable(subject),
    trunkFailuresTable(subject),
  ],
  people: async ({ subject, filter }, context) => [
    peopleTable(subject, await peopleInScope(context, filter)),
  ],
  duty: dutyTables,
  afterwards: async ({ subject, filter }, context) => [
    // A task is its hotline's.
    ...(filter.scheduleId === ANY_SCHEDULE ? [tasksTable(subject, tasksOf(context, filter))] : []),
    messagesTable(subject),
    ...(await confirmationTables({ subject, filter }, context)),
    ...(await gapsTables({ subject, filter }, context)),
    fallbackTable(subject),
  ],
};

function tasksOf({ actor }: MemberContext, { typed, days }: StatisticsFilter): TasksOf {
  const seesAll = scopeOf('tasks.see', actor.role) === 'all';
  const { hotline } = typed;
  return (of) =>
    seesAll
      ? `/tasks?${new URLSearchParams({ ...(hotline === '' ? {} : { hotline }), ...of, ...days, counted: 'yes' })}`
      : undefined;
}
