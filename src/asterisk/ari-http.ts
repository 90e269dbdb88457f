import { Agent, type Dispatcher } from 'undici';
import { systemClock } from '../runtime/clock.ts';

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
 * Idle sockets are dropped well before Asterisk's `session_keep_alive` (15 s by default): a request never meets a
 * connection that the server is just closing.
 */
const IDLE_MS = 4_000;
/** Connections are kept by whom is trusted: one that was opened for another trust is not used. */
const agents = new Map<string | null, Agent>();

function agentFor(ca: string | null): Agent {
  const agent =
    agents.get(ca) ??
    new Agent({
      keepAliveTimeout: IDLE_MS,
      keepAliveMaxTimeout: IDLE_MS,
      // An answer that came while this process was stopped counts, which only our own clock sees to.
      ...{ headersTimeout: 0, bodyTimeout: 0 },
      connect: { timeout: SILENCE_MS, ...(ca === null ? {} : { ca }) },
    });
  agents.set(ca, agent);
  return agent;
}

/** One HTTP exchange. Rejects with `AriRefused` from status 400 on, with `AriUnreachable` when there is no answer. */
export async function exchange(request: HttpRequest): Promise<HttpReply> {
  const { status, statusText, body } = await answerTo(request);
  if (status >= 400) throw new AriRefused(status, statusText, refusalText(status, body));
  return { status, body };
}

async function answerTo({ url, method, headers, body, ca }: HttpRequest) {
  const { origin, pathname, search } = new URL(url);
  const silence = new AbortController();
  const timer = systemClock.at(systemClock.now() + SILENCE_MS, () => silence.abort(new Error('no answer')));
  try {
    const answer = await agentFor(ca).request({
      ...{ origin, path: pathname + search, method: method as Dispatcher.HttpMethod, headers, body },
      signal: silence.signal,
    });
    const whole = Buffer.from(await answer.body.arrayBuffer());
    return { status: answer.statusCode, statusText: answer.statusText, body: whole };
  } catch (error) {
    throw new AriUnreachable(error instanceof Error ? error.message : String(error));
  } finally {
    timer.cancel();
  }
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
