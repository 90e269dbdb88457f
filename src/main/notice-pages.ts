import type { Config } from '../config.ts';
import { createAddressProofStore } from '../database/accounts/address-proof-store.ts';
import type { Database } from '../database/database.ts';
import { createNotificationPreferences } from '../database/notices/notification-preferences-store.ts';
import { createOutbox } from '../database/notices/outbox-store.ts';
import { createRecipients } from '../database/notices/recipients-store.ts';
import { createConfirmations } from '../database/planning/confirmation-store.ts';
import { systemClock } from '../runtime/clock.ts';
import type { NoticePages } from '../web/notice-dependencies.ts';
import type { NoticeModule } from './notice-module.ts';

/** What pages need of the notices. They read through a connection that keeps no call waiting. */
export function createNoticePages(
  { notices }: Pick<Config, 'notices'>,
  { db, reading }: { readonly db: Database; readonly reading: Database },
  noticeModule: NoticeModule,
): NoticePages {
  const { sendAgain, noteTest } = noticeModule.outbox;
  return {
    outbox: { ...createOutbox(reading), sendAgain, noteTest },
    notificationPreferences: createNotificationPreferences(db, reading),
    addressProofs: { ...createAddressProofStore(reading), end: noticeModule.addressProofs.end },
    askForProof: noticeModule.askForProof,
    recipients: createRecipients(reading, () => systemClock.now()),
    confirmations: { ...createConfirmations(reading), answerShift: noticeModule.confirmations.answerShift },
    senders: noticeModule.senders,
    onQueued: noticeModule.sendNow,
    mailFrom: notices.mailFrom,
    useOtherMedium: notices.useOtherMedium,
    confirmation: notices.confirmation,
  };
}
