import { type SqlBool, sql } from 'kysely';
import type { LogBook, LogEntry } from '../../tasks/log-book.ts';
import type { Queryable } from '../database.ts';

/** The log books kept in the database; `reading`: a connection that keeps no call waiting. */
export function createLogBook(db: Queryable, reading = db): LogBook {
  return {
    write: (entry) => writeLogEntry(db, entry),
    async search({ hotlineId, words = '', from, to, before, limit }) {
      const wanted = words
        .toLowerCase()
        .split(/\s+/)
        .filter((word) => word !== '');
      const rows = await reading
        .selectFrom('log_entries')
        .selectAll()
        .where('hotline_id', '=', hotlineId)
        .where((query) => query.and(wanted.map((word) => holds(word))))
        .$if(from !== undefined, (query) => query.where('at', '>=', from ?? 0))
        .$if(to !== undefined, (query) => query.where('at', '<', to ?? 0))
        .$if(before !== undefined, (query) =>
          query.where((where) =>
            where.or([
              where('at', '<', before?.at ?? 0),
              where.and([where('at', '=', before?.at ?? 0), where('id', '<', before?.id ?? 0)]),
            ]),
          ),
        )
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map((row) => ({
        id: row.id,
        at: row.at,
        hotlineId: row.hotline_id,
        authorId: row.author_id,
        text: row.text,
        callId: row.call_id,
      }));
    },
  };
}

export async function writeLogEntry(db: Queryable, entry: Omit<LogEntry, 'id'>): Promise<void> {
  await db
    .insertInto('log_entries')
    .values({
      at: entry.at,
      hotline_id: entry.hotlineId,
      author_id: entry.authorId,
      text: entry.text,
      searched: entry.text.toLowerCase(),
      call_id: entry.callId,
    })
    .execute();
}

function holds(word: string) {
  const pattern = `%${word.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  return sql<SqlBool>`searched like ${pattern} escape '\\'`;
}
