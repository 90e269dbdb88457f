import { scopeOf } from '../../domain/permissions.ts';
import { localDate } from '../../domain/schedule/calendar.ts';
import { dayOf } from '../../domain/schedule/wall-clock.ts';
import { type Days, type Period, periodsOf } from '../../domain/statistics/periods.ts';
import { type Sums, together } from '../../domain/statistics/sums.ts';
import type { SumReader } from '../../statistics/sum-store.ts';
import { createFormat } from '../format.ts';
import type { MemberContext } from '../request-context.ts';
import type { Subject } from './figure-table.ts';
import {
  callsAddress,
  readStatisticsFilter,
  type StatisticsFilter,
  statisticsAddress,
  usualSpans,
} from './statistics-filter.ts';
import { partsOf } from './when-tables.ts';

/** What every page of statistics shows, and what its tables are made from. */
export interface StatisticsView {
  readonly filter: StatisticsFilter;
  readonly subject: Subject;
  /** Day by day, or month by month. */
  readonly parts: ReadonlyMap<Period, Sums>;
  readonly hotlines: readonly { readonly id: string; readonly name: string }[];
  readonly teams: readonly { readonly id: string; readonly name: string }[];
  readonly spans: readonly {
    readonly name: keyof ReturnType<typeof usualSpans>;
    readonly path: string;
    readonly current: boolean;
  }[];
}

/** Reads what the address asks for, as sums. */
export async function readSubject(context: MemberContext): Promise<StatisticsView> {
  const { dependencies, request, language, t, now, actor } = context;
  const today = localDate(dayOf(now, dependencies.timeZone));
  const filter = readStatisticsFilter(request.query, today);
  const { statistics, reader } = dependencies;
  const [sums, before, parts, hotlines, teams] = await Promise.all([
    sumsOf(statistics, filter.hotlineId, filter.days),
    sumsOf(statistics, filter.hotlineId, filter.before),
    statistics.read(filter.hotlineId, partsOf(filter.days)),
    reader.hotlines(),
    reader.teams(),
  ]);
  const maySeeCalls = scopeOf('calls.see', actor.role) === 'all';
  return {
    filter,
    subject: {
      ...{ language, t, sums, before, days: filter.days },
      f: createFormat(language, dependencies.timeZone, now, dependencies.numberingPlan),
      callsOf: (figure, narrower) => (maySeeCalls ? callsAddress(filter, figure, narrower) : undefined),
    },
    parts: new Map(parts.map((part) => [part.period, part.sums])),
    hotlines: [...hotlines.values()],
    teams: [...teams.values()],
    spans: Object.entries(usualSpans(today)).map(([name, days]) => ({
      name: name as keyof ReturnType<typeof usualSpans>,
      path: statisticsAddress(request.path, filter, days),
      current: days.from === filter.days.from && days.to === filter.days.to,
    })),
  };
}

async function sumsOf(statistics: SumReader, hotlineId: string, days: Days): Promise<Sums> {
  return together((await statistics.read(hotlineId, periodsOf(days))).map(({ sums }) => sums));
}
