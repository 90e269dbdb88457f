import type { Kysely } from 'kysely';

/** Calendars remember what was skipped apart from what kept them from being read. */
export async function up(db: Kysely<{ absence_calendars: { trouble: string | null } }>): Promise<void> {
  await db.schema.alterTable('absence_calendars').addColumn('skipped', 'text').execute();
  await db
    .updateTable('absence_calendars')
    .set({ trouble: null })
    .where('trouble', 'like', 'left out: %')
    .execute();
}

export async function down(): Promise<void> {}
