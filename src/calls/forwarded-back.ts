import type { CountryCode } from 'libphonenumber-js/max';
import { type DialledPhone, forwardedBackFrom } from '../domain/forwarded-back.ts';
import { type Instant, SECOND } from '../runtime/instant.ts';
import type { Logger } from '../runtime/log.ts';
import type { Arrival, LegId, Telephony, TelephonyEvent } from './telephony.ts';

/** Where several phones rang, one that ends so soon after a call of ours came back is taken for the forwarded one. */
const SOON_SECONDS = 5;

export interface ForwardedBackOptions {
  readonly homeCountry: CountryCode;
  readonly now: () => Instant;
  readonly log: Logger;
  readonly crash: (error: unknown) => void;
}

interface Dialled extends DialledPhone {
  readonly leg: LegId;
  /** A call that may be its own came back then. */
  backAt: Instant | null;
}

/**
 * The same telephony, without the calls that we placed ourselves and that a mobile, forwarded in the network to a
 * number of ours, sends back: such a call is busy at once, the phone that sent it is given up, and its end says why.
 * For whoever has phones dialled: hotlines and calls of our own alike.
 */
export function withoutForwardedBack(telephony: Telephony, options: ForwardedBackOptions): Telephony {
  const { homeCountry, now, log, crash } = options;
  const dialled = new Map<LegId, Dialled>();

  /** True: the call was ours. */
  function comesBack(arrival: Arrival): boolean {
    const { callerNumber, forwardedFrom = [], ownTest } = arrival;
    // That one is meant to.
    if (ownTest !== undefined) return false;
    const found = forwardedBackFrom({ callerNumber, forwardedFrom }, [...dialled.values()], homeCountry);
    if (found.length === 0) return false;
    log.warn(
      { legs: found.map(({ leg }) => leg), dialled: arrival.dialled },
      'a call of ours came back to us',
    );
    for (const phone of found) phone.backAt = now();
    telephony.hangUp(arrival.leg, 'busy').catch(crash);
    const [only, ...others] = found;
    if (only && others.length === 0) telephony.hangUp(only.leg, 'normal').catch(crash);
    return true;
  }

  function withItsReason(event: Extract<TelephonyEvent, { type: 'leg-ended' }>): TelephonyEvent {
    const phone = dialled.get(event.leg);
    dialled.delete(event.leg);
    if (!phone || phone.backAt === null || now() > phone.backAt + SOON_SECONDS * SECOND) return event;
    // The one that it was; the others ring on.
    for (const other of dialled.values()) if (other.backAt === phone.backAt) other.backAt = null;
    return { ...event, cause: 'unreachable', why: { code: 'forwarded-back' } };
  }

  return {
    ...telephony,
    listen: (listener) =>
      telephony.listen((event) => {
        if (event.type === 'leg-ended') return listener(withItsReason(event));
        if (event.type !== 'call-arrived' || !comesBack(event)) listener(event);
      }),
    async dial(request) {
      const { leg, target, callerId } = request;
      if (target.kind === 'phone')
        dialled.set(leg, { leg, number: target.number, shown: callerId.number, backAt: null });
      const done = await telephony.dial(request);
      if (!done.ok) dialled.delete(leg);
      return done;
    },
    bridge(bridge, legs) {
      // They have taken it.
      for (const leg of legs) dialled.delete(leg);
      return telephony.bridge(bridge, legs);
    },
  };
}
