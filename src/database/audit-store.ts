import type { AuditLog } from '../planning/audit-log.ts';
import type { Author } from '../planning/configuration.ts';
import type { Queryable } from './database.ts';

/** Writes one change down; inside the transaction that makes it. */
export async function recordEntry(
  db: Queryable,
  author: Author,
  action: string,
  subjectKind: string,
  subjectId: string,
  before: unknown,
  after: unknown,
): Promise<void> {
  await db
    .insertInto('audit_entries')
    .values({
      at: author.at,
      actor: author.actor,
      action,
      subject_kind: subjectKind,
      subject_id: subjectId,
      before: before === null ? null : JSON.stringify(before),
      after: after === null ? null : JSON.stringify(after),
    })
    .execute();
}

/** The audit entries kept in the database. */
export function createAuditLog(db: Queryable): AuditLog {
  return {
    async list({ subjectKind, subjectId, olderThan, limit }) {
      const rows = await db
        .selectFrom('audit_entries')
        .selectAll()
        .$if(subjectKind !== undefined, (query) => query.where('subject_kind', '=', subjectKind ?? ''))
        .$if(subjectId !== undefined, (query) => query.where('subject_id', '=', subjectId ?? ''))
        .$if(olderThan !== undefined, (query) => query.where('id', '<', olderThan ?? 0))
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map((row) => ({
        id: row.id,
        at: row.at,
        actor: row.actor,
        action: row.action,
        subjectKind: row.subject_kind,
        subjectId: row.subject_id,
        before: row.before === null ? null : JSON.parse(row.before),
        after: row.after === null ? null : JSON.parse(row.after),
      }));
    },
  };
}
