import type { Sound, SoundStore } from '../../planning/sound.ts';
import type { Queryable } from '../database.ts';

/** The recordings that hotlines play, kept in the database: one file is the whole backup. */
export function createSoundStore(db: Queryable): SoundStore {
  return {
    async find(id) {
      const row = await db.selectFrom('sounds').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? { id: row.id, wav: row.wav, seconds: row.seconds, keptAt: row.kept_at } : null;
    },
    async inUse() {
      const rows = await db
        .selectFrom('hotlines')
        .select('recorded_greeting')
        .distinct()
        .where('recorded_greeting', 'is not', null)
        .execute();
      return rows.flatMap(({ recorded_greeting }) => recorded_greeting ?? []);
    },
  };
}

export async function readSoundIds(db: Queryable): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('sounds').select('id').execute();
  return new Set(rows.map(({ id }) => id));
}

/** The same sound is kept once, however often it is given. */
export async function writeSound(db: Queryable, { id, wav, seconds, keptAt }: Sound): Promise<void> {
  await db
    .insertInto('sounds')
    .values({ id, wav: Buffer.from(wav), seconds, kept_at: keptAt })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

/** What no hotline plays any more goes. */
export async function removeUnusedSounds(db: Queryable): Promise<void> {
  await db
    .deleteFrom('sounds')
    .where('id', 'not in', (query) =>
      query.selectFrom('hotlines').select('recorded_greeting').where('recorded_greeting', 'is not', null),
    )
    .execute();
}
