import { type Instant, SECOND } from '../runtime/instant.ts';
import type { Notice } from './outbox.ts';
import { createLinkToken, hashLinkToken, NO_TOKEN } from './tokens.ts';

/** A message is heard by its link for so long. */
const LISTEN_SECONDS = 7 * 24 * 3600;

/** Where the hashes of private links are kept; what they lead to. */
export interface PrivateLinks {
  /** Leads nowhere where the message was erased meanwhile. */
  toMessage(link: {
    readonly tokenHash: string;
    readonly recording: string;
    readonly personId: string;
    readonly expiresAt: Instant;
  }): Promise<void>;
  toWishes(link: {
    readonly tokenHash: string;
    readonly round: number;
    readonly personId: string;
  }): Promise<void>;
  toConfirmation(link: { readonly tokenHash: string; readonly confirmation: number }): Promise<void>;
}

/** A link in a stored text: its secret is put in when it is sent. Of a notice whose word `recording` says to which message. */
export function messageLink(publicUrl: string): string {
  return `${publicUrl}/l/${NO_TOKEN}`;
}

/** Of a notice whose word `confirmation` says which duty is confirmed. */
export function confirmationLink(publicUrl: string): string {
  return `${publicUrl}/confirm/${NO_TOKEN}`;
}

/** Of a notice whose word `round` says for which wishes its reader is asked. */
export function wishLink(publicUrl: string): string {
  return `${publicUrl}/wishes/${NO_TOKEN}`;
}

/**
 * A notice's texts as they leave: each try, and each copy, has a secret of its own, and only its hash stays here.
 */
export async function withSecrets(
  notice: Pick<Notice, 'subject' | 'body' | 'words' | 'personId' | 'createdAt'>,
  links: PrivateLinks,
): Promise<Pick<Notice, 'subject' | 'body'>> {
  const { subject, body, personId, createdAt } = notice;
  const { confirmation, recording, round } = notice.words;
  if (!body.includes(NO_TOKEN) && !subject.includes(NO_TOKEN)) return { subject, body };
  const token = createLinkToken();
  const tokenHash = hashLinkToken(token);
  if (confirmation !== undefined)
    await links.toConfirmation({ tokenHash, confirmation: Number(confirmation) });
  else if (round !== undefined) await links.toWishes({ tokenHash, round: Number(round), personId });
  else if (recording !== undefined)
    await links.toMessage({ tokenHash, recording, personId, expiresAt: createdAt + LISTEN_SECONDS * SECOND });
  const fill = (text: string) => text.replaceAll(NO_TOKEN, token);
  return { subject: fill(subject), body: fill(body) };
}
