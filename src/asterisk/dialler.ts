import type { DialRequest, Done, TelephonyEvent } from '../calls/telephony.ts';
import type { EndReason } from '../domain/escalation/reasons.ts';
import type { NumberingPlan, Trunk } from '../domain/phone-number.ts';
import type { TrunkSettings } from '../domain/trunk.ts';
import type { Clock, Timer } from '../runtime/clock.ts';
import { type Instant, SECOND } from '../runtime/instant.ts';
import { fail, ok } from '../runtime/result.ts';
import type { AriEvent } from './ari-events.ts';
import type { AriLink } from './ari-link.ts';
import type { AriProblem } from './ari-requests.ts';
import { type OutboundRoute, routesTo } from './dial-string.ts';
import { endingOf } from './event-translation.ts';
import { type LegEnding, legCause, trunkFailed } from './hangup-causes.ts';
import type { Leg, LegRegistry } from './leg-registry.ts';
import type { PhoneSettings } from './phone-settings.ts';
import { createRing } from './ring.ts';

/** A carrier that has said nothing of ringing for so long is passed by, where another one stands behind it. */
const SILENT_SECONDS = 8;
const SHORTEST_RING_SECONDS = 5;

/** How outside numbers are dialled. */
export interface OutsideLines {
  readonly home: NumberingPlan['homeCountry'];
  /** The trunks that stand for the one that a hotline names, in the order in which they are to be tried. */
  trunks(named: Trunk): Promise<readonly TrunkSettings[]>;
}

export interface DiallerDependencies {
  readonly link: AriLink;
  readonly legs: LegRegistry;
  readonly app: string;
  readonly lines: OutsideLines;
  readonly phones: PhoneSettings;
  readonly clock: Clock;
  readonly tell: (event: TelephonyEvent) => void;
  /** For bugs only. */
  readonly crash: (error: unknown) => void;
}

export interface Dialler {
  dial(request: DialRequest): Promise<Done>;
  /** True for the end of a leg whose trunk could not carry it, and that goes on by the next one: nobody is told. */
  goesOn(event: AriEvent): boolean;
}

/** A leg being dialled that could still be dialled another route. */
interface Ringing {
  readonly request: DialRequest;
  readonly route: OutboundRoute;
  readonly left: readonly OutboundRoute[];
  readonly dialledAt: Instant;
  silence: Timer | null;
  /** It was hung up by us because nothing was heard of it. */
  passedBy: boolean;
}

/** Rings legs into the application: originate with our own channel id, so that a retry is harmless. */
export function createDialler(dependencies: DiallerDependencies): Dialler {
  const { link, legs, app, lines, phones, clock, tell, crash } = dependencies;
  const ringing = new Map<Leg, Ringing>();
  const ring = createRing({ link, legs, app, phones });

  /** Tries one route after the other until Asterisk takes one; then the leg's events tell the rest. */
  async function dialTrunks(
    request: DialRequest,
    leg: Leg,
    routes: readonly OutboundRoute[],
  ): Promise<AriProblem | null> {
    let problem: AriProblem | null = {
      kind: 'refused',
      detail: 'no trunk for outside numbers',
      status: null,
    };
    for (const [index, route] of routes.entries()) {
      const left = routes.slice(index + 1);
      watch(leg, { request, route, left, dialledAt: clock.now(), silence: null, passedBy: false });
      problem = await ring(request, leg, [route, ...left]);
      // Asterisk may yet carry out a request it did not answer in time: no other may follow.
      if (problem === null || problem.kind === 'unavailable' || leg.hungUpByUs) return problem;
      unwatch(leg);
      const [next] = left;
      if (next) notifyChange(leg, route, next, { code: 'asterisk-refused', said: problem.detail });
    }
    return problem;
  }

  function watch(leg: Leg, now: Ringing): void {
    unwatch(leg);
    if (now.left.length === 0) return;
    ringing.set(leg, now);
    now.silence = clock.at(clock.now() + SILENT_SECONDS * SECOND, () => passBy(leg, now));
  }

  function unwatch(leg: Leg): void {
    ringing.get(leg)?.silence?.cancel();
    ringing.delete(leg);
  }

  function passBy(leg: Leg, now: Ringing): void {
    if (leg.ringing || leg.answered || leg.hungUpByUs || ringing.get(leg) !== now) return;
    now.passedBy = true;
    link.request((client) => client.channels.hangup({ channelId: leg.channel })).catch(crash);
  }

  function notifyChange(leg: Leg, from: OutboundRoute, to: OutboundRoute, why: EndReason): void {
    if (from.trunk !== null && to.trunk !== null)
      tell({ type: 'trunk-changed', leg: leg.id, from: from.trunk, to: to.trunk, why });
  }

  async function goOn(
    leg: Leg,
    { request, route, left, dialledAt, passedBy }: Ringing,
    ended: LegEnding,
  ): Promise<void> {
    const [next] = left;
    if (!next) throw new Error('there is no other route');
    notifyChange(leg, route, next, passedBy ? { code: 'trunk-silent' } : legCause(ended).why);
    const elapsed = Math.round((clock.now() - dialledAt) / SECOND);
    const ringSeconds = Math.max(SHORTEST_RING_SECONDS, request.ringSeconds - elapsed);
    const problem = await dialTrunks({ ...request, ringSeconds }, leg, left);
    if (problem === null) {
      // A hang-up that came between the two channels found neither.
      if (leg.hungUpByUs) await link.request((client) => client.channels.hangup({ channelId: leg.channel }));
      return;
    }
    if (problem.kind === 'unavailable') leg.forsaken = true;
    else legs.remove(leg);
    tell({
      type: 'leg-ended',
      leg: leg.id,
      cause: leg.hungUpByUs ? 'hung-up' : 'unreachable',
      why: {
        code: problem.kind === 'unavailable' ? 'asterisk-unavailable' : 'asterisk-refused',
        said: problem.detail,
      },
    });
  }

  return {
    async dial(request) {
      const { target, trunk } = request;
      const trunks = target.kind === 'extension' || trunk === null ? [] : await lines.trunks(trunk);
      // In the book before the request: events may overtake the answer.
      const leg = legs.get(request.leg) ?? legs.add(request.leg, 'dialled');
      leg.forsaken = false;
      const contacts = target.kind === 'extension' ? await phones.contacts(target.extension) : [];
      const routes = routesTo(request, trunks, lines.home, contacts);
      const first = routes[0]?.trunk ?? null;
      if (trunk !== null && first !== null && first !== trunk)
        tell({ type: 'trunk-changed', leg: leg.id, from: trunk, to: first, why: { code: 'trunk-down' } });
      const problem = await dialTrunks(request, leg, routes);
      if (problem === null) return ok(undefined);
      unwatch(leg);
      // Asterisk may yet carry out a request it did not answer in time.
      if (problem.kind === 'unavailable') leg.forsaken = true;
      else legs.remove(leg);
      return fail(problem);
    },
    goesOn(event) {
      if (event.type !== 'ChannelDestroyed') return false;
      const leg = legs.onChannel(event.channel.id);
      const now = leg && ringing.get(leg);
      if (!leg || !now) return false;
      unwatch(leg);
      const ended = endingOf(event, leg);
      if (leg.ringing || leg.answered || leg.hungUpByUs || leg.forsaken || leg.forwardedTo !== null)
        return false;
      if (!now.passedBy && !trunkFailed(ended)) return false;
      leg.hungUpByThem = false;
      goOn(leg, now, ended).catch(crash);
      return true;
    },
  };
}
