import {
  type MemberChangeContext,
  type MemberContext,
  notFound,
  param,
  type Reply,
} from '../request-context.ts';

/** Asks before both sides of a call are hung up. */
export async function endingPage(context: MemberContext): Promise<Reply> {
  const call = (await context.dependencies.history.find(param(context, 'call'))) ?? notFound();
  if (call.endedAt !== null) return { kind: 'see', path: pathOf(call.id), done: 'call-over' };
  return { kind: 'page', view: 'calls/ending', title: context.t.calls.endTitle, data: { call } };
}

export async function endCall(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, author } = context;
  const call = (await dependencies.history.find(param(context, 'call'))) ?? notFound();
  const isEnded = call.endedAt === null && (await dependencies.endCall(call.id, author));
  return { kind: 'see', path: pathOf(call.id), done: isEnded ? 'call-ended' : 'call-over' };
}

function pathOf(callId: string): string {
  return `/calls/${encodeURIComponent(callId)}`;
}
