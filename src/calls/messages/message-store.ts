import type { Author } from '../../planning/configuration.ts';
import type { Instant } from '../../runtime/instant.ts';

/** What of a caller's message would be lost, or would stay, were it erased. */
export interface MessageUse {
  readonly seconds: number | null;
  readonly keptAt: Instant;
  /** Private links that still lead to it. */
  readonly links: number;
  /** Mails that took it along: whoever got one keeps it. */
  readonly mailed: number;
  /** Mails still to go, which would go without it. */
  readonly waiting: number;
}

/** Where messages that callers left are looked after. */
export interface MessageStore {
  /** Null: there is no such message, or not any more. */
  use(callId: string, recording: string, now: Instant): Promise<MessageUse | null>;
  /** Overwrites the audio and ends every link to it; gives false when there is none. Leaves an audit entry. */
  erase(callId: string, recording: string, author: Author): Promise<boolean>;
}
