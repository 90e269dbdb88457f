import { type Kysely, sql } from 'kysely';

/** A trainee whom calls ring too is dialled, as everybody else; and a hotline of which nobody can be dialled says so. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('trainees').renameColumn('is_rung', 'is_dialled').execute();
  await renameReason(db, 'nobody-can-be-rung', 'nobody-can-be-dialled');
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await renameReason(db, 'nobody-can-be-dialled', 'nobody-can-be-rung');
  await db.schema.alterTable('trainees').renameColumn('is_dialled', 'is_rung').execute();
}

/** Of the gaps that wait to be told. */
async function renameReason(db: Kysely<unknown>, from: string, to: string): Promise<void> {
  const [old, now] = [JSON.stringify(from), JSON.stringify(to)];
  await sql`update domain_events set details = replace(details, ${old}, ${now}) where kind = 'hotline-gap'`.execute(
    db,
  );
}
