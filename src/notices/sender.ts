import type { DeliveryTrouble } from '../domain/notice/delivery-trouble.ts';
import type { SendResult } from '../domain/notice/next-try.ts';
import type { Medium } from '../domain/notice/notice.ts';
import type { Language } from '../domain/person.ts';
import type { Result } from '../runtime/result.ts';

/** What a gateway needs to know of a notice. */
export interface Letter {
  /** Names the notice for ever: a copy sent twice carries the same. */
  readonly name: string;
  readonly to: string;
  readonly language: Language;
  /** Not for SMS. */
  readonly subject: string;
  readonly text: string;
  /** Letters of one thread are shown together; null: it stands alone. */
  readonly thread: string | null;
  readonly attachment: Attachment | null;
  /** After so many seconds nobody wants it any more. */
  readonly timeToLiveSeconds: number;
}

/** A caller's message, or a report. */
export interface Attachment {
  readonly fileName: string;
  readonly mediaType: 'audio/wav' | 'application/pdf';
  readonly content: Buffer;
}

/** What a gateway that was asked whether it would take something is found to be. */
export type CheckFinding =
  /** It answered, and knows us. */
  | { readonly kind: 'lets-in'; readonly where: string }
  /** There is no gateway: messages are files. */
  | { readonly kind: 'folder'; readonly medium: Medium; readonly path: string }
  /** There is nothing to ask: only a message tells. */
  | { readonly kind: 'described'; readonly where: string };

/** Why it would take nothing. `sender`: it lets us in, but has not who our messages come from. */
export interface CheckRefusal {
  readonly about: 'way' | 'sender';
  readonly trouble: DeliveryTrouble;
}

/** What takes notices out: a mail server, an SMS gateway, a folder. Never throws for what a network may do. */
export interface Sender {
  readonly medium: Medium;
  /** Told on pages and in logs: `smtp mail.example.org:465`. */
  readonly name: string;
  /** Where messages are files of this machine, which nobody receives. */
  readonly onlyWrites?: true;
  send(letter: Letter): Promise<SendResult>;
  /** Whether it would take something, without sending; tells what was found, or why not. */
  check(): Promise<Result<CheckFinding, CheckRefusal>>;
  close(): void;
}
