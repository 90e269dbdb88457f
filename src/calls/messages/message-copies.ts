import type { Clock } from '../../runtime/clock.ts';
import { type Instant, SECOND } from '../../runtime/instant.ts';
import type { Logger } from '../../runtime/log.ts';
import { type RecurringWork, recurringWork } from '../../runtime/recurring-work.ts';
import type { Telephony } from '../telephony.ts';

/**
 * Which messages Asterisk has a copy of, beside ours. From there they are played to whoever listens by telephone; where
 * nobody does, none is left there.
 */
export interface MessageCopies {
  /** Called when a message is kept here. True: Asterisk's copy stays. */
  keep(recording: string): Promise<boolean>;
  /** Copies of messages that are erased here, or that nobody may listen to by telephone any more. */
  stale(): Promise<readonly string[]>;
  forget(recording: string): Promise<void>;
}

const LOOK_EVERY_SECONDS = 600;

/** Deletes Asterisk's copy of what was erased here: by its age, or by somebody's hand. */
export function createCopySweep({
  copies,
  telephony,
  clock,
  log,
  crash,
}: {
  readonly copies: MessageCopies;
  readonly telephony: Pick<Telephony, 'deleteRecording'>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly crash: (error: unknown) => void;
}): RecurringWork {
  async function look(): Promise<Instant> {
    for (const recording of await copies.stale()) {
      const done = await telephony.deleteRecording(recording);
      if (done.ok) await copies.forget(recording);
      else
        log.warn({ recording, reason: done.error.detail }, 'a copy of an erased message stays on Asterisk');
    }
    return clock.now() + LOOK_EVERY_SECONDS * SECOND;
  }
  return recurringWork({ clock, log, crash }, 'sweep of erased messages', look);
}
