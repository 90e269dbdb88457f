import type { Database } from './database.ts';

/** Messages that callers left, looked up by name. */
export function createRecordings(db: Database) {
  return {
    /** Null: there is none, or it has been erased. */
    async audio(recording: string): Promise<Buffer | null> {
      const row = await db
        .selectFrom('messages')
        .select('audio')
        .where('recording', '=', recording)
        .executeTakeFirst();
      return row?.audio ?? null;
    },
  };
}
