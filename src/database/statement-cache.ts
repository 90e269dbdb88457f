import type { Database as SQLiteFile, Statement } from 'better-sqlite3';
import type { SqliteDatabase } from 'kysely';
import { MUST_OUTLIVE, outlive } from './outlive.ts';

/** Queries built from lists have a text for each length of the list: those not asked for longest make room. */
const KEPT_STATEMENTS = 300;

const LASTING = /^(select|insert|update|delete|begin|commit|rollback)\b/;
const CHANGES_TABLES = /^(create|drop|alter)\b/;

/**
 * Prepares each text once. Kysely has every query prepared anew, which costs more than running it: a call makes
 * some forty, all of them the same for every call. Whatever changes tables empties the cache. A statement cannot be
 * run again while its rows are being streamed, which nothing here does.
 */
export function withStatementCache(file: SQLiteFile): SqliteDatabase {
  const statements = new Map<string, Statement>();
  return {
    close: () => void file.close(),
    prepare(text) {
      const kept = statements.get(text);
      if (kept) {
        // To the end of the line of those that make room.
        statements.delete(text);
        statements.set(text, kept);
        return kept;
      }
      const statement = outlive(file.prepare(text));
      if (CHANGES_TABLES.test(text)) statements.clear();
      if (LASTING.test(text)) statements.set(text, statement);
      if (MUST_OUTLIVE) return statement;
      const [oldest] = statements.keys();
      if (statements.size > KEPT_STATEMENTS && oldest !== undefined) statements.delete(oldest);
      return statement;
    },
  };
}
