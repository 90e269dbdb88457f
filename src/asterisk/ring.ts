import type { DialRequest } from '../calls/telephony.ts';
import type { Result } from '../runtime/result.ts';
import type { AriLink } from './ari-link.ts';
import type { AriProblem } from './ari-requests.ts';
import type { OutboundRoute } from './dial-string.ts';
import { channelOfPhone, legArguments } from './leg-arguments.ts';
import type { Leg, LegRegistry } from './leg-registry.ts';
import type { PhoneSettings } from './phone-settings.ts';

/**
 * Where Asterisk, of its own accord, dials the number that a phone is forwarded to: a context that rings nobody. What
 * becomes of a forwarding is not Asterisk's to decide (see `uninvited.ts`).
 */
const NO_FORWARDING = { FORWARD_CONTEXT: 'vigie-forwarded' };

/**
 * Where an endpoint says `rfc4733` and the other side offers no telephone-event, no key would ever be heard: on this
 * channel alone tones in the sound count then too (measured on 22.10.1). Other modes are somebody's wish.
 */
const KEYS_AS_THEY_COME = { 'PJSIP_DTMF_MODE()': 'auto' };

/** One channel to be made. */
interface Line {
  readonly dialString: string;
  readonly channel: string;
  /** In the name of whom; null: of nobody. */
  readonly caller: Leg | null;
}

export interface RingDependencies {
  readonly link: AriLink;
  readonly legs: LegRegistry;
  readonly app: string;
  readonly phones: PhoneSettings;
}

/** The route to try now, and those that are left should it fail. */
type OutboundRoutes = readonly [OutboundRoute, ...OutboundRoute[]];

/** Rings a leg by one route, with every phone that belongs to it; a problem only when none of them rings. */
export type Ring = (request: DialRequest, leg: Leg, routes: OutboundRoutes) => Promise<AriProblem | null>;

export function createRing({ link, legs, app, phones }: RingDependencies): Ring {
  async function originate(
    request: DialRequest,
    routes: OutboundRoutes,
    line: Line,
  ): Promise<Result<unknown, AriProblem>> {
    const [{ callerId, variables, endpoint }] = routes;
    const hearsAll = endpoint !== null && (await phones.keyMode(endpoint)) === 'rfc4733';
    const parameters = {
      endpoint: line.dialString,
      app,
      appArgs: legArguments(request.leg),
      channelId: line.channel,
      timeout: request.ringSeconds,
      ...(callerId === '' ? {} : { callerId }),
      ...(line.caller === null ? {} : { originator: line.caller.channel }),
      variables: {
        ...NO_FORWARDING,
        ...(hearsAll ? KEYS_AS_THEY_COME : {}),
        ...variables,
        ...noteDialled(routes, line.caller),
      },
    };
    return link.request((client) => client.channels.originate(parameters));
  }

  /** What to make of a refusal: null when the leg is there all the same. */
  async function verdict(problem: AriProblem, leg: Leg, channel: string): Promise<AriProblem | null> {
    // Its events, even its end, overtook a failing answer. Those of a leg with several phones may be another's.
    const isHeardOf = leg.others.size === 0 && (leg.ringing || leg.answered);
    if (isHeardOf || legs.onChannel(channel) !== leg) return null;
    if (problem.status !== 409) return problem;
    // "The id exists" is not to be believed: after one true duplicate, Asterisk says 409 on the same HTTP connection
    // for whatever cannot be dialled (its error number is stale; measured on 22.10.1).
    const found = await link.request((client) => client.channels.get({ channelId: channel }));
    if (found.ok) return null;
    return found.error.kind === 'gone'
      ? { ...problem, detail: 'Asterisk cannot ring this target (409)' }
      : found.error;
  }

  async function dialLine(
    request: DialRequest,
    leg: Leg,
    routes: OutboundRoutes,
    line: Line,
  ): Promise<AriProblem | null> {
    let dialled = await originate(request, routes, line);
    // Measured on 22.10.1: 400 when the originator is no more.
    if (!dialled.ok && line.caller !== null && dialled.error.status === 400)
      dialled = await originate(request, routes, { ...line, caller: null });
    if (dialled.ok) return null;
    const problem = await verdict(dialled.error, leg, line.channel);
    if (problem !== null) legs.part(leg, line.channel);
    return problem;
  }

  async function silence(leg: Leg, lines: readonly Line[]): Promise<void> {
    const surplus = lines.filter(({ channel }) => channel !== leg.channel);
    await Promise.all(
      surplus.map(({ channel: channelId }) =>
        link.request((client) => client.channels.hangup({ channelId })),
      ),
    );
  }

  return async (request, leg, routes) => {
    const [route] = routes;
    const caller = request.callerLeg === null ? null : (legs.get(request.callerLeg) ?? null);
    const lines = [route.dialString, ...route.alongside].map((dialString, index) => ({
      dialString,
      channel: channelOfPhone(leg.id, index + 1),
      caller,
    }));
    for (const { channel } of lines) legs.join(leg, channel);
    const problems = await Promise.all(lines.map((line) => dialLine(request, leg, routes, line)));
    const refused = lines.findIndex(({ channel }, at) => problems[at] !== null && channel === leg.channel);
    const isAlone = leg.others.size === 0 && legs.get(leg.id) === leg;
    // Whatever else was dialled has ended meanwhile: nothing more will be heard of it.
    if (refused !== -1 && isAlone) return problems[refused] ?? null;
    // Somebody answered while another phone was still being dialled.
    if (route.alongside.length > 0 && leg.answered) await silence(leg, lines);
    return null;
  };
}

/**
 * Left on the caller's channel by the very request that rings a leg: should Vigie die, the dialplan rings first whoever
 * was not dialled yet, and knows people by any route to them.
 */
function noteDialled(routes: OutboundRoutes, caller: Leg | null): OutboundRoute['variables'] {
  if (caller === null || caller.channelName === null) return {};
  const { channelName } = caller;
  return Object.fromEntries(routes.map(({ line }) => [`SHARED(VIGIE_RANG_${line},${channelName})`, '1']));
}
