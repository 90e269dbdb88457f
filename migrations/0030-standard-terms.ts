import type { Kysely } from 'kysely';

interface Renamed {
  notices: { dedup_key: string };
  call_events: { kind: string };
  calls: { id: string; state: string | null };
}

/** What is kept of calls, by the terms that telephony has for it. */
const EVENT_KINDS = [
  ['passed-on', 'transfer-by-key'],
  ['taken-up', 'reconciled'],
] as const;

/** In the state of calls that go on. A quote within a text is escaped, so that no text is taken for one of these. */
const IN_STATES = [
  ['"stage":"parked"', '"stage":"held"'],
  ['"purpose":"passing"', '"purpose":"transfer"'],
  ['"passer":', '"transferrer":'],
  ['"farewell":"passed"', '"farewell":"transferred"'],
  ['"reached":', '"transferAnswered":'],
] as const;

export async function up(db: Kysely<Renamed>): Promise<void> {
  await db.schema.alterTable('notices').renameColumn('sameness', 'dedup_key').execute();
  for (const [before, after] of EVENT_KINDS) await renameEvents(db, before, after);
  await renameInStates(db, IN_STATES);
}

export async function down(db: Kysely<Renamed>): Promise<void> {
  await db.schema.alterTable('notices').renameColumn('dedup_key', 'sameness').execute();
  for (const [before, after] of EVENT_KINDS) await renameEvents(db, after, before);
  await renameInStates(
    db,
    IN_STATES.map(([before, after]) => [after, before] as const),
  );
}

async function renameEvents(db: Kysely<Renamed>, from: string, to: string): Promise<void> {
  await db.updateTable('call_events').set({ kind: to }).where('kind', '=', from).execute();
}

async function renameInStates(
  db: Kysely<Renamed>,
  terms: readonly (readonly [string, string])[],
): Promise<void> {
  const open = await db.selectFrom('calls').select(['id', 'state']).where('state', 'is not', null).execute();
  for (const { id, state } of open) {
    const renamed = terms.reduce((text, [from, to]) => text.replaceAll(from, to), state ?? '');
    await db.updateTable('calls').set({ state: renamed }).where('id', '=', id).execute();
  }
}
