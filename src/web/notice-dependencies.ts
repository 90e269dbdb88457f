import type { ConfirmationRule } from '../domain/notice/duty-confirmation.ts';
import type { AddressProofStore, AskForProof } from '../notices/address-proofs.ts';
import type { Confirmations } from '../notices/confirmations.ts';
import type { NotificationPreferences } from '../notices/notification-preferences.ts';
import type { Outbox } from '../notices/outbox.ts';
import type { Recipients } from '../notices/recipients.ts';
import type { Sender } from '../notices/sender.ts';

/** What the pages show of those who tell people. */
export interface NoticeReaders {
  readonly outbox: Pick<Outbox, 'list' | 'find' | 'history' | 'counts' | 'health'>;
  readonly notificationPreferences: Pick<
    NotificationPreferences,
    'all' | 'quietHours' | 'ownMobile' | 'templates'
  >;
  readonly addressProofs: Pick<AddressProofStore, 'waiting' | 'dead'>;
  readonly recipients: Recipients;
  readonly confirmations: Pick<Confirmations, 'rules' | 'startingBetween'>;
  readonly senders: readonly Pick<Sender, 'medium' | 'name' | 'onlyWrites'>[];
  readonly mailFrom: string;
  readonly useOtherMedium: boolean;
  /** Of schedules that say nothing else. */
  readonly confirmation: ConfirmationRule;
}

/** And what their forms need. */
export interface NoticePages extends NoticeReaders {
  readonly outbox: Pick<Outbox, 'list' | 'find' | 'history' | 'counts' | 'health' | 'sendAgain' | 'noteTest'>;
  readonly notificationPreferences: NotificationPreferences;
  readonly addressProofs: Pick<AddressProofStore, 'waiting' | 'dead' | 'end'>;
  readonly askForProof: AskForProof;
  readonly confirmations: Pick<Confirmations, 'rules' | 'startingBetween' | 'answerShift'>;
  readonly senders: readonly Sender[];
  /** Something has entered the outbox: it need not wait for the next look. */
  readonly onQueued: () => void;
}
