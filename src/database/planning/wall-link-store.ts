import { LANGUAGES } from '../../domain/person.ts';
import type { WallLink, WallLinkStore } from '../../planning/wall-links/wall-link.ts';
import { recordChange } from '../accounts/audit-store.ts';
import type { Database } from '../database.ts';
import { storedWord } from '../stored.ts';
import type { WallLinkRow } from '../tables/planning-tables.ts';

/** The wall links kept in the database. */
export function createWallLinkStore(db: Database, reading: Database = db): WallLinkStore {
  return {
    async list() {
      const rows = await reading.selectFrom('wall_links').selectAll().orderBy('id').execute();
      return rows.map(toLink);
    },
    async byToken(tokenHash) {
      const row = await reading
        .selectFrom('wall_links')
        .selectAll()
        .where('token_hash', '=', tokenHash)
        .executeTakeFirst();
      return row ? toLink(row) : null;
    },
    add: (link, tokenHash, author) =>
      db.transaction().execute(async (transaction) => {
        const { id } = await transaction
          .insertInto('wall_links')
          .values({
            token_hash: tokenHash,
            label: link.label,
            language: link.language,
            shows_numbers: link.showsNumbers ? 1 : 0,
            created_at: link.createdAt,
            created_by: link.createdBy,
          })
          .returning('id')
          .executeTakeFirstOrThrow();
        await recordChange(
          transaction,
          { section: 'wall links', id: String(id), before: null, after: link },
          author,
        );
      }),
    revoke: (id, author) =>
      db.transaction().execute(async (transaction) => {
        const row = await transaction
          .deleteFrom('wall_links')
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirst();
        if (!row) return false;
        const { id: _id, ...before } = toLink(row);
        await recordChange(
          transaction,
          { section: 'wall links', id: String(id), before, after: null },
          author,
        );
        return true;
      }),
  };
}

function toLink(row: Omit<WallLinkRow, 'id'> & { readonly id: number }): WallLink {
  return {
    id: row.id,
    label: row.label,
    language: storedWord(LANGUAGES, row.language),
    showsNumbers: row.shows_numbers === 1,
    createdAt: row.created_at,
    createdBy: row.created_by,
  };
}
