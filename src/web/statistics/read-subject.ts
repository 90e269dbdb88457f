import { scopeOf } from '../../domain/permissions.ts';
import type { NumberingPlan } from '../../domain/phone-number.ts';
import { localDate } from '../../domain/schedule/calendar.ts';
import { dayOf } from '../../domain/schedule/wall-clock.ts';
import { type Days, type Period, periodsOf } from '../../domain/statistics/periods.ts';
import type { Sums } from '../../domain/statistics/sums.ts';
import type { Instant } from '../../runtime/instant.ts';
import type { PeriodCounts, SumReader } from '../../statistics/sum-store.ts';
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
  readonly parts: ReadonlyMap<Period, PeriodCounts>;
  readonly hotlines: readonly { readonly id: string; readonly name: string }[];
  readonly schedules: readonly (readonly [id: string, name: string])[];
  readonly teams: readonly { readonly id: string; readonly name: string }[];
  readonly spans: readonly {
    readonly name: keyof ReturnType<typeof usualSpans>;
    readonly path: string;
    readonly current: boolean;
  }[];
}

/** Which sums a page shows; `none`: only its filter. */
export type SumsShown = 'calls' | 'people' | 'none';

/** Reads what the address asks for, as sums. */
export async function readSubject(context: MemberContext, shown: SumsShown): Promise<StatisticsView> {
  const { dependencies, request, language, t, now, actor } = context;
  const today = localDate(dayOf(now, dependencies.timeZone));
  const filter = readStatisticsFilter(request.query, today);
  const { reader } = dependencies;
  const [view, hotlines, schedules, teams] = await Promise.all([
    readView({ ...dependencies, language, t, now }, filter, shown),
    reader.hotlines(),
    reader.scheduleNames(),
    reader.teams(),
  ]);
  const maySeeCalls = scopeOf('calls.see', actor.role) === 'all';
  return {
    filter,
    subject: {
      ...view.subject,
      callsOf: (figure, narrower) => (maySeeCalls ? callsAddress(filter, figure, narrower) : undefined),
    },
    parts: view.parts,
    hotlines: [...hotlines.values()],
    schedules: [...schedules],
    teams: [...teams.values()],
    spans: Object.entries(usualSpans(today)).map(([name, days]) => ({
      name: name as keyof ReturnType<typeof usualSpans>,
      path: statisticsAddress(request.path, filter, days),
      current: days.from === filter.days.from && days.to === filter.days.to,
    })),
  };
}

/** What it takes to read figures for one reader. */
export interface ViewNeeds extends Pick<Subject, 'language' | 't'> {
  readonly statistics: SumReader;
  readonly timeZone: string;
  readonly numberingPlan: NumberingPlan;
  readonly now: Instant;
}

/** The figures themselves, which lead to no call: for paper, and for whoever is not logged in. */
export async function readView(
  { statistics, timeZone, numberingPlan, now, language, t }: ViewNeeds,
  {
    hotlineId,
    scheduleId,
    days,
    before,
  }: Pick<StatisticsFilter, 'hotlineId' | 'scheduleId' | 'days' | 'before'>,
  shown: SumsShown,
): Promise<Pick<StatisticsView, 'subject' | 'parts'>> {
  const sumsOf = async (of: Days): Promise<Sums> => {
    if (shown === 'none') return {};
    const read = shown === 'people' ? statistics.ofPeople : statistics.ofCalls;
    return read(hotlineId, periodsOf(of), scheduleId);
  };
  const [sums, sumsBefore, parts] = await Promise.all([
    sumsOf(days),
    sumsOf(before),
    shown === 'calls' ? statistics.counts(hotlineId, partsOf(days), scheduleId) : NO_PARTS,
  ]);
  return {
    subject: {
      ...{ language, t, sums, before: sumsBefore, days },
      f: createFormat(language, timeZone, now, numberingPlan),
      callsOf: () => undefined,
    },
    parts,
  };
}

const NO_PARTS: StatisticsView['parts'] = new Map();
