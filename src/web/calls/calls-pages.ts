import type { CallRecord } from '../../calls/log/call-history.ts';
import type { CallFilter } from '../../calls/log/call-search.ts';
import { mayAboutTask, reachOf } from '../../domain/permissions.ts';
import { createNarrator } from '../../words/describe-happening.ts';
import { createFormat } from '../format.ts';
import { unfold } from '../now/unfold-call.ts';
import { servedHotlines } from '../served.ts';
import { type MemberVisit, notFound, param, type Reply } from '../visit.ts';
import { filterQuery, readFilter, readPlace } from './call-filter.ts';
import { mayAboutCall } from './call-reach.ts';

const PAGE_SIZE = 50;
/** A message that could not be fetched from Asterisk at once is fetched within days, if ever. */
const STILL_ON_ITS_WAY_MS = 7 * 24 * 3_600_000;

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
  const [messages, task, served] = await Promise.all([
    needs.search.messages(call.id),
    needs.taskSearch.ofCall(call.id),
    servedHotlines(visit),
  ]);
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
      messages,
      missing: messages.length === 0 ? await missingMessage(visit, call) : null,
      mayListen: await mayAboutCall(visit, 'calls.listen', call),
      mayDelete: await mayAboutCall(visit, 'messages.delete', call),
      task: task !== null && mayAboutTask('tasks.see', actor, task, served) ? task : null,
    },
  };
}

/** Why a message that was left is not here any more; null: none was left, or it is still on its way. */
async function missingMessage({ needs, t, now, language }: MemberVisit, call: CallRecord) {
  const kept = call.timeline.find((happening) => happening.kind === 'voicemail-kept');
  if (kept?.kind !== 'voicemail-kept') return null;
  const [erased] = await needs.audit.list({ subjectKind: 'messages', subjectId: kept.recording, limit: 1 });
  const format = createFormat(language, needs.timeZone, now, needs.numberingPlan);
  if (erased) return t.calls.erased(erased.actor, format.exact(erased.at));
  return now - kept.at > STILL_ON_ITS_WAY_MS ? t.calls.erasedByAge : null;
}
