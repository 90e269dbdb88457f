import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';

interface Added {
  installation: { id: string };
}

/** How each trunk is dialled by, and a name for this database, by which it knows what it wrote into Asterisk. */
export async function up(db: Kysely<Added>): Promise<void> {
  await db.schema
    .createTable('installation')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .execute();
  await db
    .insertInto('installation')
    .values({ id: randomBytes(8).toString('hex') })
    .execute();
  await db.schema
    .createTable('trunks')
    // As hotlines name it.
    .addColumn('id', 'text', (column) => column.primaryKey())
    // A context of the PBX's own dialplan; null: the PJSIP endpoint of that name.
    .addColumn('context', 'text')
    // `e164`, `digits`, `international` or `national`.
    .addColumn('number_form', 'text', (column) => column.notNull())
    .addColumn('prefix', 'text', (column) => column.notNull())
    // `hotline`, or where the caller's number is shown: `from`, `pai` or `diversion`.
    .addColumn('shown_number', 'text', (column) => column.notNull())
    // Tried when this one cannot carry a call. No reference: it may have no settings of its own.
    .addColumn('next_trunk', 'text')
    .execute();
}

export async function down(db: Kysely<Added>): Promise<void> {
  await db.schema.dropTable('trunks').execute();
  await db.schema.dropTable('installation').execute();
}
