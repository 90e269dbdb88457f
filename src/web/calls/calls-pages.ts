import type { CallRecord } from '../../calls/log/call-history.ts';
import type { CallFilter } from '../../calls/log/call-search.ts';
import { mayAboutTask, scopeOf } from '../../domain/permissions.ts';
import type { Language } from '../../domain/person.ts';
import type { DialledContact } from '../../words/call-event-catalogue.ts';
import { codesOf, describeCallEvent, noteDialled } from '../../words/describe-call-event.ts';
import { sentence } from '../../words/phrases.ts';
import { type Format, formatOf } from '../format.ts';
import type { Messages } from '../messages/messages.ts';
import { unfold } from '../now/unfold-call.ts';
import { type MemberContext, notFound, param, type Reply } from '../request-context.ts';
import { servedHotlines } from '../served.ts';
import { figureWords } from '../statistics/figure-words.ts';
import { filesAt } from '../tables/list-files.ts';
import { filterQuery, readFilter, readPlace } from './call-filter.ts';
import { isCallInScope } from './call-scope.ts';

const PAGE_SIZE = 50;
/** A message that could not be fetched from Asterisk at once is fetched within days, if ever. */
const STILL_ON_ITS_WAY_MS = 7 * 24 * 3_600_000;

/** The calls, filtered as the address says, a page at a time. */
export async function callsPage(context: MemberContext): Promise<Reply> {
  const { dependencies, request, t } = context;
  const read = readFilter(request.query, dependencies.timeZone, dependencies.numberingPlan.homeCountry);
  const after = readPlace(request.query.after);
  const [found, hotlines, people, schedules] = await Promise.all([
    dependencies.search.page(withinScope(context, read.filter), after, PAGE_SIZE + 1),
    dependencies.reader.hotlines(),
    dependencies.reader.people(),
    dependencies.reader.scheduleNames(),
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
      figure: figureOf(t, read.filter, schedules),
      withoutFigure: `/calls${filterQuery({ ...read.typed, figure: '', schedule: '' }, null)}`,
      hotlines: [...hotlines.values()],
      people: scopeOf('calls.see', context.actor.role) === 'all' ? [...people.values()] : [],
      older: last ? `/calls${filterQuery(read.typed, last)}` : null,
      newest: after === null ? null : `/calls${filterQuery(read.typed, null)}`,
      files:
        scopeOf('calls.export', context.actor.role) === 'all'
          ? filesAt((kind) => `/calls.${kind}${filterQuery(read.typed, null)}`)
          : null,
    },
  };
}

/** Which figure of statistics the list is of; null: of none. */
function figureOf(
  t: Messages,
  { figure, scheduleId }: CallFilter,
  schedules: ReadonlyMap<string, string>,
): string | null {
  if (figure === undefined) return null;
  const words = figureWords(t, figure);
  return scheduleId === undefined ? words : `${words} · ${schedules.get(scheduleId) ?? scheduleId}`;
}

/** Members see the calls that rang them, whatever they ask for. */
export function withinScope({ actor }: MemberContext, filter: CallFilter): CallFilter {
  return scopeOf('calls.see', actor.role) === 'own' ? { ...filter, personId: actor.personId } : filter;
}

/** One call: who was dialled, and all that happened, with times and causes. */
export async function callPage(context: MemberContext): Promise<Reply> {
  const { dependencies, t, language, actor } = context;
  const call = await dependencies.history.find(param(context, 'call'));
  if (call === null) return notFound();
  const [messages, task, served] = await Promise.all([
    dependencies.search.messages(call.id),
    dependencies.taskSearch.ofCall(call.id),
    servedHotlines(context),
  ]);
  return {
    kind: 'page',
    view: 'calls/call',
    title: `${t.calls.one} ${call.hotlineName ?? call.hotlineId}`,
    data: {
      call,
      unfolded: unfold(call.timeline),
      story: storyOf(call, language, formatOf(context).phone),
      messages,
      missing: messages.length === 0 ? await missingMessage(context, call) : null,
      mayListen: await isCallInScope(context, 'calls.listen', call),
      mayDelete: await isCallInScope(context, 'messages.delete', call),
      task: task !== null && mayAboutTask('tasks.see', actor, task, served) ? task : null,
    },
  };
}

/** What happened, a line each, with what the network said in its own codes apart. */
function storyOf({ timeline }: CallRecord, language: Language, phone: Format['phone']) {
  const attempts = new Map<number, DialledContact>();
  return timeline.map((callEvent) => {
    noteDialled(attempts, callEvent, phone);
    const text = sentence(describeCallEvent(callEvent, attempts, language));
    return { at: callEvent.at, text, codes: codesOf(callEvent) };
  });
}

/** Why a message that was left is not here any more; null: none was left, or it is still on its way. */
async function missingMessage({ dependencies, t, now, language }: MemberContext, call: CallRecord) {
  const kept = call.timeline.find((callEvent) => callEvent.kind === 'voicemail-kept');
  if (kept?.kind !== 'voicemail-kept') return null;
  const [erased] = await dependencies.audit.list({
    subjectKind: 'messages',
    subjectId: kept.recording,
    limit: 1,
  });
  const format = formatOf({ language, now, dependencies });
  if (erased) return t.calls.erased(erased.actor, format.exact(erased.at));
  return now - kept.at > STILL_ON_ITS_WAY_MS ? t.calls.erasedByAge : null;
}
