import { hash, verify } from '@node-rs/argon2';
import { isCommon, OUR_WORDS } from './common-passwords.ts';

export const SHORTEST_PASSWORD = 12;
/** Longer ones would only cost the server time. */
export const LONGEST_PASSWORD = 128;

export type PasswordProblem = 'too-short' | 'too-long' | 'too-easy' | 'too-common';

/**
 * Why a password is refused; null: it is good. Length counts, that it is not the person's own name or
 * address, and that it is none of those that everybody tries first.
 */
export function passwordProblem(password: string, known: readonly string[]): PasswordProblem | null {
  if ([...password].length < SHORTEST_PASSWORD) return 'too-short';
  if (password.length > LONGEST_PASSWORD) return 'too-long';
  const plain = password.toLowerCase();
  const guessable = [...known, ...OUR_WORDS]
    .flatMap((word) => word.toLowerCase().split(/[\s@.]+/))
    .filter((word) => word.length > 2);
  const rest = guessable.reduce((text, word) => text.replaceAll(word, ''), plain);
  if (rest.replace(/[^\p{L}\p{N}]/gu, '').length < 6 || new Set(plain).size < 5) return 'too-easy';
  return isCommon(password) ? 'too-common' : null;
}

/** argon2id with the library's parameters (19 MiB, 2 passes), which are OWASP's; they are written into the hash. */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

/** Of no password that anybody has. */
const NOBODYS_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$Ll2KNuZyiU30j1qjVU435A$qnMCo/bxBgrQXDnfA9PzzfJjTYF7JviAejJ3rlBZ5AM';

/** Takes as long when there is nobody to compare with, so that time does not tell who has an account. */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  if (password.length > LONGEST_PASSWORD) return false;
  const right = await verify(stored ?? NOBODYS_HASH, password);
  return right && stored !== null;
}
