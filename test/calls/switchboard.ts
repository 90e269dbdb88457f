import { createOutboundLegs } from '../../src/calls/outbound-legs.ts';
import {
  createPhoneTests,
  type PhoneTestDependencies,
  type PhoneTests,
} from '../../src/calls/own/test-phones.ts';
import type { DialRequest, Done, Telephony, TelephonyEvent } from '../../src/calls/telephony.ts';
import { createLogger } from '../../src/runtime/log.ts';
import { FRANCE } from '../planning/plan.ts';

const OK: Done = { ok: true, value: undefined };

/** A PBX that does what it is asked and notes it; what its phones do, the test says. */
export class Switchboard {
  readonly asked: string[] = [];
  readonly dialled: DialRequest[] = [];
  /** What the next `dial` is answered with. */
  answer: Done = OK;
  readonly telephony: Telephony;

  constructor() {
    const note = (what: string) => async () => {
      this.asked.push(what);
      return OK;
    };
    this.telephony = {
      dial: async (request: DialRequest) => {
        this.dialled.push(request);
        return this.answer;
      },
      play: note('play'),
      stopPlay: note('stop playing'),
      hangUp: note('hang up'),
      arm: note('arm'),
    } as unknown as Telephony;
  }

  /** The leg dialled last. */
  get leg(): string {
    return this.dialled.at(-1)?.leg ?? '';
  }
}

/** Phone tests on a switchboard. */
export function testsOn(
  pbx: Switchboard,
  dependencies: Pick<PhoneTestDependencies, 'clock'> & Partial<PhoneTestDependencies>,
): { readonly tests: PhoneTests; tell(event: PhoneEvent): Promise<void>; settled(): Promise<void> } {
  const tests = createPhoneTests({
    telephony: pbx.telephony,
    numberingPlan: FRANCE,
    log: createLogger({ level: 'fatal', format: 'json' }),
    outboundLegs: createOutboundLegs(20),
    isEngaged: () => false,
    onOutcome: async () => undefined,
    crash: (error) => {
      throw error;
    },
    ...dependencies,
  });
  const settled = async () => {
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    tests,
    settled,
    tell(event) {
      tests.take({ ...event, leg: pbx.leg } as TelephonyEvent);
      return settled();
    },
  };
}

/** What the leg dialled last does. */
export type PhoneEvent = TelephonyEvent extends infer One
  ? One extends { readonly leg: string }
    ? Omit<One, 'leg'>
    : never
  : never;
