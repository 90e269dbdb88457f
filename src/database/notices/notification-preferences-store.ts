import { isDeepStrictEqual } from 'node:util';
import { MEDIUMS, type Medium } from '../../domain/notice/notice.ts';
import { NOTICE_KINDS } from '../../domain/notice/notice-kinds.ts';
import type { QuietHours } from '../../domain/notice/preference.ts';
import { LANGUAGES } from '../../domain/person.ts';
import type { OwnTemplate } from '../../notices/compose/template.ts';
import type {
  NotificationPreferences,
  PreferenceChange,
  PreferenceScope,
} from '../../notices/notification-preferences.ts';
import type { Author } from '../../planning/configuration.ts';
import { recordEntry } from '../accounts/audit-store.ts';
import type { Database, Queryable } from '../database.ts';
import { preparedRead } from '../prepared-query.ts';
import { storedWord } from '../stored.ts';

const allPreferences = preparedRead((db, _none: Record<never, never>) =>
  db.selectFrom('notice_preferences').selectAll(),
);

/** Preferences, quiet hours, addresses and texts of one's own, kept in the database. */
export function createNotificationPreferences(
  db: Database,
  reading: Queryable = db,
): NotificationPreferences {
  const change = (work: (transaction: Queryable) => Promise<boolean>) => db.transaction().execute(work);
  return {
    async all() {
      return (await allPreferences(reading, {})).map((row) => ({
        hotlineId: row.hotline_id || null,
        personId: row.person_id || null,
        kind: storedWord(NOTICE_KINDS, row.kind),
        medium: storedWord(MEDIUMS, row.medium),
        wanted: row.wanted === 1,
      }));
    },
    quietHours: (personId) => readQuietHours(reading, personId),
    async ownMobile(personId) {
      const row = await reading
        .selectFrom('notice_addresses')
        .select('sms')
        .where('person_id', '=', personId)
        .executeTakeFirst();
      return row?.sms ?? null;
    },
    async templates() {
      const rows = await reading.selectFrom('notice_templates').selectAll().execute();
      return rows.map(({ kind, language, ...texts }) => ({
        kind: storedWord(NOTICE_KINDS, kind),
        language: storedWord(LANGUAGES, language),
        ...texts,
      }));
    },
    setPreferences: (scope, changes, author) =>
      change((transaction) => setPreferences(transaction, scope, changes, author)),
    setQuietHours: (personId, quiet, author) =>
      change((transaction) => setQuietHours(transaction, personId, quiet, author)),
    setAddress: (personId, medium, address, author) =>
      change((transaction) => setAddress(transaction, personId, medium, address, author)),
    setTemplate: (template, author) => change((transaction) => setTemplate(transaction, template, author)),
    removeTemplate: (kind, language, author) =>
      change(async (transaction) => {
        const before = await readTemplate(transaction, { kind, language });
        if (before === null) return false;
        await transaction
          .deleteFrom('notice_templates')
          .where('kind', '=', kind)
          .where('language', '=', language)
          .execute();
        await record(transaction, author, 'notice-texts', `${kind} ${language}`, before, null);
        return true;
      }),
  };
}

/** Whatever differs is written down; the scope is what the entry is about. */
async function setPreferences(
  db: Queryable,
  { hotlineId, personId }: PreferenceScope,
  changes: readonly PreferenceChange[],
  author: Author,
): Promise<boolean> {
  const scope = { hotline_id: hotlineId ?? '', person_id: personId ?? '' };
  const rows = await db
    .selectFrom('notice_preferences')
    .selectAll()
    .where((query) => query.and(scope))
    .execute();
  const before: Record<string, boolean> = {};
  const after: Record<string, boolean> = {};
  for (const { kind, medium, wanted } of changes) {
    const row = rows.find((one) => one.kind === kind && one.medium === medium);
    const known = row ? row.wanted === 1 : null;
    if (known === wanted) continue;
    const key = { ...scope, kind, medium };
    await db
      .deleteFrom('notice_preferences')
      .where((query) => query.and(key))
      .execute();
    if (known !== null) before[`${kind} ${medium}`] = known;
    if (wanted === null) continue;
    await db
      .insertInto('notice_preferences')
      .values({ ...key, wanted: wanted ? 1 : 0 })
      .execute();
    after[`${kind} ${medium}`] = wanted;
  }
  if (Object.keys(before).length + Object.keys(after).length === 0) return false;
  const about = [personId, hotlineId].filter((id) => id !== null).join(', ') || 'everybody';
  await record(db, author, 'notice-wishes', about, before, after);
  return true;
}

