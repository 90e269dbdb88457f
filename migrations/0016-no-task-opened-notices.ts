import type { Kysely } from 'kysely';

interface NoticeTables {
  notice_preferences: { kind: string };
  notice_templates: { kind: string };
}

/** A kind of notice that never was sent is no more: wishes and texts for it said nothing. */
export async function up(db: Kysely<NoticeTables>): Promise<void> {
  await db.deleteFrom('notice_preferences').where('kind', '=', 'task-opened').execute();
  await db.deleteFrom('notice_templates').where('kind', '=', 'task-opened').execute();
}

export async function down(): Promise<void> {}
