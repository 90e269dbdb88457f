import type {
  AbsenceCalendar,
  AbsenceCalendarStore,
  CalendarState,
} from '../../planning/absence-calendars/absence-calendar.ts';
import type { Author } from '../../planning/configuration.ts';
import type { Interval } from '../../runtime/instant.ts';
import { type Audited, recordChange } from '../accounts/audit-store.ts';
import type { Database, Queryable } from '../database.ts';
import type { AbsenceCalendarRow } from '../tables/people-tables.ts';

/** The calendars from which absences come, and what they brought, kept in the database. */
export function createAbsenceCalendarStore(db: Database): AbsenceCalendarStore {
  return {
    add: (calendar, author) =>
      db.transaction().execute(async (transaction) => {
        await transaction.insertInto('absence_calendars').values(toRow(calendar)).execute();
        await recordChange(
          transaction,
          { ...subjectIn(calendar), before: null, after: told(calendar) },
          author,
        );
      }),
    async list() {
      const rows = await db
        .selectFrom('absence_calendars')
        .selectAll()
        .orderBy('person_id')
        .orderBy('added_at')
        .orderBy('id')
        .execute();
      return rows.map(toCalendar);
    },
    remove: (id, author) =>
      db.transaction().execute(async (transaction) => {
        await transaction
          .deleteFrom('absences')
          .where('calendar_id', '=', id)
          .where('end_at', '>', author.at)
          .execute();
        const row = await transaction
          .deleteFrom('absence_calendars')
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirst();
        if (row) await auditRemoval(transaction, toCalendar(row), author);
        return row !== undefined;
      }),
    async note(id, { validators, readAt, triedAt, succeededAt, trouble, skipped, leftOut }) {
      await db
        .updateTable('absence_calendars')
        .set({
          etag: validators.etag,
          last_modified: validators.lastModified,
          read_at: readAt,
          tried_at: triedAt,
          succeeded_at: succeededAt,
          trouble: trouble && JSON.stringify(trouble),
          skipped: JSON.stringify({ skipped, leftOut }),
        })
        .where('id', '=', id)
        .execute();
    },
    async broughtFor(personId, since) {
      const rows = await db
        .selectFrom('absences')
        .select(['calendar_id', 'start_at', 'end_at'])
        .where('person_id', '=', personId)
        .where('calendar_id', 'is not', null)
        .where('end_at', '>', since)
        .orderBy('start_at')
        .execute();
      return rows.map((row) => ({
        calendarId: row.calendar_id ?? '',
        startAt: row.start_at,
        endAt: row.end_at,
      }));
    },
    replaceAbsences: (calendar, since, absences, author) =>
      db.transaction().execute(async (transaction) => {
        const before = await broughtSince(transaction, calendar.id, since);
        if (JSON.stringify(before) === JSON.stringify(absences)) return false;
        await writeAbsences(transaction, calendar, since, absences);
        const change = {
          ...subjectIn(calendar),
          before: { ...told(calendar), absences: before },
          after: { ...told(calendar), absences },
        };
        await recordChange(transaction, change, author);
        return true;
      }),
  };
}

async function broughtSince(db: Queryable, calendarId: string, since: number): Promise<readonly Interval[]> {
  const rows = await db
    .selectFrom('absences')
    .select(['start_at', 'end_at'])
    .where('calendar_id', '=', calendarId)
    .where('end_at', '>', since)
    .orderBy('start_at')
    .execute();
  return rows.map((row) => ({ startAt: row.start_at, endAt: row.end_at }));
}

/** Databases limit the values of one statement. */
const PART = 500;

async function writeAbsences(
  db: Queryable,
  { id, personId }: AbsenceCalendar,
  since: number,
  absences: readonly Interval[],
): Promise<void> {
  await db.deleteFrom('absences').where('calendar_id', '=', id).where('end_at', '>', since).execute();
  for (let from = 0; from < absences.length; from += PART) {
    const rows = absences.slice(from, from + PART).map(({ startAt, endAt }) => ({
      person_id: personId,
      start_at: startAt,
      end_at: endAt,
      source: 'calendar',
      calendar_id: id,
    }));
    await db.insertInto('absences').values(rows).execute();
  }
}

function toCalendar(row: AbsenceCalendarRow): AbsenceCalendar {
  return {
    id: row.id,
    personId: row.person_id,
    name: row.name,
    address: row.address,
    timeZone: row.time_zone,
    addedAt: row.added_at,
    state: {
      validators: { etag: row.etag, lastModified: row.last_modified },
      readAt: row.read_at,
      triedAt: row.tried_at,
      succeededAt: row.succeeded_at,
      trouble: row.trouble === null ? null : JSON.parse(row.trouble),
      ...skippedIn(row),
    },
  };
}

function toRow({
  id,
  personId,
  name,
  address,
  timeZone,
  addedAt,
  state,
}: AbsenceCalendar): AbsenceCalendarRow {
  return {
    id,
    person_id: personId,
    name,
    address,
    time_zone: timeZone,
    added_at: addedAt,
    etag: state.validators.etag,
    last_modified: state.validators.lastModified,
    read_at: state.readAt,
    tried_at: state.triedAt,
    succeeded_at: state.succeededAt,
    trouble: state.trouble && JSON.stringify(state.trouble),
    skipped: JSON.stringify({ skipped: state.skipped, leftOut: state.leftOut }),
  };
}

function skippedIn({ skipped }: AbsenceCalendarRow): Pick<CalendarState, 'skipped' | 'leftOut'> {
  return skipped === null ? { skipped: {}, leftOut: [] } : JSON.parse(skipped);
}

async function auditRemoval(db: Queryable, calendar: AbsenceCalendar, author: Author): Promise<void> {
  await recordChange(db, { ...subjectIn(calendar), before: told(calendar), after: null }, author);
}

function subjectIn({ id }: AbsenceCalendar): Pick<Audited, 'section' | 'id'> {
  return { section: 'absence calendars', id };
}

/** Without the address: whoever reads the audit must not read the calendar. */
function told({ personId, name, timeZone, address }: AbsenceCalendar) {
  return { person: personId, name, timeZone, followed: address !== null };
}
