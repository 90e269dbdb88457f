import { outputOf } from '../asterisk/leash.ts';
import type { Act, Behaviour } from './behaviour.ts';
import { phoneScenario } from './phone-scenario.ts';
import { registerScenario } from './register-scenario.ts';
import { endedBy, joinCalls, type Which } from './sip-party.ts';
import type { SipCall } from './sip-trace.ts';
import { type SipServer, startSipp, untilListening } from './sipp.ts';

/** A registered phone (or the carrier, which holds many numbers). It takes any number of calls, also at once. */
export interface Phone {
  readonly name: string;
  /** Every call that reached it, ended or not, oldest first. */
  calls(): readonly SipCall[];
  /** Waits until an INVITE came. */
  rang(which?: Which): Promise<SipCall>;
  answered(which?: Which): Promise<SipCall>;
  rejected(which?: Which): Promise<SipCall>;
  /** Waits until the other side stopped the ringing. */
  wasCancelled(which?: Which): Promise<SipCall>;
  /** Waits until the other side hung up a call that was up. */
  wasHungUp(which?: Which): Promise<SipCall>;
  /** Waits until something is heard: a tone of `hz` (see `speaks`), or anything. */
  hears(hz?: number, which?: Which): Promise<void>;
  /** Answers now; the latest call that has not ended, or the nth of all. */
  answer(nth?: number): Promise<void>;
  /** Presses keys now; resolves when the last one was let go. */
  press(keys: string, nth?: number): Promise<void>;
  /** Hangs up now; a call that only rings is declined (603). */
  hangUp(nth?: number): Promise<void>;
  /** Takes its registration back, as a phone that is switched off does. One that is stopped only vanishes. */
  unregister(): Promise<void>;
  stop(): Promise<void>;
}

/** In seconds: no trial lasts longer. */
const HOUR = 3600;

export interface PhoneAccount {
  readonly user: string;
  readonly password: string;
  /** What is done for calls to a number; for all others, `otherwise`. */
  readonly byNumber: Readonly<Record<string, Behaviour>>;
  readonly otherwise: Behaviour;
}

/** Starts a phone, waits until it listens, and registers it. */
export async function startPhone(asterisk: SipServer, account: PhoneAccount): Promise<Phone> {
  const name = account.user;
  let contact = '';
  const party = await joinCalls(
    name,
    async (mediaPort) => {
      const sipp = await startSipp(asterisk, {
        name: `phone-${name}`,
        scenario: phoneScenario(account, mediaPort),
      });
      await untilListening(sipp);
      contact = `127.0.0.1:${sipp.port}`;
      await register(asterisk, account, contact, HOUR);
      return sipp;
    },
    (call) => actsFor(account, call),
  );
  return {
    name,
    calls: party.calls,
    rang: (which) => party.until('rings', (call) => call, which),
    answered: (which) => party.until('answers', (call) => call.upAt !== null && call, which),
    rejected: (which) => party.until('rejects', (call) => endedBy(call, 'rejected', 'self'), which),
    wasCancelled: (which) =>
      party.until('stops ringing', (call) => endedBy(call, 'cancelled', 'other'), which),
    wasHungUp: (which) => party.until('is hung up', (call) => endedBy(call, 'hung-up', 'other'), which),
    hears: party.hears,
    answer: party.answer,
    press: party.press,
    hangUp: party.hangUp,
    unregister: () => register(asterisk, account, contact, 0),
    stop: party.stop,
  };
}

function actsFor(account: PhoneAccount, call: SipCall): readonly Act[] {
  const behaviour = account.byNumber[call.dialled] ?? account.otherwise;
  return behaviour.kind === 'answers' ? behaviour.acts : [];
}

async function register(
  asterisk: SipServer,
  account: PhoneAccount,
  contact: string,
  seconds: number,
): Promise<void> {
  const scenario = registerScenario(account.user, account.password, contact, seconds);
  const sipp = await startSipp(asterisk, { name: `register-${account.user}`, scenario, calls: 1 });
  await outputOf(sipp.program, `registering ${account.user}`).catch((error: unknown) => {
    throw new Error(`${error instanceof Error ? error.message : error}\n${sipp.complaints()}`);
  });
}
