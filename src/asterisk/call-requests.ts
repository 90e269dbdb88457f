import type { Client } from 'ari-client';
import { type AriAddress, ariQuestion } from './ari-address.ts';
import { AriRefused, AriUnreachable, exchange, type HttpRequest } from './ari-http.ts';

type Parameters = Readonly<Record<string, unknown>>;

interface Operation {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** What follows `/ari`; a name after a colon is a parameter that must be given. */
  readonly path: string;
  /** Those that go into the body, as JSON; all others into the query. */
  readonly inBody?: readonly string[];
}

/** What calls ask of Asterisk many times a second, by the names that ari-client has for it. */
const OPERATIONS = {
  channels: {
    originate: { method: 'POST', path: '/channels', inBody: ['variables'] },
    get: { method: 'GET', path: '/channels/:channelId' },
    hangup: { method: 'DELETE', path: '/channels/:channelId' },
    answer: { method: 'POST', path: '/channels/:channelId/answer' },
    ring: { method: 'POST', path: '/channels/:channelId/ring' },
    ringStop: { method: 'DELETE', path: '/channels/:channelId/ring' },
    startMoh: { method: 'POST', path: '/channels/:channelId/moh' },
    stopMoh: { method: 'DELETE', path: '/channels/:channelId/moh' },
    playWithId: { method: 'POST', path: '/channels/:channelId/play/:playbackId' },
    getChannelVar: { method: 'GET', path: '/channels/:channelId/variable' },
    setChannelVar: { method: 'POST', path: '/channels/:channelId/variable' },
    rtpstatistics: { method: 'GET', path: '/channels/:channelId/rtp_statistics' },
    continueInDialplan: { method: 'POST', path: '/channels/:channelId/continue' },
  },
  bridges: {
    createWithId: { method: 'POST', path: '/bridges/:bridgeId' },
    addChannel: { method: 'POST', path: '/bridges/:bridgeId/addChannel' },
    removeChannel: { method: 'POST', path: '/bridges/:bridgeId/removeChannel' },
    destroy: { method: 'DELETE', path: '/bridges/:bridgeId' },
  },
  playbacks: {
    get: { method: 'GET', path: '/playbacks/:playbackId' },
    stop: { method: 'DELETE', path: '/playbacks/:playbackId' },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Operation>>>>;

/**
 * The same client, whose hot operations go straight to our HTTP: ari-client and the swagger-client in it look the
 * parameters up in the description, clone them, build regular expressions and make an object with two dozen methods of
 * each answer, which costs more than the request itself. An answer is Asterisk's own JSON here, without methods.
 */
export function withQuickRequests(client: Client, address: AriAddress): Client {
  const base = ariQuestion(address, '');
  const resources = Object.entries(OPERATIONS).map(([resource, operations]) => {
    const quick = Object.entries(operations).map(([name, operation]) => [name, asking(base, operation)]);
    const value = { ...client[resource as keyof typeof OPERATIONS], ...Object.fromEntries(quick) };
    return [resource, { value }] as const;
  });
  return Object.create(client, Object.fromEntries(resources)) as Client;
}

function asking(base: HttpRequest, operation: Operation): (given: Parameters) => Promise<unknown> {
  const { method, inBody = [] } = operation;
  const segments = operation.path.split('/');
  const elsewhere = new Set([...inBody, ...segments.flatMap((one) => parameterOf(one) ?? [])]);
  const headers =
    inBody.length === 0 ? base.headers : { ...base.headers, 'content-type': 'application/json' };
  return async (given) => {
    const url = base.url + addressed(segments, given) + queried(given, elsewhere);
    const body =
      inBody.length === 0
        ? null
        : JSON.stringify(Object.fromEntries(inBody.map((name) => [name, given[name]])));
    const reply = await exchange({ ...base, method, url, headers, body });
    return reply.body.length === 0 ? undefined : readAnswer(reply.body);
  };
}

function parameterOf(segment: string): string | null {
  return segment.startsWith(':') ? segment.slice(1) : null;
}

/** Throws as Asterisk would refuse: without the parameter there is no such address. */
function addressed(segments: readonly string[], given: Parameters): string {
  const filled = segments.map((segment) => {
    const name = parameterOf(segment);
    if (name === null) return segment;
    if (given[name] === undefined || given[name] === '')
      throw new AriRefused(400, 'Bad Request', `${name} is missing`);
    return encodeURIComponent(String(given[name]));
  });
  return filled.join('/');
}

function queried(given: Parameters, elsewhere: ReadonlySet<string>): string {
  const query = Object.entries(given).flatMap(([name, value]) =>
    value === undefined || elsewhere.has(name) ? [] : `${name}=${encodeURIComponent(String(value))}`,
  );
  return query.length === 0 ? '' : `?${query.join('&')}`;
}

/** What stands before Asterisk (a proxy) may answer anything. */
function readAnswer(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf-8'));
  } catch {
    throw new AriUnreachable('the answer is not ARI’s');
  }
}
