import { scopeOf } from '../../domain/permissions.ts';
import { dayNumber } from '../../domain/schedule/calendar.ts';
import { instantOfMinute } from '../../domain/schedule/wall-clock.ts';
import { type Days, monthOf } from '../../domain/statistics/periods.ts';
import type { Format } from '../format.ts';
import type { MemberContext, Reply } from '../request-context.ts';
import { filesAt } from '../tables/list-files.ts';
import type { Table } from '../tables/table.ts';
import { peopleInScope } from './figure-people.ts';
import { readSubject, type StatisticsView } from './read-subject.ts';
import { type StatisticsFilter, statisticsAddress } from './statistics-filter.ts';
import {
  FIELDS_OF,
  PATHS,
  RIGHTS,
  SUBJECTS,
  SUMS_OF,
  type SubjectName,
  TABLES_OF,
} from './statistics-subjects.ts';

export const receptionPage = page('reception');
export const chainPage = page('chain');
export const peopleFiguresPage = page('people');
export const dutyFiguresPage = page('duty');
export const afterwardsPage = page('afterwards');

/** Without a call there is nothing to show of these. */
const OF_CALLS: readonly SubjectName[] = ['reception', 'chain', 'people'];

function page(name: SubjectName): (context: MemberContext) => Promise<Reply> {
  return async (context) => {
    const { t } = context;
    const [view, views] = await Promise.all([
      readSubject(context, SUMS_OF[name]),
      context.dependencies.savedViews.of(context.actor.personId),
    ]);
    return {
      kind: 'page',
      view: 'statistics/page',
      title: `${t.statistics.title}: ${t.statistics.subjects[name]}`,
      data: {
        name,
        view,
        views,
        saveAt: `/statistics/views?${new URLSearchParams({ address: statisticsAddress(PATHS[name], view.filter) })}`,
        path: PATHS[name],
        filesOf: (table: Table) =>
          filesAt((kind) =>
            statisticsAddress(`/statistics/files/${name}/${table.name}.${kind}`, view.filter),
          ),
        tabs: tabsOf(context, view.filter),
        report: reportOf(context, view),
        fields: FIELDS_OF[name],
        people: FIELDS_OF[name].includes('person') ? await peopleInScope(context) : [],
        tables: await TABLES_OF[name](view, context),
        period: {
          days: daysInWords(context, view.filter.days, view.subject.f),
          before: daysInWords(context, view.filter.before, view.subject.f),
        },
        isEmpty: OF_CALLS.includes(name) && Object.keys(view.subject.sums).length === 0,
      },
    };
  };
}

/** The pages of statistics that the reader may see, with the same filter. */
export function tabsOf({ actor, t }: MemberContext, filter: StatisticsFilter) {
  const words = t.statistics;
  const subjects = SUBJECTS.filter((one) => scopeOf(RIGHTS[one], actor.role) !== 'none').map((name) => ({
    ...{ name, label: words.subjects[name], path: statisticsAddress(PATHS[name], filter) },
  }));
  if (scopeOf('statistics.see', actor.role) === 'none') return subjects;
  const path = statisticsAddress('/statistics/what-if', filter);
  return [...subjects, { name: 'what-if', label: words.whatIf.tab, path }];
}

/** The report of the last month that is looked at; null: for a reader who may not have it. */
function reportOf({ actor, t }: MemberContext, { filter, subject }: StatisticsView) {
  if (scopeOf('statistics.see', actor.role) === 'none') return null;
  const month = monthOf(filter.days.to);
  const query = new URLSearchParams(filter.hotlineId === '' ? {} : { hotline: filter.hotlineId }).toString();
  return {
    label: t.statistics.report.button(subject.f.month(`${month}-01`)),
    path: `/statistics/report/${month}${query === '' ? '' : `?${query}`}`,
  };
}

/** The first and the last day, with their year. */
export function daysInWords({ dependencies }: MemberContext, { from, to }: Days, f: Format) {
  const noon = (date: string) => instantOfMinute(dayNumber(date), 12 * 60, dependencies.timeZone);
  return { from: f.day(noon(from)), to: f.day(noon(to)) };
}
