import { scopeOf } from '../../domain/permissions.ts';
import { dayNumber } from '../../domain/schedule/calendar.ts';
import { instantOfMinute } from '../../domain/schedule/wall-clock.ts';
import { dayOfDate } from '../../statistics/count-day.ts';
import type { Replay } from '../../statistics/what-if/replay.ts';
import type { WhatIfFailure } from '../../statistics/what-if/what-if.ts';
import type { MemberContext, Reply } from '../request-context.ts';
import { peopleInScope } from './figure-people.ts';
import { inDigits, shareText } from './figure-table.ts';
import { readSubject, type StatisticsView } from './read-subject.ts';
import { peopleBeside, receptionBeside } from './side-by-side.ts';
import { tabsOf } from './statistics-pages.ts';
import { readWhatIf, type WhatIfQuery } from './what-if-query.ts';

/** So many are replayed within seconds. */
const MOST_CALLS = 2000;
/** What is drawn is the same each time the page is asked for. */
const SEED = 1;

/** A past period's calls, once more with another policy, schedule or ring times; beside what happened. */
export async function whatIfPage(context: MemberContext): Promise<Reply> {
  const { dependencies, request, t } = context;
  const { reader } = dependencies;
  const [view, policies, schedules] = await Promise.all([
    readSubject(context, 'none'),
    reader.policies(),
    reader.scheduleNames(),
  ]);
  const hotlines = await reader.hotlines();
  const hotline = hotlines.get(view.filter.hotlineId) ?? [...hotlines.values()][0];
  const asked = readWhatIf(request.query, (id) => policies.get(id === '' ? (hotline?.policyId ?? '') : id));
  const { policyId, schedule } = asked.change;
  const isGone =
    (policyId !== null && !policies.has(policyId)) ||
    Object.values(schedule ?? {}).some((id) => !schedules.has(id));
  const replayed = () => (isGone ? 'gone' : ask(context, view, asked, hotline?.id ?? ''));
  const answer = hotline && asked.wantsReplay ? await replayed() : null;
  const f = view.subject.f;
  const noon = (date: string) => instantOfMinute(dayNumber(date), 12 * 60, dependencies.timeZone);
  return {
    kind: 'page',
    view: 'statistics/what-if',
    title: `${t.statistics.title}: ${t.statistics.whatIf.title}`,
    status: asked.wrong.length > 0 || asked.isHalfChosen ? 422 : 200,
    data: {
      view,
      asked,
      hotlineId: hotline?.id ?? '',
      hotlinePolicy: policies.get(hotline?.policyId ?? '')?.name ?? '',
      steps:
        policies.get(asked.typed.policy === '' ? (hotline?.policyId ?? '') : asked.typed.policy)?.steps ?? [],
      policies: [...policies.values()],
      schedules: [...schedules],
      tabs: tabsOf(context, view.filter),
      days: { from: f.day(noon(view.filter.days.from)), to: f.day(noon(view.filter.days.to)) },
      failure: typeof answer === 'string' ? t.statistics.whatIf.failures[answer] : null,
      result: answer === null || typeof answer === 'string' ? null : await shown(context, view, answer),
    },
  };
}

async function ask(
  { dependencies }: MemberContext,
  { filter }: StatisticsView,
  { change }: WhatIfQuery,
  hotlineId: string,
): Promise<Replay | WhatIfFailure> {
  const { timeZone } = (await dependencies.reader.hotlines()).get(hotlineId) ?? dependencies;
  const interval = {
    startAt: dayOfDate(filter.days.from, timeZone).startAt,
    endAt: dayOfDate(filter.days.to, timeZone).endAt,
  };
  const done = await dependencies.whatIf({ hotlineId, interval, change, seed: SEED, mostCalls: MOST_CALLS });
  return done.ok ? done.value : done.error;
}

async function shown(context: MemberContext, { subject }: StatisticsView, replay: Replay) {
  const { actor, t, language } = context;
  const words = t.statistics.whatIf;
  const count = (of: number) => inDigits(language, of);
  const seesPeople = scopeOf('statistics.people', actor.role) !== 'none';
  return {
    isEmpty: replay.calls === 0,
    sure: words.sure(
      count(replay.calls),
      count(replay.assumed),
      shareText(language, replay.assumed, replay.calls),
    ),
    leftOut: replay.leftOut === 0 ? null : words.leftOut(count(replay.leftOut)),
    tables: [
      receptionBeside(subject, replay),
      ...(seesPeople ? [peopleBeside(subject, replay, await peopleInScope(context))] : []),
    ],
  };
}
