import { type MemberContext, notFound, param, type Reply } from '../request-context.ts';
import { soundReply } from '../sound-reply.ts';

/** A caller's message. */
export async function callAudio(context: MemberContext): Promise<Reply> {
  const recording = param(context, 'recording');
  const audio = await context.dependencies.search.audio(param(context, 'call'), recording);
  return audio === null ? notFound() : soundReply(context, audio, recording);
}
