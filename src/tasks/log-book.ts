import type { Instant } from '../runtime/instant.ts';

/** One line of a hotline's log book (main courante). What was written stays as it was. */
export interface LogEntry {
  readonly id: number;
  readonly at: Instant;
  readonly hotlineId: string;
  /** Null: written by Vigie. */
  readonly authorId: string | null;
  readonly text: string;
  readonly callId: string | null;
}

export interface LogSearch {
  readonly hotlineId: string;
  /** Words that must all be in the text, in any case. */
  readonly words?: string;
  readonly from?: Instant;
  readonly to?: Instant;
  /** Older than this entry; for the next page. */
  readonly before?: Pick<LogEntry, 'at' | 'id'>;
  readonly limit: number;
}

/** Where the log books are kept. */
export interface LogBook {
  write(entry: Omit<LogEntry, 'id'>): Promise<void>;
  /** The most recent first. */
  search(search: LogSearch): Promise<readonly LogEntry[]>;
}
