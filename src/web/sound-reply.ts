import type { Reply, RequestContext } from './request-context.ts';

/** A sound, whole or the part that a player asks for. `name`: what it is called when it is asked for as a file. */
export function soundReply(context: RequestContext, wav: Buffer, name: string): Reply {
  return {
    kind: 'own',
    answer(response) {
      response.set({
        'accept-ranges': 'bytes',
        'content-type': 'audio/wav',
        'x-content-type-options': 'nosniff',
      });
      if (context.request.query.download !== undefined) response.attachment(`${name}.wav`);
      else response.set('content-disposition', 'inline');
      const asked = context.request.range(wav.length, { combine: true });
      if (asked === -1) {
        response.set('content-range', `bytes */${wav.length}`);
        return void response.status(416).end();
      }
      const range =
        Array.isArray(asked) && asked.type === 'bytes' && asked.length === 1 ? asked[0] : undefined;
      if (!range) return void response.end(wav);
      response.status(206).set('content-range', `bytes ${range.start}-${range.end}/${wav.length}`);
      response.end(wav.subarray(range.start, range.end + 1));
    },
  };
}
