import http, { type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { CalendarTrouble } from '../domain/calendar-trouble.ts';
import type {
  FetchCalendar,
  FetchedCalendar,
  Validators,
} from '../planning/absence-calendars/absence-calendar.ts';
import type { Clock } from '../runtime/clock.ts';
import { SECOND } from '../runtime/instant.ts';
import { fail, ok, type Result } from '../runtime/result.ts';
import { checkAddress, isTrusted, LeadsInside, publicLookup } from './allowed-address.ts';

export interface FetchLimits {
  /** For the whole of it, redirects included. */
  readonly seconds: number;
  readonly bytes: number;
  readonly redirects: number;
}

export const LIMITS: FetchLimits = { seconds: 20, bytes: 5_000_000, redirects: 3 };

/** `trusted`: hosts of one's own network, to which private addresses and plain http may lead. */
export function createCalendarFetcher(
  clock: Clock,
  trusted: readonly string[],
  limits: FetchLimits = LIMITS,
): FetchCalendar {
  return async (address, known) => {
    const abort = new AbortController();
    const timer = clock.at(clock.now() + limits.seconds * SECOND, () => abort.abort());
    try {
      return await follow(address, known, { trusted, limits, signal: abort.signal });
    } catch (error) {
      if (abort.signal.aborted) return fail({ code: 'server-slow', seconds: limits.seconds });
      return fail(explain(error));
    } finally {
      timer.cancel();
    }
  };
}

interface Errand {
  readonly trusted: readonly string[];
  readonly limits: FetchLimits;
  readonly signal: AbortSignal;
}

async function follow(
  address: string,
  known: Validators | null,
  errand: Errand,
): Promise<Result<FetchedCalendar, CalendarTrouble>> {
  let next = address;
  for (let redirects = 0; redirects <= errand.limits.redirects; redirects++) {
    const url = checkAddress(next, errand.trusted);
    if (!url.ok) return fail(redirects === 0 ? url.error : { code: 'redirected', to: url.error });
    const answer = await request(url.value, known, errand);
    const target = redirectOf(answer);
    if (target === null) return read(answer, known, errand.limits);
    answer.destroy();
    if (!URL.canParse(target, url.value.href))
      return fail({ code: 'redirected', to: { code: 'no-address' } });
    next = withCredentialsOf(url.value, new URL(target, url.value)).href;
  }
  return fail({ code: 'too-many-redirects', most: errand.limits.redirects });
}

/** A name and password in an address are for its host alone. */
function withCredentialsOf(from: URL, to: URL): URL {
  if (to.origin === from.origin && to.username === '') {
    to.username = from.username;
    to.password = from.password;
  }
  return to;
}

function request(url: URL, known: Validators | null, { trusted, signal }: Errand): Promise<IncomingMessage> {
  const { request: send } = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const outgoing = send(url, {
      signal,
      agent: false,
      headers: {
        accept: 'text/calendar',
        'accept-encoding': 'gzip, identity;q=0.5',
        'user-agent': 'Vigie',
        ...(known?.etag ? { 'if-none-match': known.etag } : {}),
        ...(known?.lastModified ? { 'if-modified-since': known.lastModified } : {}),
      },
      ...(isTrusted(url, trusted) ? {} : { lookup: publicLookup }),
    });
    outgoing.on('response', resolve);
    outgoing.on('error', reject);
    outgoing.end();
  });
}

function redirectOf({ statusCode = 0, headers }: IncomingMessage): string | null {
  return [301, 302, 303, 307, 308].includes(statusCode) ? (headers.location ?? null) : null;
}

async function read(
  answer: IncomingMessage,
  known: Validators | null,
  { bytes }: FetchLimits,
): Promise<Result<FetchedCalendar, CalendarTrouble>> {
  const { statusCode, headers } = answer;
  if (statusCode === 304 && known !== null) {
    answer.destroy();
    return ok({ kind: 'unchanged' });
  }
  const refusal = whyNotRead(answer);
  if (refusal !== null) {
    answer.destroy();
    return fail(refusal);
  }
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of unpacked(answer)) {
    length += part.length;
    // Counted unpacked: a small answer may unfold into a very large one. Leaving the loop ends the connection.
    if (length > bytes) return fail({ code: 'too-large', megabytes: bytes / 1_000_000 });
    parts.push(part);
  }
  const validators = { etag: headers.etag ?? null, lastModified: headers['last-modified'] ?? null };
  return ok({ kind: 'text', text: Buffer.concat(parts).toString('utf8'), validators });
}

function whyNotRead({ statusCode, headers }: IncomingMessage): CalendarTrouble | null {
  if (statusCode !== 200) return { code: 'answered', status: statusCode ?? 0 };
  return Object.hasOwn(UNPACKED, encodingOf(headers)) ? null : { code: 'unasked-form' };
}

/** Some servers pack whatever they are asked. */
const UNPACKED: Readonly<Record<string, (() => Duplex) | null>> = {
  identity: null,
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

function unpacked(answer: IncomingMessage): AsyncIterable<Buffer> {
  const unpack = UNPACKED[encodingOf(answer.headers)];
  // `compose` ends the connection with the stream, and passes on what went wrong with either.
  return (unpack ? answer.compose(unpack()) : answer) as AsyncIterable<Buffer>;
}

function encodingOf(headers: IncomingHttpHeaders): string {
  return (headers['content-encoding'] ?? 'identity').trim().toLowerCase();
}

/** What went wrong on the network, without the address: it is a secret. */
function explain(error: unknown): CalendarTrouble {
  if (error instanceof LeadsInside) return { code: 'leads-inside' };
  const code = error instanceof Error && 'code' in error ? String(error.code) : null;
  if (code?.startsWith('Z_')) return { code: 'not-unpacked' };
  if (code === 'ECONNRESET') return { code: 'broken-off' };
  return { code: 'not-reached', error: code };
}