async function readQuietHours(db: Queryable, personId: string): Promise<QuietHours | null> {
  const row = await db
    .selectFrom('quiet_hours')
    .selectAll()
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row ? toQuietHours(row) : null;
}

async function setQuietHours(
  db: Queryable,
  personId: string,
  quiet: QuietHours | null,
  author: Author,
): Promise<boolean> {
  const before = await readQuietHours(db, personId);
  if (isDeepStrictEqual(before, quiet)) return false;
  await db.deleteFrom('quiet_hours').where('person_id', '=', personId).execute();
  if (quiet !== null)
    await db
      .insertInto('quiet_hours')
      .values({
        person_id: personId,
        from_time: quiet.from,
        to_time: quiet.to,
        time_zone: quiet.timeZone,
        mediums: quiet.mediums.join(','),
      })
      .execute();
  await record(db, author, 'notice-wishes', personId, { quiet: before }, { quiet });
  return true;
}

/** An address is the person's: its entry is theirs, and counts as a version of them. */
async function setAddress(
  db: Queryable,
  personId: string,
  medium: Medium,
  address: string | null,
  author: Author,
): Promise<boolean> {
  const row = await db
    .selectFrom('notice_addresses')
    .selectAll()
    .where('person_id', '=', personId)
    .executeTakeFirst();
  const before = row?.[medium] ?? null;
  if (before === address) return false;
  const column = { [medium]: address };
  await db
    .insertInto('notice_addresses')
    .values({ person_id: personId, email: null, sms: null, ...column })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(column))
    .execute();
  await record(db, author, 'people', personId, { [medium]: before }, column);
  return true;
}

async function readTemplate(
  db: Queryable,
  { kind, language }: Pick<OwnTemplate, 'kind' | 'language'>,
): Promise<Pick<OwnTemplate, 'subject' | 'body' | 'sms'> | null> {
  const row = await db
    .selectFrom('notice_templates')
    .select(['subject', 'body', 'sms'])
    .where('kind', '=', kind)
    .where('language', '=', language)
    .executeTakeFirst();
  return row ?? null;
}

async function setTemplate(db: Queryable, template: OwnTemplate, author: Author): Promise<boolean> {
  const { kind, language, subject, body, sms } = template;
  const texts = { subject, body, sms };
  const before = await readTemplate(db, template);
  if (isDeepStrictEqual(before, texts)) return false;
  await db
    .insertInto('notice_templates')
    .values({ kind, language, ...texts })
    .onConflict((conflict) => conflict.columns(['kind', 'language']).doUpdateSet(texts))
    .execute();
  await record(db, author, 'notice-texts', `${kind} ${language}`, before, texts);
  return true;
}

async function record(
  db: Queryable,
  author: Author,
  kind: string,
  id: string,
  before: object | null,
  after: object | null,
): Promise<void> {
  const action = before === null ? 'added' : after === null ? 'removed' : 'changed';
  await recordEntry(db, author, action, { kind, id }, { before, after });
}

interface QuietRow {
  from_time: string;
  to_time: string;
  time_zone: string;
  mediums: string;
}

export function toQuietHours(row: QuietRow): QuietHours {
  return {
    from: row.from_time,
    to: row.to_time,
    timeZone: row.time_zone,
    mediums: row.mediums.split(',').map((word) => storedWord(MEDIUMS, word)),
  };
}
