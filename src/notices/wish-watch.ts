import type { WishStore } from '../planning/wishes/wish-store.ts';
import type { Clock } from '../runtime/clock.ts';
import { SECOND } from '../runtime/instant.ts';
import type { Logger } from '../runtime/log.ts';
import { type RecurringWork, recurringWork } from '../runtime/recurring-work.ts';

const LOOK_EVERY = 300 * SECOND;

/** Sees to it that whoever has not said their wishes is reminded, and that the end of a round is told. */
export function createWishWatch(dependencies: {
  readonly wishes: Pick<WishStore, 'tellWhatIsDue'>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly onDomainEvent: () => void;
  readonly crash: (error: unknown) => void;
}): RecurringWork {
  const { wishes, clock } = dependencies;
  return recurringWork(dependencies, 'rounds of wishes', async () => {
    const now = clock.now();
    await wishes.tellWhatIsDue(now);
    dependencies.onDomainEvent();
    return now + LOOK_EVERY;
  });
}
