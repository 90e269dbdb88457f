import { type MemberVisit, notFound, param, type Reply } from '../visit.ts';

/** A caller's message, whole or the part that a player asks for. */
export async function callAudio(visit: MemberVisit): Promise<Reply> {
  const audio = await visit.needs.search.audio(param(visit, 'call'), param(visit, 'recording'));
  if (audio === null) return notFound();
  return {
    kind: 'own',
    answer(response) {
      response.set({
        'accept-ranges': 'bytes',
        'content-type': 'audio/wav',
        'x-content-type-options': 'nosniff',
      });
      const name = `${param(visit, 'recording')}.wav`;
      if (visit.request.query.download !== undefined) response.attachment(name);
      else response.set('content-disposition', 'inline');
      const asked = visit.request.range(audio.length, { combine: true });
      if (asked === -1) {
        response.set('content-range', `bytes */${audio.length}`);
        return void response.status(416).end();
      }
      const range =
        Array.isArray(asked) && asked.type === 'bytes' && asked.length === 1 ? asked[0] : undefined;
      if (!range) return void response.end(audio);
      response.status(206).set('content-range', `bytes ${range.start}-${range.end}/${audio.length}`);
      response.end(audio.subarray(range.start, range.end + 1));
    },
  };
}
