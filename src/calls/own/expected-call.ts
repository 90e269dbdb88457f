import type { CountryCode } from 'libphonenumber-js/max';
import { comparableNumber } from '../../domain/phone-number.ts';
import type { Arrival, LegId, OwnTest, Telephony } from '../telephony.ts';

/** Our own call to a hotline, which is on its way round through the carrier. */
export interface ExpectedCall {
  /** The caller ID that we show, and by which it is known. */
  readonly shown: string;
  readonly tries: OwnTest;
  /** Everybody who comes in meanwhile; `isOurs`: with our caller ID. */
  onArrival(arrival: Arrival, isOurs: boolean): void;
  /** Somebody who has come in pressed `PROVING_KEY`. */
  onProvingKey(leg: LegId): void;
}

/** A key that the network carries and no telephone has: who sends it is the call that we placed. */
export const PROVING_KEY = 'D';

export interface ExpectedCalls {
  /** One at a time; null: none any more. */
  expect(call: ExpectedCall | null): void;
  /** The same telephony, in which our own call is told from callers when it comes in. */
  telephony(telephony: Telephony): Telephony;
}

export function createExpectedCalls(homeCountry: CountryCode): ExpectedCalls {
  let expected: ExpectedCall | null = null;
  let hasCome = false;

  function isOurs({ callerNumber }: Arrival): boolean {
    if (expected === null || hasCome || callerNumber === null) return false;
    return comparableNumber(callerNumber, homeCountry) === comparableNumber(expected.shown, homeCountry);
  }

  return {
    expect(call) {
      expected = call;
      hasCome = false;
    },
    telephony: (telephony) => ({
      ...telephony,
      listen: (listener) =>
        telephony.listen((event) => {
          if (event.type === 'key' && event.key === PROVING_KEY) expected?.onProvingKey(event.leg);
          if (event.type !== 'call-arrived' || expected === null) return listener(event);
          const ours = isOurs(event);
          hasCome ||= ours;
          const told: Arrival = ours ? { ...event, isTest: true, ownTest: expected.tries } : event;
          // Before anybody does anything with it.
          expected.onArrival(told, ours);
          listener(told);
        }),
    }),
  };
}
