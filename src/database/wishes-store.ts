import { MEDIUMS, NOTICE_KINDS } from '../domain/notice/notice.ts';
import { LANGUAGES } from '../domain/person.ts';
import type { Wishes } from '../notices/wishes.ts';
import type { Queryable } from './database.ts';
import { storedWord } from './stored.ts';

/** Preferences, quiet hours, addresses and texts of one's own, kept in the database. */
export function createWishes(db: Queryable): Wishes {
  return {
    async preferences() {
      const rows = await db.selectFrom('notice_preferences').selectAll().execute();
      return rows.map((row) => ({
        hotlineId: row.hotline_id || null,
        personId: row.person_id || null,
        kind: storedWord(NOTICE_KINDS, row.kind),
        medium: storedWord(MEDIUMS, row.medium),
        wanted: row.wanted === 1,
      }));
    },
    async setPreference({ hotlineId, personId, kind, medium }, wanted) {
      const key = { hotline_id: hotlineId ?? '', person_id: personId ?? '', kind, medium };
      if (wanted === null) {
        await db
          .deleteFrom('notice_preferences')
          .where((query) => query.and(key))
          .execute();
        return;
      }
      const row = { ...key, wanted: wanted ? 1 : 0 };
      await db
        .insertInto('notice_preferences')
        .values(row)
        .onConflict((conflict) =>
          conflict.columns(['hotline_id', 'person_id', 'kind', 'medium']).doUpdateSet({ wanted: row.wanted }),
        )
        .execute();
    },
    async setQuietHours(personId, quiet) {
      await db.deleteFrom('quiet_hours').where('person_id', '=', personId).execute();
      if (quiet === null) return;
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
    },
    async setAddress(personId, medium, address) {
      const column = { [medium]: address };
      await db
        .insertInto('notice_addresses')
        .values({ person_id: personId, email: null, sms: null, ...column })
        .onConflict((conflict) => conflict.column('person_id').doUpdateSet(column))
        .execute();
    },
    async templates() {
      const rows = await db.selectFrom('notice_templates').selectAll().execute();
      return rows.map(({ kind, language, ...texts }) => ({
        kind: storedWord(NOTICE_KINDS, kind),
        language: storedWord(LANGUAGES, language),
        ...texts,
      }));
    },
    async setTemplate({ kind, language, subject, body, sms }) {
      const texts = { subject, body, sms };
      await db
        .insertInto('notice_templates')
        .values({ kind, language, ...texts })
        .onConflict((conflict) => conflict.columns(['kind', 'language']).doUpdateSet(texts))
        .execute();
    },
    async removeTemplate(kind, language) {
      await db
        .deleteFrom('notice_templates')
        .where('kind', '=', kind)
        .where('language', '=', language)
        .execute();
    },
  };
}
