import type { Config } from '../config.ts';
import type { Database } from '../database/database.ts';
import { createOutbox } from '../database/outbox-store.ts';
import { createRecipients } from '../database/recipients-store.ts';
import { createWishes } from '../database/wishes-store.ts';
import type { NoticeDesk } from '../web/notice-desk.ts';
import type { NoticeOffice } from './notice-office.ts';

/** What pages need of the notices. They read through a connection that keeps no call waiting. */
export function createNoticeDesk(
  { notices }: Pick<Config, 'notices'>,
  { db, reading }: { readonly db: Database; readonly reading: Database },
  office: NoticeOffice,
): NoticeDesk {
  const { sendAgain, noteTest } = office.outbox;
  return {
    outbox: { ...createOutbox(reading), sendAgain, noteTest },
    wishes: createWishes(db, reading),
    recipients: createRecipients(reading),
    senders: office.senders,
    onQueued: office.sendNow,
    mailFrom: notices.mailFrom,
    useOtherMedium: notices.useOtherMedium,
    confirmation: notices.confirmation,
  };
}
