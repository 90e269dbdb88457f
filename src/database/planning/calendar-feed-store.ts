import { LANGUAGES } from '../../domain/person.ts';
import type {
  CalendarFeed,
  DutySources,
  EventLedger,
  FeedStore,
  FeedSubject,
} from '../../planning/calendar-feed/feed.ts';
import type { Instant } from '../../runtime/instant.ts';
import { ifAvailable } from '../../runtime/store-unavailable.ts';
import { recordChange } from '../accounts/audit-store.ts';
import { notLeft } from '../accounts/not-left.ts';
import { readPeople } from '../configuration/people-store.ts';
import type { Database, Queryable } from '../database.ts';
import { storedWord } from '../stored.ts';
import type { CalendarFeedRow } from '../tables/planning-tables.ts';
import type { Tables } from '../tables/tables.ts';
import { createScheduleStore } from './schedule-store.ts';

/** The private feeds kept in the database. */
export function createFeedStore(db: Database, reading: Database = db): FeedStore {
  return {
    add: (feed, tokenHash, author) =>
      db.transaction().execute(async (transaction) => {
        await transaction.insertInto('calendar_feeds').values(toRow(feed, tokenHash)).execute();
        await recordChange(transaction, { ...subjectIn(feed), before: null, after: feed }, author);
      }),
    async list() {
      const rows = await reading
        .selectFrom('calendar_feeds')
        .selectAll()
        .orderBy('created_at')
        .orderBy('id')
        .execute();
      return rows.map(toFeed);
    },
    revoke: (id, author) =>
      db.transaction().execute(async (transaction) => {
        const row = await transaction
          .deleteFrom('calendar_feeds')
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirst();
        if (!row) return false;
        const feed = toFeed(row);
        await recordChange(transaction, { ...subjectIn(feed), before: feed, after: null }, author);
        return true;
      }),
    async byTokenHash(tokenHash, now) {
      const row = await reading
        .selectFrom('calendar_feeds')
        .leftJoin('people', 'people.id', 'calendar_feeds.person_id')
        .selectAll('calendar_feeds')
        .where('token_hash', '=', tokenHash)
        .where(notLeft(now))
        .executeTakeFirst();
      return row ? toFeed(row) : null;
    },
    async used(id, at) {
      await db.updateTable('calendar_feeds').set({ last_used_at: at }).where('id', '=', id).execute();
    },
  };
}

/** What feeds tell of, read from the database. */
export function createDutySources(db: Queryable): DutySources {
  return {
    schedules: createScheduleStore(db),
    async scheduleIds() {
      const rows = await db.selectFrom('schedules').select('id').orderBy('id').execute();
      return rows.map(({ id }) => id);
    },
    async people(ids) {
      const found = await readPeople(db, ids);
      return ids.flatMap((id) => found.get(id) ?? []);
    },
  };
}

/** Databases limit the values of one statement. */
const PART = 500;
/** An event that ended so long ago is in no feed any more. */
const FORGET_MS = 100 * 24 * 3600 * 1000;

/**
 * The revisions of what calendars were told, kept in the database. Read by the connection of the pages and written only
 * when something changed; while it cannot be written, the same numbers are told, and kept the next time.
 */
export function createEventLedger(db: Database, reading: Database = db): EventLedger {
  return {
    async revise(events, at) {
      const known = await knownEvents(
        reading,
        events.map(({ uid }) => uid),
      );
      const rows = events
        .filter(({ uid, fingerprint }) => known.get(uid)?.fingerprint !== fingerprint)
        .map(({ uid, fingerprint, endAt }) => {
          const sequence = (known.get(uid)?.sequence ?? -1) + 1;
          known.set(uid, { fingerprint, sequence, modifiedAt: at });
          return { uid, fingerprint, sequence, modified_at: at, end_at: endAt };
        });
      if (rows.length > 0) await ifAvailable(() => keepEvents(db, rows, at));
      return known;
    },
  };
}

interface KnownEvent {
  readonly fingerprint: string;
  readonly sequence: number;
  readonly modifiedAt: Instant;
}

async function knownEvents(db: Database, uids: readonly string[]): Promise<Map<string, KnownEvent>> {
  const known = new Map<string, KnownEvent>();
  for (let from = 0; from < uids.length; from += PART) {
    const part = uids.slice(from, from + PART);
    const rows = await db.selectFrom('calendar_events').selectAll().where('uid', 'in', part).execute();
    for (const { uid, fingerprint, sequence, modified_at } of rows)
      known.set(uid, { fingerprint, sequence, modifiedAt: modified_at });
  }
  return known;
}

function keepEvents(db: Database, rows: readonly Tables['calendar_events'][], at: Instant): Promise<void> {
  return db.transaction().execute(async (transaction) => {
    for (const row of rows)
      await transaction
        .insertInto('calendar_events')
        .values(row)
        .onConflict((conflict) => conflict.column('uid').doUpdateSet(row))
        .execute();
    await transaction
      .deleteFrom('calendar_events')
      .where('end_at', '<', at - FORGET_MS)
      .execute();
  });
}

function toFeed(row: CalendarFeedRow): CalendarFeed {
  return {
    id: row.id,
    of: subjectOf(row),
    label: row.label,
    language: row.language === null ? null : storedWord(LANGUAGES, row.language),
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
  };
}

function subjectOf(row: CalendarFeedRow): FeedSubject {
  if (row.person_id !== null) return { kind: 'person', personId: row.person_id };
  if (row.schedule_id !== null) return { kind: 'schedule', scheduleId: row.schedule_id };
  throw new Error(`feed ${row.id} is of nobody`);
}

function toRow(feed: CalendarFeed, tokenHash: string): CalendarFeedRow {
  return {
    id: feed.id,
    token_hash: tokenHash,
    person_id: feed.of.kind === 'person' ? feed.of.personId : null,
    schedule_id: feed.of.kind === 'schedule' ? feed.of.scheduleId : null,
    label: feed.label,
    language: feed.language,
    created_at: feed.createdAt,
    last_used_at: feed.lastUsedAt,
  };
}

function subjectIn({ id }: CalendarFeed) {
  return { section: 'calendar feeds', id };
}
