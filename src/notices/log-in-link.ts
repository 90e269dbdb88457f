import { createToken } from '../accounts/tokens.ts';
import type { DeliveryTrouble } from '../domain/notice/delivery-trouble.ts';
import type { Instant } from '../runtime/instant.ts';
import type { Result } from '../runtime/result.ts';
import { type LinkWords, logInLinkText } from './compose/log-in-link-text.ts';
import { createDirectSending, type DirectSendDependencies } from './send-directly.ts';

export interface LogInLink extends LinkWords {
  readonly personId: string;
  readonly expiresAt: Instant;
}

/** Gives what came of the first try: true, or why the mail has not left yet. */
export type MailLink = (link: LogInLink) => Promise<Result<true, DeliveryTrouble>>;

/** Mails links by which somebody chooses a password. */
export function createMailLink(dependencies: DirectSendDependencies): MailLink {
  const send = createDirectSending(dependencies);
  return (link) => {
    const { email, language, expiresAt, personId } = link;
    const name = `link-${createToken()}`;
    const letter = { name, to: email, language, ...logInLinkText(link), thread: null, attachment: null };
    return send({ letter, personId, expiresAt, what: 'log-in-link' });
  };
}
