import type { Swap } from '../../domain/swap/swap.ts';
import type { Author } from '../configuration.ts';

/** The swaps inside one transaction. Each change leaves an audit entry. */
export interface SwapStore {
  swap(id: number): Promise<Swap | null>;
  /** Those of a schedule that have not ended by `since`, the earliest first. */
  ofSchedule(scheduleId: string, since: number): Promise<readonly Swap[]>;
  /** `audience`: those to whom it is told. */
  add(swap: Omit<Swap, 'id'>, audience: readonly string[], author: Author): Promise<Swap>;
  write(before: Swap, after: Swap, author: Author): Promise<void>;
}

/** Where swaps are looked up, over several schedules. */
export interface SwapSearch {
  /** Those that somebody has yet to answer or to decide, and that have not ended; the earliest first. */
  waiting(scheduleIds: readonly string[], now: number): Promise<readonly Swap[]>;
  /** All others, the last proposed first; older than `before` when it is given. */
  settled(
    scheduleIds: readonly string[],
    now: number,
    before: number | null,
    limit: number,
  ): Promise<readonly Swap[]>;
}
