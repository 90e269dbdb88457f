import { createHash, randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import type { LoggedIn, Session } from '../accounts/account.ts';
import { createToken, hashToken } from '../accounts/tokens.ts';
import type { Instant } from '../runtime/instant.ts';
import { ifAvailable } from '../runtime/store-unavailable.ts';
import type { ReadDependencies, WebDependencies } from './web-dependencies.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Someone on call looks in once a week at least; a telephone that is lost is logged out by itself. */
const IDLE_MS = 14 * DAY;
const LONGEST_MS = 90 * DAY;
const HALF_OPEN_MS = 10 * MINUTE;
/** `seen_at` need not be more exact, and pages need not write. */
const SEEN_STEP_MS = 5 * MINUTE;
const LONGEST_BROWSER = 200;

/** Whom the request's cookie belongs to. */
export async function findSession(
  dependencies: WebDependencies,
  request: Request,
  now: Instant,
): Promise<LoggedIn | null> {
  const token = readToken(dependencies, request);
  if (token === null) return null;
  const found = await dependencies.accounts.loggedIn(hashToken(token), now);
  if (found && !found.session.halfOpen && now - found.session.seenAt > SEEN_STEP_MS) {
    const expiresAt = Math.min(now + IDLE_MS, found.session.createdAt + LONGEST_MS);
    // A page that only reads must not fail for it; the next one tries again.
    await ifAvailable(() => dependencies.accounts.prolongSession(found.session.id, now, expiresAt));
  }
  return found;
}

/** Opens a session and gives its cookie's token. `halfOpen`: until the second factor was shown. */
export async function openSession(
  dependencies: WebDependencies,
  request: Request,
  personId: string,
  now: Instant,
  halfOpen: boolean,
): Promise<string> {
  const token = createToken();
  const session: Session = {
    id: randomBytes(9).toString('base64url'),
    tokenHash: hashToken(token),
    personId,
    halfOpen,
    createdAt: now,
    seenAt: now,
    expiresAt: now + (halfOpen ? HALF_OPEN_MS : IDLE_MS),
    address: request.ip ?? '',
    browser: (request.get('user-agent') ?? '').slice(0, LONGEST_BROWSER),
  };
  await dependencies.accounts.openSession(session);
  return token;
}

/** Sets the session's cookie, or takes it away. No script can read it, and no other site can send it with a form. */
export function sendCookie(dependencies: ReadDependencies, response: Response, token: string | null): void {
  const options = { httpOnly: true, sameSite: 'lax', secure: isSecure(dependencies), path: '/' } as const;
  if (token === null) response.clearCookie(cookieName(dependencies), options);
  else response.cookie(cookieName(dependencies), token, { ...options, maxAge: LONGEST_MS });
}

/** What every form of a session carries: unguessable without its cookie, which other sites cannot read. */
export function csrfToken(dependencies: ReadDependencies, request: Request): string {
  const token = readToken(dependencies, request);
  return token === null ? '' : createHash('sha256').update(`form ${token}`).digest('base64url');
}

function readToken(dependencies: ReadDependencies, request: Request): string | null {
  const name = `${cookieName(dependencies)}=`;
  const pairs = (request.get('cookie') ?? '').split(';').map((pair) => pair.trim());
  const value = pairs.find((pair) => pair.startsWith(name))?.slice(name.length) ?? '';
  return /^[\w-]{43}$/.test(value) ? value : null;
}

/** With `__Host-` browsers refuse one that another host of the domain set, or that came without TLS. */
function cookieName(dependencies: ReadDependencies): string {
  return isSecure(dependencies) ? '__Host-vigie' : 'vigie';
}

function isSecure({ publicUrl }: ReadDependencies): boolean {
  return publicUrl?.startsWith('https:') ?? false;
}
