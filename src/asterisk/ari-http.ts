import http from 'node:http';
import https from 'node:https';
import { afterListening } from '../runtime/clock.ts';

/** Asterisk answered, and the answer is no. */
export class AriRefused extends Error {
  override readonly name = 'AriRefused';
  readonly status: number;
  readonly statusText: string;

  constructor(status: number, statusText: string, message: string) {
    super(message);
    this.status = status;
    this.statusText = statusText;
  }
}

/** Nothing usable came back: no connection, a reset, silence, or an answer that is not ARI's. */
export class AriUnreachable extends Error {
  override readonly name = 'AriUnreachable';
  /** What swagger-client expects of a request that never reached the server. */
  readonly status = 0;
  readonly statusText = 'unreachable';
}

export interface HttpRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** Certificates in PEM that vouch for the server; null: those that this machine trusts. */
  readonly ca: string | null;
}

export interface HttpReply {
  readonly status: number;
  readonly body: Buffer;
}

/** A silent socket is closed after this, so that a hung Asterisk cannot pile up connections. */
const SILENCE_MS = 5_000;

/**
 * Idle sockets are dropped by Node well before Asterisk's `session_keep_alive` (15 s by default):
 * a request never meets a connection that the server is just closing.
 */
const IDLE_MS = 4_000;
const AGENT = { keepAlive: true, timeout: IDLE_MS };
const plainAgent = new http.Agent(AGENT);
/** Connections are kept by whom is trusted: one that was opened for another trust is not used. */
const secureAgents = new Map<string | null, https.Agent>();

function secureAgent(ca: string | null): https.Agent {
  const agent = secureAgents.get(ca) ?? new https.Agent({ ...AGENT, ...(ca === null ? {} : { ca }) });
  secureAgents.set(ca, agent);
  return agent;
}

/** One HTTP exchange. Rejects with `AriRefused` from status 400 on, with `AriUnreachable` when there is no answer. */
export function exchange(request: HttpRequest): Promise<HttpReply> {
  return new Promise((resolve, reject) => {
    const url = new URL(request.url);
    let isAnswered = false;
    const secure = url.protocol === 'https:';
    const outgoing = (secure ? https : http).request(
      url,
      {
        method: request.method,
        agent: secure ? secureAgent(request.ca) : plainAgent,
        timeout: SILENCE_MS,
        headers: { ...request.headers, ...lengthOf(request.body) },
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', (error) => reject(new AriUnreachable(error.message)));
        incoming.on('end', () => {
          isAnswered = true;
          const body = Buffer.concat(chunks);
          const status = incoming.statusCode ?? 0;
          if (status >= 400)
            reject(new AriRefused(status, incoming.statusMessage ?? '', refusalText(status, body)));
          else resolve({ status, body });
        });
      },
    );
    outgoing.on('timeout', () =>
      afterListening(() => {
        if (!isAnswered) outgoing.destroy(new Error('no answer'));
      }),
    );
    outgoing.on('error', (error) => reject(new AriUnreachable(error.message)));
    outgoing.end(request.body ?? undefined);
  });
}

function lengthOf(body: string | null): Record<string, string> {
  return body === null ? {} : { 'content-length': String(Buffer.byteLength(body)) };
}

/** Asterisk says `{"message":…}` or `{"error":…}`; what stands before it (a proxy) may say anything. */
function refusalText(status: number, body: Buffer): string {
  const text = body.toString('utf-8');
  try {
    const parsed = JSON.parse(text) as { message?: unknown; error?: unknown } | null;
    const said = parsed?.message ?? parsed?.error;
    if (typeof said === 'string') return said;
  } catch {
    // Not JSON: the status alone says enough.
  }
  return `HTTP ${status}`;
}
