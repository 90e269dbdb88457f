import type { LinkTrouble } from '../domain/notice/alarm-detail.ts';
import type { Clock, Timer } from '../runtime/clock.ts';
import { SECOND } from '../runtime/instant.ts';
import type { Logger } from '../runtime/log.ts';
import { onceStored } from '../runtime/once-stored.ts';
import { StoreUnavailable } from '../runtime/store-unavailable.ts';
import type { DomainEventStore } from './effects.ts';

/** A restart of Asterisk is no alarm. */
const PATIENCE_SECONDS = 60;

/** Tells when the connection to Asterisk has been lost for a while, and when it is back after that. */
export function createLinkWatch(dependencies: {
  readonly domainEvents: DomainEventStore;
  readonly clock: Clock;
  readonly log: Logger;
  readonly onDomainEvent: () => void;
  readonly crash: (error: unknown) => void;
}) {
  const { domainEvents, clock, crash } = dependencies;
  let lostTimer: Timer | null = null;
  let told = false;
  let pending: Promise<void> = Promise.resolve();
  const stopping = new AbortController();

  async function tell(said: 'down' | 'back', detail: LinkTrouble | null): Promise<void> {
    const event = { kind: 'trouble', subject: 'asterisk', name: '', said, detail } as const;
    await onceStored(
      dependencies,
      'alarm of the connection',
      () => domainEvents.write(event, clock.now()),
      stopping.signal,
    );
    dependencies.onDomainEvent();
  }

  function unlessGivenUp(error: unknown): void {
    if (!(error instanceof StoreUnavailable)) crash(error);
  }

  function cancel(): void {
    lostTimer?.cancel();
    lostTimer = null;
  }

  return {
    asterisk(trouble: LinkTrouble | null): void {
      if (trouble !== null && lostTimer === null && !told)
        lostTimer = clock.at(clock.now() + PATIENCE_SECONDS * SECOND, () => {
          told = true;
          pending = tell('down', trouble).catch(unlessGivenUp);
        });
      if (trouble !== null) return;
      cancel();
      if (told) pending = pending.then(() => tell('back', null)).catch(unlessGivenUp);
      told = false;
    },
    /** Resolves when what is being written is written. */
    end(): Promise<void> {
      cancel();
      stopping.abort();
      return pending;
    },
  };
}
