import { soundReply } from '../sound-reply.ts';
import { type MemberVisit, notFound, param, type Reply } from '../visit.ts';

/** A caller's message. */
export async function callAudio(visit: MemberVisit): Promise<Reply> {
  const recording = param(visit, 'recording');
  const audio = await visit.needs.search.audio(param(visit, 'call'), recording);
  return audio === null ? notFound() : soundReply(visit, audio, recording);
}
