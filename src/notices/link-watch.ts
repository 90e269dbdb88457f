import { StoreUnavailable } from '../calls/log/call-log.ts';
import type { Clock, Timer } from '../runtime/clock.ts';
import { SECOND } from '../runtime/instant.ts';
import type { Logger } from '../runtime/log.ts';
import type { CauseBook } from './deed.ts';

/** A restart of Asterisk is no alarm. */
const PATIENCE_SECONDS = 60;
const RETRY_SECONDS = 5;

/** Tells when the connection to Asterisk has been lost for a while, and when it is back after that. */
export function createLinkWatch(needs: {
  readonly causes: CauseBook;
  readonly clock: Clock;
  readonly log: Logger;
  readonly onCause: () => void;
  readonly crash: (error: unknown) => void;
}) {
  const { causes, clock, log, crash } = needs;
  let lostTimer: Timer | null = null;
  let told = false;

  async function tell(said: 'down' | 'back', detail: string): Promise<void> {
    const cause = { kind: 'trouble', subject: 'asterisk', name: '', said, detail } as const;
    try {
      await causes.write(cause, clock.now());
      needs.onCause();
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      log.warn({ reason: error.message }, 'an alarm cannot be written yet');
      clock.at(clock.now() + RETRY_SECONDS * SECOND, () => tell(said, detail).catch(crash));
    }
  }

  function cancel(): void {
    lostTimer?.cancel();
    lostTimer = null;
  }

  return {
    asterisk(connected: boolean, detail: string): void {
      if (!connected && lostTimer === null && !told)
        lostTimer = clock.at(clock.now() + PATIENCE_SECONDS * SECOND, () => {
          told = true;
          tell('down', detail).catch(crash);
        });
      if (!connected) return;
      cancel();
      if (told) tell('back', detail).catch(crash);
      told = false;
    },
    end: cancel,
  };
}
