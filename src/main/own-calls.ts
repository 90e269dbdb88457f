import { createCallBacks } from '../calls/call-back.ts';
import { createConfirmCalls } from '../calls/confirm-calls.ts';
import { besideOwnCalls } from '../calls/own-calls.ts';
import type { Telephony } from '../calls/telephony.ts';
import { systemClock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { Logger } from '../log.ts';
import { createConfirmCallBook } from '../notices/confirm-ringing.ts';
import type { Confirmations } from '../notices/confirmations.ts';

interface OwnCallNeeds {
  readonly pbx: Telephony;
  readonly config: Pick<Config, 'numberingPlan' | 'notices'>;
  readonly confirmations: Confirmations;
  readonly log: Logger;
  /** Something happened that may have to be told. */
  readonly onCause: () => void;
  readonly crash: (error: unknown) => void;
}

/** Calls that are no hotline's, and the telephony that is left for those of hotlines. */
export function createOwnCalls({ pbx, config, confirmations, log, onCause, crash }: OwnCallNeeds) {
  const common = { telephony: pbx, numberingPlan: config.numberingPlan, clock: systemClock, log, crash };
  const callBacks = createCallBacks(common);
  const confirmCalls = createConfirmCalls({
    ...common,
    book: createConfirmCallBook(confirmations, systemClock, onCause),
    sound: config.notices.confirmCallSound,
  });
  return {
    callBacks,
    confirmCalls,
    telephony: besideOwnCalls(pbx, [callBacks, confirmCalls]),
    /** Asterisk is out of reach, or the service stops. */
    cutOff: () => confirmCalls.cutOff(),
  };
}
