import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';

interface OldTables {
  notices: { id: number; words: string; subject: string; body: string };
  confirm_links: { token_hash: string; confirmation: number };
  listen_links: { token_hash: string; recording: string };
}

const PART = 500;
/** What stands in a stored text where the secret of a private link is put when it is sent. */
const NO_TOKEN = '-'.repeat(22);
const PRIVATE_LINK = /(\/(?:l|confirm)\/)([A-Za-z0-9_-]{22})/g;

/**
 * Texts of notices lose the secrets of their links. Those that wait get new ones when they are sent, and those that were
 * sent stay good: their hashes are kept. What a link leads to is noted in the words.
 */
export async function up(db: Kysely<OldTables>): Promise<void> {
  for (let last = 0; ; ) {
    const rows = await db
      .selectFrom('notices')
      .select(['id', 'words', 'subject', 'body'])
      .where('id', '>', last)
      .orderBy('id')
      .limit(PART)
      .execute();
    for (const row of rows) {
      last = row.id;
      const tokens = [...`${row.body} ${row.subject} ${row.words}`.matchAll(PRIVATE_LINK)].map(
        ([, , token]) => token,
      );
      if (tokens.length === 0) continue;
      const words = JSON.parse(mask(row.words)) as Record<string, string>;
      const masked = {
        subject: mask(row.subject),
        body: mask(row.body),
        words: JSON.stringify({ ...words, ...(await targetOf(db, tokens[0] ?? '')) }),
      };
      await db.updateTable('notices').set(masked).where('id', '=', row.id).execute();
    }
    if (rows.length < PART) return;
  }
}

/** What was taken out is nowhere to be put back from: the version before sends what waits without its links. */
export async function down(): Promise<void> {}

function mask(text: string): string {
  return text.replace(PRIVATE_LINK, `$1${NO_TOKEN}`);
}

/** Which message, or which duty, a link leads to: as the words now say it. */
async function targetOf(db: Kysely<OldTables>, token: string): Promise<Record<string, string>> {
  const hash = createHash('sha256').update(token).digest('base64url');
  const heard = await db
    .selectFrom('listen_links')
    .select('recording')
    .where('token_hash', '=', hash)
    .executeTakeFirst();
  if (heard) return { recording: heard.recording };
  const asked = await db
    .selectFrom('confirm_links')
    .select('confirmation')
    .where('token_hash', '=', hash)
    .executeTakeFirst();
  return asked ? { confirmation: String(asked.confirmation) } : {};
}
