import type { Instant } from '../runtime/instant.ts';
import type { Database } from './database.ts';
import { overwriting } from './message-store.ts';

const DAY = 86_400_000;

export interface RetentionRule {
  readonly keepMessagesDays: number;
  readonly keepNoticesDays: number;
}

/** Erases what was kept long enough: callers' messages, with every link to them, and what was sent to people. */
export function createRetention(db: Database) {
  return {
    async erase(
      now: Instant,
      rule: RetentionRule,
    ): Promise<{ messages: number; notices: number; links: number }> {
      const messages = await db.transaction().execute((transaction) =>
        overwriting(transaction, () =>
          transaction
            .deleteFrom('messages')
            .where('kept_at', '<', now - rule.keepMessagesDays * DAY)
            .executeTakeFirst(),
        ),
      );
      const notices = await db
        .deleteFrom('notices')
        .where('created_at', '<', now - rule.keepNoticesDays * DAY)
        .executeTakeFirst();
      const links = await db.deleteFrom('listen_links').where('expires_at', '<', now).executeTakeFirst();
      await db
        .deleteFrom('duty_confirmations')
        .where('end_at', '<', now - rule.keepNoticesDays * DAY)
        .execute();
      await db
        .deleteFrom('sms_answers')
        .where('received_at', '<', now - rule.keepNoticesDays * DAY)
        .execute();
      // Wrong PINs of that long ago lock nobody any more.
      await db
        .deleteFrom('pin_failures')
        .where('failed_at', '<', now - DAY)
        .execute();
      return {
        messages: Number(messages.numDeletedRows),
        notices: Number(notices.numDeletedRows),
        links: Number(links.numDeletedRows),
      };
    },
  };
}
