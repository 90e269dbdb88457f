import type { AuditLog } from '../../planning/audit-log.ts';
import { changedParts } from '../../planning/changed-parts.ts';
import type { Author, RecordedChange, Version } from '../../planning/configuration.ts';
import type { Queryable } from '../database.ts';
import { preparedRead } from '../prepared-query.ts';
import { storedWord } from '../stored.ts';
import { appendEntry } from './audit-chain.ts';

/** What was changed: `section` names the kind of thing. Null: it did not exist. */
export interface Audited {
  readonly section: string;
  readonly id: string;
  readonly before: object | null;
  readonly after: object | null;
}

/** Writes down what was done to something, and by whom; inside the transaction that does it. Gives the entry's number. */
export function recordEntry(
  db: Queryable,
  author: Author,
  action: string,
  subject: { readonly kind: string; readonly id: string },
  { before, after }: { readonly before: object | null; readonly after: object | null },
): Promise<number> {
  return appendEntry(db, {
    at: author.at,
    actor: author.actor,
    actor_id: author.personId ?? null,
    action,
    subject_kind: subject.kind,
    subject_id: subject.id,
    before: before && JSON.stringify(before),
    after: after && JSON.stringify(after),
  });
}

/** Writes who changed what, and when; gives the version that the thing has now. */
export function recordChange(db: Queryable, change: Audited, author: Author): Promise<Version> {
  const { section, id, before, after } = change;
  const action = before === null ? 'added' : after === null ? 'removed' : 'changed';
  const parts = before && after ? changedParts(before, after) : { before, after };
  return recordEntry(db, author, action, { kind: section, id }, parts);
}

/** The last entry about a thing is its version: nothing can change without one. */
export async function versionOf(db: Queryable, section: string, id: string): Promise<Version> {
  const { version } = await db
    .selectFrom('audit_entries')
    .select((select) => select.fn.max('id').as('version'))
    .where('subject_kind', '=', section)
    .where('subject_id', '=', id)
    .executeTakeFirstOrThrow();
  return version ?? 0;
}

/** The oldest first. */
export async function changesSince(
  db: Queryable,
  section: string,
  id: string,
  version: Version,
): Promise<readonly RecordedChange[]> {
  const rows = await db
    .selectFrom('audit_entries')
    .selectAll()
    .where('subject_kind', '=', section)
    .where('subject_id', '=', id)
    .where('id', '>', version)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    version: row.id,
    author: { actor: row.actor, at: row.at },
    action: storedWord(['added', 'changed', 'removed'] as const, row.action),
    before: row.before === null ? null : JSON.parse(row.before),
    after: row.after === null ? null : JSON.parse(row.after),
  }));
}

const latestEntry = preparedRead((db, _none: Record<never, never>) =>
  db.selectFrom('audit_entries').select((select) => select.fn.max('id').as('latest')),
);

/** The audit entries kept in the database. */
export function createAuditLog(db: Queryable): AuditLog {
  return {
    async latest() {
      const [row] = await latestEntry(db, {});
      return row?.latest ?? 0;
    },
    async list({ subjectKind, subjectKinds, subjectId, actorId, from, to, olderThan, limit }) {
      const rows = await db
        .selectFrom('audit_entries')
        .selectAll()
        .$if(subjectKind !== undefined, (query) => query.where('subject_kind', '=', subjectKind ?? ''))
        .$if(subjectId !== undefined, (query) => query.where('subject_id', '=', subjectId ?? ''))
        .$if(subjectKinds !== undefined, (query) => query.where('subject_kind', 'in', subjectKinds ?? []))
        .$if(actorId !== undefined, (query) => query.where('actor_id', '=', actorId ?? ''))
        .$if(from !== undefined, (query) => query.where('at', '>=', from ?? 0))
        .$if(to !== undefined, (query) => query.where('at', '<', to ?? 0))
        .$if(olderThan !== undefined, (query) => query.where('id', '<', olderThan ?? 0))
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map((row) => ({
        id: row.id,
        at: row.at,
        actor: row.actor,
        actorId: row.actor_id,
        action: row.action,
        subjectKind: row.subject_kind,
        subjectId: row.subject_id,
        before: row.before === null ? null : JSON.parse(row.before),
        after: row.after === null ? null : JSON.parse(row.after),
      }));
    },
  };
}
