import type { Kysely } from 'kysely';

const TABLES = ['schedules', 'hotlines'] as const;

/** Public holidays can be worked like other days: their rules, as JSON. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of TABLES)
    await db.schema
      .alterTable(table)
      .addColumn('worked_holidays', 'text', (column) => column.notNull().defaultTo('[]'))
      .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of TABLES) await db.schema.alterTable(table).dropColumn('worked_holidays').execute();
}
