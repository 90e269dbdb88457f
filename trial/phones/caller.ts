import { randomBytes } from 'node:crypto';
import type { Act } from './behaviour.ts';
import { callerScenario } from './caller-scenario.ts';
import { joinCalls, type Which } from './sip-party.ts';
import type { SipCall } from './sip-trace.ts';
import { type SipServer, startSipp } from './sipp.ts';

/** Somebody who calls from outside, through the carrier. */
export interface Caller {
  /** The call as the caller sees it, once it was placed. */
  call(): SipCall | null;
  /** Waits until it rings at the other side (180). */
  hearsRinging(which?: Which): Promise<SipCall>;
  answered(which?: Which): Promise<SipCall>;
  /** Waits until something is heard: a tone of `hz` (see `speaks`), or anything. */
  hears(hz?: number, which?: Which): Promise<void>;
  /** Waits until it is over, whoever ended it: see `end`. */
  ended(which?: Which): Promise<SipCall>;
  /** Waits until it is over, and gives the SIP status it was refused with; throws when it was not refused. */
  rejectedWith(which?: Which): Promise<number>;
  /** Presses keys now; resolves when the last one was let go. */
  press(keys: string): Promise<void>;
  /** A tone of `hz` from now on; null: silence. */
  speak(hz: number | null): void;
  /** Hangs up now; before the answer that is a CANCEL. */
  hangUp(): Promise<void>;
  stop(): Promise<void>;
}

export interface CallerOptions {
  /** The number shown; null withholds it. */
  readonly from?: string | null;
  readonly name?: string;
  readonly givesUpAfterMs?: number;
  /** What the caller does once the call is up: `speaks()`, `presses('*1')`, `hangsUp({ afterMs })`. */
  readonly acts?: readonly Act[];
}

/** Places a call to `number`. */
export async function placeCall(
  asterisk: SipServer,
  number: string,
  options: CallerOptions = {},
): Promise<Caller> {
  const behaviour = {
    number,
    from: options.from === undefined ? '+33199001122' : options.from,
    name: options.name ?? null,
    givesUpAfterMs: options.givesUpAfterMs ?? null,
  };
  const id = randomBytes(6).toString('hex');
  const party = await joinCalls(
    `the caller to ${number}`,
    (mediaPort) =>
      startSipp(asterisk, { name: 'caller', scenario: callerScenario(behaviour, id, mediaPort), calls: 1 }),
    () => options.acts ?? [],
  );
  const ended = (which?: Which) => party.until('is done', (call) => call.end !== null && call, which);
  return {
    call: () => party.calls()[0] ?? null,
    hearsRinging: (which) => party.until('hears ringing', (call) => call.ringingAt !== null && call, which),
    answered: (which) => party.until('is answered', (call) => call.upAt !== null && call, which),
    hears: party.hears,
    ended,
    async rejectedWith(which) {
      const { end } = await ended(which);
      if (end?.how !== 'rejected' || end.status === null)
        throw new Error(`not refused, but ${JSON.stringify(end)}`);
      return end.status;
    },
    press: party.press,
    speak: party.speak,
    hangUp: party.hangUp,
    stop: party.stop,
  };
}
