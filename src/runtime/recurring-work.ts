import type { Clock, Timer } from './clock.ts';
import type { Instant } from './instant.ts';

/** Work done over and over while it makes sense; never twice at once. */
export interface RecurringWork {
  /** Does it now, and then again and again. */
  begin(): void;
  end(): void;
}

/** `work` says when it is to be done next. `crash` gets what it throws: a bug. */
export function recurringWork(
  clock: Clock,
  work: () => Promise<Instant>,
  crash: (error: unknown) => void,
): RecurringWork {
  let timer: Timer | null = null;
  let last: Promise<void> = Promise.resolve();
  /** Counts begins and ends: what an earlier one started does not go on. */
  let turn = 0;

  function start(mine: number): void {
    last = last.then(() => run(mine)).catch(crash);
  }

  async function run(mine: number): Promise<void> {
    if (mine !== turn) return;
    const nextAt = await work();
    if (mine === turn) timer = clock.at(nextAt, () => start(mine));
  }

  function end(): void {
    timer?.cancel();
    turn += 1;
  }

  return {
    begin() {
      end();
      start(turn);
    },
    end,
  };
}
