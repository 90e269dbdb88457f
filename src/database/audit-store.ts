import { changedParts } from '../planning/changed-parts.ts';
import type { Author, RecordedChange, Version } from '../planning/configuration.ts';
import type { Queryable } from './database.ts';
import { storedWord } from './stored.ts';

/** What was changed: `section` names the kind of thing. Null: it did not exist. */
export interface Audited {
  readonly section: string;
  readonly id: string;
  readonly before: object | null;
  readonly after: object | null;
}

/** Writes who changed what, and when; gives the version that the thing has now. */
export async function recordChange(db: Queryable, change: Audited, author: Author): Promise<Version> {
  const { before, after } = change;
  const parts = before && after ? changedParts(before, after) : { before, after };
  const { id } = await db
    .insertInto('audit_entries')
    .values({
      at: author.at,
      actor: author.actor,
      action: before === null ? 'added' : after === null ? 'removed' : 'changed',
      subject_kind: change.section,
      subject_id: change.id,
      before: parts.before && JSON.stringify(parts.before),
      after: parts.after && JSON.stringify(parts.after),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
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
