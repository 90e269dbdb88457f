import type { Swap } from '../../domain/swap/swap.ts';
import type { Author } from '../configuration.ts';

/** The swaps inside one transaction. Each change leaves an audit entry. */
export interface SwapStore {
  swap(id: number): Promise<Swap | null>;
  /** Those of a schedule that have not ended by `since`, the earliest first. */
  ofSchedule(scheduleId: string, since: number): Promise<readonly Swap[]>;
  add(swap: Omit<Swap, 'id'>, author: Author): Promise<Swap>;
  write(before: Swap, after: Swap, author: Author): Promise<void>;
}
