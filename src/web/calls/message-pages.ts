import { type MemberChange, type MemberVisit, notFound, param, type Reply } from '../visit.ts';

/** Asks before a message is erased, and says what depends on it. */
export async function messageRemovalPage(visit: MemberVisit): Promise<Reply> {
  const { needs, t, now } = visit;
  const [callId, recording] = [param(visit, 'call'), param(visit, 'recording')];
  const [use, call, task] = await Promise.all([
    needs.messages.use(callId, recording, now),
    needs.history.find(callId),
    needs.taskSearch.ofCall(callId),
  ]);
  if (use === null || call === null) return notFound();
  return {
    kind: 'page',
    view: 'calls/removal',
    title: t.calls.eraseTitle,
    data: { call, use, task, back: backOf(visit, callId) },
  };
}

export async function removeMessage(visit: MemberChange): Promise<Reply> {
  const callId = param(visit, 'call');
  const erased = await visit.needs.eraseMessage(callId, param(visit, 'recording'), visit.author);
  if (!erased) return notFound();
  return { kind: 'see', path: backOf(visit, callId), done: 'erased' };
}

/** The task whose page led here, or the call. */
function backOf({ request }: MemberVisit, callId: string): string {
  const { task } = request.query;
  return typeof task === 'string' && /^\d{1,15}$/.test(task)
    ? `/tasks/${task}`
    : `/calls/${encodeURIComponent(callId)}`;
}
