import {
  type MemberChangeContext,
  type MemberContext,
  notFound,
  param,
  type Reply,
} from '../request-context.ts';

/** Asks before a message is erased, and says what depends on it. */
export async function messageRemovalPage(context: MemberContext): Promise<Reply> {
  const { dependencies, t, now } = context;
  const [callId, recording] = [param(context, 'call'), param(context, 'recording')];
  const [use, call, task] = await Promise.all([
    dependencies.messages.use(callId, recording, now),
    dependencies.history.find(callId),
    dependencies.taskSearch.ofCall(callId),
  ]);
  if (use === null || call === null) return notFound();
  return {
    kind: 'page',
    view: 'calls/removal',
    title: t.calls.eraseTitle,
    data: { call, use, task, back: backOf(context, callId) },
  };
}

export async function removeMessage(context: MemberChangeContext): Promise<Reply> {
  const callId = param(context, 'call');
  const erased = await context.dependencies.eraseMessage(callId, param(context, 'recording'), context.author);
  if (!erased) return notFound();
  return { kind: 'see', path: backOf(context, callId), done: 'erased' };
}

/** The task whose page led here, or the call. */
function backOf({ request }: MemberContext, callId: string): string {
  const { task } = request.query;
  return typeof task === 'string' && /^\d{1,15}$/.test(task)
    ? `/tasks/${task}`
    : `/calls/${encodeURIComponent(callId)}`;
}
