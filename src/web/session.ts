import { createHash, randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import type { LoggedIn, Session } from '../accounts/account.ts';
import type { Source } from '../accounts/account-store.ts';
import { createToken, hashToken } from '../accounts/tokens.ts';
import type { Instant } from '../runtime/instant.ts';
import { ifAvailable } from '../runtime/store-unavailable.ts';
import type { Cookie } from './request-context.ts';
import type { ReadDependencies, WebDependencies } from './web-dependencies.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const LONGEST_MS = 90 * DAY;
const DEVICE_MS = 180 * DAY;
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
    const expiresAt = Math.min(now + idleMs(dependencies), found.session.createdAt + LONGEST_MS);
    // A page that only reads must not fail for it; the next one tries again.
    await ifAvailable(() => dependencies.accounts.prolongSession(found.session.id, now, expiresAt));
  }
  return found;
}

/** Someone on call looks in once a week at least; a telephone that is lost is logged out by itself. */
function idleMs({ retention }: ReadDependencies): number {
  return retention.sessionDays * DAY;
}

/** Where a try at logging in comes from. */
export function sourceOf(dependencies: ReadDependencies, request: Request): Source {
  const device = readCookie(request, deviceCookieName(dependencies));
  return { address: request.ip ?? '', device: device === null ? null : hashToken(device) };
}

/** Opens a session and gives its cookies. `halfOpen`: until the second factor was shown. */
export async function openSession(
  dependencies: WebDependencies,
  request: Request,
  personId: string,
  now: Instant,
  halfOpen: boolean,
): Promise<Cookie> {
  const token = createToken();
  const session: Session = {
    id: randomBytes(9).toString('base64url'),
    tokenHash: hashToken(token),
    personId,
    halfOpen,
    createdAt: now,
    seenAt: now,
    expiresAt: now + (halfOpen ? HALF_OPEN_MS : idleMs(dependencies)),
    address: request.ip ?? '',
    browser: (request.get('user-agent') ?? '').slice(0, LONGEST_BROWSER),
  };
  await dependencies.accounts.openSession(session);
  return halfOpen ? { token } : { token, device: await rememberDevice(dependencies, request, personId, now) };
}

/**
 * From now on the browser's tries for this account are counted apart from those of strangers. Only a token that was
 * ours for this person goes on: another may be known to whoever put it there.
 */
async function rememberDevice(
  dependencies: WebDependencies,
  request: Request,
  personId: string,
  now: Instant,
): Promise<string> {
  const { accounts } = dependencies;
  const present = readCookie(request, deviceCookieName(dependencies));
  const isTheirs = present !== null && (await accounts.knowsDevice(personId, hashToken(present)));
  const device = isTheirs ? present : createToken();
  await accounts.rememberDevice(personId, hashToken(device), now);
  return device;
}

/** Sets the cookies, or takes the session's away. No script can read them, and no other site can send them with a form. */
export function sendCookie(dependencies: ReadDependencies, response: Response, cookie: Cookie): void {
  const options = { httpOnly: true, sameSite: 'lax', secure: isSecure(dependencies), path: '/' } as const;
  const { token, device } = cookie;
  if (token === null) response.clearCookie(cookieName(dependencies), options);
  else response.cookie(cookieName(dependencies), token, { ...options, maxAge: LONGEST_MS });
  if (device !== undefined)
    response.cookie(deviceCookieName(dependencies), device, { ...options, maxAge: DEVICE_MS });
}

/** What every form of a session carries: unguessable without its cookie, which other sites cannot read. */
export function csrfToken(dependencies: ReadDependencies, request: Request): string {
  const token = readToken(dependencies, request);
  return token === null ? '' : createHash('sha256').update(`form ${token}`).digest('base64url');
}

function readToken(dependencies: ReadDependencies, request: Request): string | null {
  return readCookie(request, cookieName(dependencies));
}

function readCookie(request: Request, cookie: string): string | null {
  const name = `${cookie}=`;
  const pairs = (request.get('cookie') ?? '').split(';').map((pair) => pair.trim());
  const value = pairs.find((pair) => pair.startsWith(name))?.slice(name.length) ?? '';
  return /^[\w-]{43}$/.test(value) ? value : null;
}

/** With `__Host-` browsers refuse one that another host of the domain set, or that came without TLS. */
function cookieName(dependencies: ReadDependencies): string {
  return isSecure(dependencies) ? '__Host-vigie' : 'vigie';
}

function deviceCookieName(dependencies: ReadDependencies): string {
  return `${cookieName(dependencies)}-device`;
}

function isSecure({ publicUrl }: ReadDependencies): boolean {
  return publicUrl?.startsWith('https:') ?? false;
}
