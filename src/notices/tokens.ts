import { createHash, randomBytes } from 'node:crypto';

/** 128 bits that nobody can guess, in 22 letters: a link must leave room in an SMS. */
export function createLinkToken(): string {
  return randomBytes(16).toString('base64url');
}

/** What is kept in a token's place. */
export function hashLinkToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
