import type { Statement } from '../domain/labour/statement.ts';
import type { Instant } from '../runtime/instant.ts';

/** A statement as it was closed: it stays as it is, and a correction is a new one that names it. */
export interface ArchivedStatement {
  readonly id: number;
  /** The first of a person and month is 1. */
  readonly number: number;
  readonly statement: Statement;
  readonly closedAt: Instant;
  /** Null: Vigie, at the end of the month. */
  readonly closedBy: string | null;
  readonly hash: string;
  /** The end of the record of interventions then. */
  readonly recordSeq: number;
  readonly recordHash: string;
  /** Of the PDF, once there is one. */
  readonly pdfHash: string | null;
}

/** Closed statements as they are looked at. */
export interface StatementReader {
  /** The last number of each person and month; of some people, or of everybody. */
  ofMonth(month: string): Promise<readonly ArchivedStatement[]>;
  /** The latest months first, every number. */
  ofPerson(personId: string): Promise<readonly ArchivedStatement[]>;
  find(id: number): Promise<ArchivedStatement | null>;
  pdf(id: number): Promise<Uint8Array | null>;
}

/** Where statements are closed. */
export interface StatementArchive extends StatementReader {
  /** Null: nothing has changed since the last one of that person and month. */
  close(
    statement: Statement,
    closed: { readonly at: Instant; readonly by: string | null },
    pdfOf: (archived: Omit<ArchivedStatement, 'id' | 'pdfHash'>) => Promise<Uint8Array>,
  ): Promise<ArchivedStatement | null>;
}
