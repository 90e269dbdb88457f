import { createHash, randomBytes } from 'node:crypto';

/** 128 bits that nobody can guess, in 22 letters: a link must leave room in an SMS. */
export function createLinkToken(): string {
  return randomBytes(16).toString('base64url');
}

/** What stands in a stored text where a token goes: as long as one, so that an SMS is measured as it will be. */
export const NO_TOKEN = '-'.repeat(22);

/** The paths of links that need no log-in. */
const PRIVATE_LINK = /(\/(?:l|confirm|address|wishes)\/)[A-Za-z0-9_-]{22}/g;

/** A text to be read over somebody's shoulder: whoever reads it cannot go where its links lead in the reader's name. */
export function withoutTokens(text: string): string {
  return text.replace(PRIVATE_LINK, '$1…');
}

/** What is kept in a token's place. */
export function hashLinkToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
