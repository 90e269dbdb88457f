import type { Author } from '../planning/configuration.ts';
import type { Queryable } from './database.ts';

/** One change as the audit keeps it. */
export interface AuditedChange {
  readonly action: 'added' | 'changed' | 'removed';
  readonly subjectKind: string;
  readonly subjectId: string;
  /** Null: it did not exist. */
  readonly before: unknown;
  readonly after: unknown;
}

/** Writes one change down; inside the transaction that makes it. */
export async function recordEntry(db: Queryable, author: Author, change: AuditedChange): Promise<void> {
  await db
    .insertInto('audit_entries')
    .values({
      at: author.at,
      actor: author.actor,
      action: change.action,
      subject_kind: change.subjectKind,
      subject_id: change.subjectId,
      before: change.before === null ? null : JSON.stringify(change.before),
      after: change.after === null ? null : JSON.stringify(change.after),
    })
    .execute();
}
