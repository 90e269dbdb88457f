import { createHash, randomBytes } from 'node:crypto';

/** 256 bits that nobody can guess, for cookies and links. */
export function createToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored in a token's place: a stolen database opens nothing. Tokens need no salt, they are random. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
