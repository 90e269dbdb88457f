import { gapsOfHotlines } from '../../calls/hotline-gaps.ts';
import type { HotlineGap } from '../../domain/hotline-gaps.ts';
import { localOf } from '../../domain/schedule/wall-clock.ts';
import { type Days, daysBetween } from '../../domain/statistics/periods.ts';
import { dayOfDate } from '../../statistics/count-day.ts';
import { ALL_HOTLINES } from '../../statistics/sum-store.ts';
import type { MemberContext } from '../request-context.ts';
import { type Table, textCell } from '../tables/table.ts';
import { countCell, type Subject, secondsCell } from './figure-table.ts';
import type { StatisticsView } from './read-subject.ts';

/** A planning is walked day by day: longer periods hold a page up. */
const MOST_DAYS = 100;

/** More than these are not looked at one by one. */
const MOST_LISTED = 100;

/** When hotlines would have reached nobody, by the planning and the policies as they are now: how often, and each time. */
export async function gapsTables(
  { subject, filter }: Pick<StatisticsView, 'subject' | 'filter'>,
  context: MemberContext,
): Promise<readonly Table[]> {
  const words = subject.t.statistics;
  const table = {
    name: 'gaps',
    title: words.tables.gaps,
    head: [words.hotline, words.columns.gaps, words.columns.gapTime, words.columns.longestGap],
  };
  if (daysBetween(filter.days) > MOST_DAYS)
    return [{ ...table, note: words.gapsTooLong(MOST_DAYS), rows: [] }];
  const [now, before] = await Promise.all([
    gapsIn(context, filter.hotlineId, filter.days),
    gapsIn(context, filter.hotlineId, filter.before),
  ]);
  const each = [...now].flatMap(([id, { name, timeZone, gaps }]) =>
    gaps.map((gap) => ({ id, name, timeZone, gap })),
  );
  return [
    {
      ...table,
      note: words.notes.gaps,
      rows: [...now].map(([hotlineId, { name, gaps }]) =>
        rowOf(subject, name, gaps, before.get(hotlineId)?.gaps ?? []),
      ),
    },
    ...(each.length === 0 ? [] : [eachTable(subject, each)]),
  ];
}

interface OneGap {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
  readonly gap: HotlineGap;
}

/** What the counts are of: each leads to what would have happened then. */
function eachTable(subject: Subject, gaps: readonly OneGap[]): Table {
  const { t, f } = subject;
  const words = t.statistics;
  const listed = gaps.toSorted((a, b) => a.gap.startAt - b.gap.startAt).slice(0, MOST_LISTED);
  return {
    name: 'eachgap',
    title: words.tables.eachGap,
    ...(gaps.length > MOST_LISTED ? { note: words.firstGaps(MOST_LISTED) } : {}),
    head: [words.hotline, words.columns.from, words.columns.until, words.columns.gapTime],
    rows: listed.map(({ id, name, timeZone, gap: { startAt, endAt } }) => [
      textCell(name),
      textCell(f.moment(startAt), {
        href: `/hotlines/${id}/dry-run?at=${localOf(startAt, timeZone).slice(0, 16).replace(' ', 'T')}`,
      }),
      textCell(f.moment(endAt)),
      secondsCell(subject, Math.round((endAt - startAt) / 1000)),
    ]),
  };
}

function rowOf(subject: Subject, name: string, gaps: readonly HotlineGap[], before: readonly HotlineGap[]) {
  const seconds = (of: readonly HotlineGap[]) =>
    of.map(({ startAt, endAt }) => Math.round((endAt - startAt) / 1000));
  const total = (of: readonly HotlineGap[]) => seconds(of).reduce((sum, one) => sum + one, 0);
  const longest = (of: readonly HotlineGap[]) => Math.max(0, ...seconds(of));
  return [
    textCell(name),
    countCell(subject, gaps.length, { href: '#t-eachgap', before: before.length }),
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
    found.map(({ hotline, gaps }) => [
      hotline.id,
      { name: hotline.name, timeZone: hotline.timeZone, gaps: cut(gaps, endAt) },
    ]),
  );
}

function cut(gaps: readonly HotlineGap[], endAt: number): readonly HotlineGap[] {
  return gaps.map((gap) => ({ ...gap, endAt: Math.min(gap.endAt, endAt) }));
}
