import { gapsOfHotlines } from '../../calls/hotline-gaps.ts';
import type { HotlineGap } from '../../domain/hotline-gaps.ts';
import { type Days, daysBetween } from '../../domain/statistics/periods.ts';
import { dayOfDate } from '../../statistics/count-day.ts';
import { ALL_HOTLINES } from '../../statistics/sum-store.ts';
import type { MemberContext } from '../request-context.ts';
import { type Table, textCell } from '../tables/table.ts';
import { countCell, type Subject, secondsCell } from './figure-table.ts';
import type { StatisticsView } from './read-subject.ts';

/** A planning is walked day by day: longer periods hold a page up. */
const MOST_DAYS = 100;

/** When hotlines would have reached nobody, by the planning and the policies as they are now. */
export async function gapsTable(
  { subject, filter }: Pick<StatisticsView, 'subject' | 'filter'>,
  context: MemberContext,
): Promise<Table> {
  const words = subject.t.statistics;
  const table = {
    name: 'gaps',
    title: words.tables.gaps,
    head: [words.hotline, words.columns.gaps, words.columns.gapTime, words.columns.longestGap],
  };
  if (daysBetween(filter.days) > MOST_DAYS) return { ...table, note: words.gapsTooLong(MOST_DAYS), rows: [] };
  const [now, before] = await Promise.all([
    gapsIn(context, filter.hotlineId, filter.days),
    gapsIn(context, filter.hotlineId, filter.before),
  ]);
  return {
    ...table,
    note: words.notes.gaps,
    rows: [...now].map(([hotlineId, { name, gaps }]) =>
      rowOf(subject, name, gaps, before.get(hotlineId)?.gaps ?? []),
    ),
  };
}

function rowOf(subject: Subject, name: string, gaps: readonly HotlineGap[], before: readonly HotlineGap[]) {
  const seconds = (of: readonly HotlineGap[]) =>
    of.map(({ startAt, endAt }) => Math.round((endAt - startAt) / 1000));
  const total = (of: readonly HotlineGap[]) => seconds(of).reduce((sum, one) => sum + one, 0);
  const longest = (of: readonly HotlineGap[]) => Math.max(0, ...seconds(of));
  return [
    textCell(name),
    countCell(subject, gaps.length, { before: before.length }),
    secondsCell(subject, total(gaps), total(before)),
    secondsCell(subject, longest(gaps), longest(before)),
  ];
}

/** What is still to come is no gap that there was. */
async function gapsIn({ dependencies, now }: MemberContext, hotlineId: string, { from, to }: Days) {
  const { timeZone, numberingPlan } = dependencies;
  const startAt = dayOfDate(from, timeZone).startAt;
  const endAt = Math.min(now, dayOfDate(to, timeZone).endAt);
  const only = hotlineId === ALL_HOTLINES ? null : hotlineId;
  const found =
    endAt <= startAt ? [] : await gapsOfHotlines(dependencies, numberingPlan, startAt, endAt, only);
  return new Map(
    found.map(({ hotline, gaps }) => [hotline.id, { name: hotline.name, gaps: cut(gaps, endAt) }]),
  );
}

function cut(gaps: readonly HotlineGap[], endAt: number): readonly HotlineGap[] {
  return gaps.map((gap) => ({ ...gap, endAt: Math.min(gap.endAt, endAt) }));
}
