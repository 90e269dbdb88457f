import type { CallLog } from '../calls/log/call-log.ts';
import type { Clock } from '../runtime/clock.ts';
import { type Instant, SECOND } from '../runtime/instant.ts';
import type { Logger } from '../runtime/log.ts';
import { type RecurringWork, recurringWork } from '../runtime/recurring-work.ts';
import type { DomainEventStore } from './effects.ts';

export interface MessageWatchDependencies {
  readonly messages: Pick<CallLog, 'unkeptMessages'>;
  readonly domainEvents: DomainEventStore;
  readonly clock: Clock;
  readonly log: Logger;
  readonly onDomainEvent: () => void;
  readonly crash: (error: unknown) => void;
}

const LOOK_EVERY_SECONDS = 60;
/** Fetching a message takes seconds; after a lost connection it is fetched within this. */
const PATIENCE_SECONDS = 180;
/** Vigie may have been down meanwhile. */
const LOOK_BACK_SECONDS = 24 * 3600;

/** Sees to it that a message whose sound cannot be fetched is told of all the same. */
export function createMessageWatch(dependencies: MessageWatchDependencies): RecurringWork {
  const { messages, domainEvents, clock, log } = dependencies;
  /** Told in the life of this process; after it, the outbox knows that it was told. */
  const told = new Set<string>();

  async function look(): Promise<Instant> {
    const now = clock.now();
    for (const { callId, endedAt } of await messages.unkeptMessages(now - LOOK_BACK_SECONDS * SECOND)) {
      if (told.has(callId) || now - endedAt < PATIENCE_SECONDS * SECOND) continue;
      await domainEvents.write({ kind: 'message-unfetched', callId }, now);
      told.add(callId);
      log.warn(
        { call: callId },
        'a message could not be fetched from Asterisk; it is told without its sound',
      );
      dependencies.onDomainEvent();
    }
    return now + LOOK_EVERY_SECONDS * SECOND;
  }

  return recurringWork(dependencies, 'message watch', look);
}
