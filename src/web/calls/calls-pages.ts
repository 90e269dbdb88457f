import type { CallFilter } from '../../calls/call-search.ts';
import { createNarrator } from '../../calls/describe-happening.ts';
import { mayAbout, reachOf } from '../../domain/permissions.ts';
import { unfold } from '../now/unfold-call.ts';
import { type MemberVisit, notFound, param, type Reply } from '../visit.ts';
import { filterQuery, readFilter, readPlace } from './call-filter.ts';

const PAGE_SIZE = 50;

/** The calls, filtered as the address says, a page at a time. */
export async function callsPage(visit: MemberVisit): Promise<Reply> {
  const { needs, request, t } = visit;
  const read = readFilter(request.query, needs.timeZone, needs.numberingPlan.homeCountry);
  const after = readPlace(request.query.after);
  const [found, hotlines, people] = await Promise.all([
    needs.search.page(withinReach(visit, read.filter), after, PAGE_SIZE + 1),
    needs.reader.hotlines(),
    needs.reader.people(),
  ]);
  const calls = found.slice(0, PAGE_SIZE);
  const last = found.length > PAGE_SIZE ? calls.at(-1) : undefined;
  return {
    kind: 'page',
    view: 'calls/list',
    title: t.calls.title,
    data: {
      calls,
      read,
      hotlines: [...hotlines.values()],
      people: reachOf('calls.see', visit.actor.role) === 'all' ? [...people.values()] : [],
      older: last ? `/calls${filterQuery(read.typed, last)}` : null,
      newest: after === null ? null : `/calls${filterQuery(read.typed, null)}`,
      csv:
        reachOf('calls.export', visit.actor.role) === 'all'
          ? `/calls.csv${filterQuery(read.typed, null)}`
          : null,
    },
  };
}

/** Members see the calls that rang them, whatever they ask for. */
export function withinReach({ actor }: MemberVisit, filter: CallFilter): CallFilter {
  return reachOf('calls.see', actor.role) === 'own' ? { ...filter, personId: actor.personId } : filter;
}

/** One call: who was rung, and all that happened, with times and causes. */
export async function callPage(visit: MemberVisit): Promise<Reply> {
  const { needs, t, language, actor } = visit;
  const call = await needs.history.find(param(visit, 'call'));
  if (call === null) return notFound();
  const narrate = createNarrator(needs.timeZone, language);
  const listening = reachOf('calls.listen', actor.role);
  const rang = call.attempts.some(
    ({ personId }) =>
      personId !== null && mayAbout('calls.listen', actor, { personId, role: 'member', teamIds: [] }),
  );
  return {
    kind: 'page',
    view: 'calls/call',
    title: `${t.calls.one} ${call.hotlineName ?? call.hotlineId}`,
    data: {
      call,
      unfolded: unfold(call.timeline),
      story: call.timeline.map((happening) => ({
        at: happening.at,
        text: narrate(happening).slice('HH:mm:ss '.length),
      })),
      messages: await needs.search.messages(call.id),
      mayListen: listening === 'all' || rang,
    },
  };
}
