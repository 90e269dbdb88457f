import type { Hotline } from '../../domain/hotline.ts';
import type { MailboxEvent, MailboxMessage } from '../../domain/mailbox/mailbox-call.ts';
import type { Language } from '../../domain/person.ts';
import type { Instant } from '../../runtime/instant.ts';

/** Somebody who has a PIN. */
export interface MailboxPerson {
  readonly personId: string;
  readonly language: Language;
}

/** What somebody who rings to hear messages needs of the database. */
export interface MailboxStore {
  /** Those with a PIN among whom the number (as the network or the keys gave it) may be. Proves nothing. */
  candidates(number: string): Promise<readonly MailboxPerson[]>;
  /** Counts the try before it looks: `from` is the calling number; null: withheld. */
  check(
    candidates: readonly string[],
    pin: string,
    from: string | null,
    now: Instant,
  ): Promise<Extract<MailboxEvent, { type: 'checked' }>['result']>;
  /** Those that this person may listen to, has not heard, and that nobody has seen to; the oldest first. */
  newMessages(personId: string): Promise<readonly MailboxMessage[]>;
  noteHeard(personId: string, recording: string, at: Instant): Promise<void>;
  /** For everybody, with an entry in the audit log. False: it is gone, or not theirs to listen to. */
  erase(personId: string, recording: string, at: Instant): Promise<boolean>;
  /** Whom to call for a message, once its task says that it is tried; null: nobody. */
  callBack(
    personId: string,
    recording: string,
    at: Instant,
  ): Promise<{ readonly hotline: Hotline; readonly callerNumber: string } | null>;
}
