import type { DialRequest, Done } from '../calls/telephony.ts';
import { fail, ok, type Result } from '../runtime/result.ts';
import type { AriLink } from './ari-link.ts';
import type { AriProblem } from './ari-requests.ts';
import { dialString, presentedCallerId } from './dial-string.ts';
import { legArguments } from './leg-arguments.ts';
import type { Leg, LegRegistry } from './leg-registry.ts';

/**
 * Where Asterisk, of its own accord, dials the number that a phone is forwarded to: a context that rings nobody. What
 * becomes of a forwarding is not Asterisk's to decide (see `uninvited.ts`).
 */
const NO_FORWARDING = { FORWARD_CONTEXT: 'vigie-forwarded' };

export interface Dialler {
  dial(request: DialRequest): Promise<Done>;
}

/** Rings legs into the application: originate with our own channel id, so that a retry is harmless. */
export function createDialler(link: AriLink, legs: LegRegistry, app: string): Dialler {
  function originate(
    request: DialRequest,
    endpoint: string,
    originator: string | null,
  ): Promise<Result<unknown, AriProblem>> {
    const callerId = presentedCallerId(request.callerId);
    const parameters = {
      endpoint,
      app,
      appArgs: legArguments(request.leg),
      channelId: request.leg,
      timeout: request.ringSeconds,
      variables: NO_FORWARDING,
      ...(callerId === '' ? {} : { callerId }),
      ...(originator === null ? {} : { originator }),
    };
    return link.request((client) => client.channels.originate(parameters));
  }

  /** What to make of a refusal: null when the leg is there all the same. */
  async function verdict(problem: AriProblem, leg: Leg): Promise<AriProblem | null> {
    // Its events, even its end, overtook a failing answer.
    if (leg.ringing || leg.answered || legs.get(leg.id) !== leg) return null;
    if (problem.status !== 409) return problem;
    // "The id exists" is not to be believed: after one true duplicate, Asterisk says 409 on the same HTTP connection
    // for whatever cannot be rung (its error number is stale; measured on 22.10.1).
    const found = await link.request((client) => client.channels.get({ channelId: leg.channel }));
    if (found.ok) return null;
    return found.error.kind === 'gone'
      ? { ...problem, detail: 'Asterisk cannot ring this target (409)' }
      : found.error;
  }

  return {
    async dial(request) {
      const endpoint = dialString(request);
      if (endpoint === null) return fail({ kind: 'refused', detail: 'no trunk for outside numbers' });
      // In the book before the request: events may overtake the answer.
      const leg = legs.get(request.leg) ?? legs.add(request.leg, 'dialled');
      leg.forsaken = false;
      const originator = request.callerLeg === null ? null : (legs.get(request.callerLeg)?.channel ?? null);
      let dialled = await originate(request, endpoint, originator);
      // Measured on 22.10.1: 400 when the originator is no more.
      if (!dialled.ok && originator !== null && dialled.error.status === 400) {
        dialled = await originate(request, endpoint, null);
      }
      const problem = dialled.ok ? null : await verdict(dialled.error, leg);
      if (problem === null) return ok(undefined);
      // Asterisk may yet carry out a request it did not answer in time.
      if (problem.kind === 'unavailable') leg.forsaken = true;
      else legs.remove(leg);
      return fail(problem);
    },
  };
}
