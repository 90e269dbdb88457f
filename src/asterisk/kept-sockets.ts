import net from 'node:net';
import tls from 'node:tls';
import { afterListening } from '../runtime/clock.ts';
import { AriUnreachable, type HttpReply, IDLE_MS, orRefused, SILENCE_MS } from './ari-http.ts';
import { ReplyReader, type WireReply } from './reply-reader.ts';

/** Where the requests go, and what each of them says. */
export interface Server {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Certificates in PEM that vouch for the server; null: those that this machine trusts. */
  readonly ca: string | null;
}

export interface WireRequest {
  readonly method: string;
  /** With the query, encoded. */
  readonly path: string;
  /** JSON; null: none. */
  readonly body: string | null;
}

interface Kept {
  readonly socket: net.Socket;
  reader: ReplyReader;
  waiting: { settle(reply: WireReply): void; fail(error: AriUnreachable): void } | null;
}

/**
 * One exchange after the other over sockets that stay open, for the requests that every call makes by the dozen:
 * Node's own client takes three times the processor time for each, most of it for what ARI has no use for (streams,
 * header objects, an agent, a URL). Rejects with `AriRefused` from status 400 on, with `AriUnreachable` when there is no
 * answer.
 */
export function createKeptSockets({
  url,
  headers,
  ca,
}: Server): (request: WireRequest) => Promise<HttpReply> {
  const { protocol, hostname, host, port } = new URL(url);
  const secure = protocol === 'https:';
  const at = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || (secure ? 443 : 80) };
  const common = Object.entries({ host, ...headers })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
  /** The last to be used is the first to be used again, so that others may close. */
  const idle: Kept[] = [];

  function open(): Kept {
    const socket = secure
      ? tls.connect({
          ...at,
          ...(net.isIP(at.host) ? {} : { servername: at.host }),
          ...(ca === null ? {} : { ca }),
        })
      : net.connect(at);
    const kept: Kept = { socket, reader: new ReplyReader(), waiting: null };
    let trouble = 'the connection ended without an answer';
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => received(kept, chunk));
    socket.on('timeout', () => timedOut(kept));
    socket.on('error', (error) => {
      trouble = error.message;
    });
    socket.on('end', () => {
      const last = kept.reader.end();
      if (last) kept.waiting?.settle(last);
    });
    socket.on('close', () => {
      forget(kept);
      // Nothing, for one that is settled.
      kept.waiting?.fail(new AriUnreachable(trouble));
    });
    return kept;
  }

  function received(kept: Kept, chunk: Buffer): void {
    try {
      const reply = kept.reader.take(chunk);
      if (reply === null) return;
      const { waiting } = kept;
      kept.waiting = null;
      // What nobody asked for: the other side is out of step.
      if (waiting !== null && kept.reader.keepsOpen) keep(kept);
      else kept.socket.destroy();
      waiting?.settle(reply);
    } catch (error) {
      kept.socket.destroy(error instanceof Error ? error : new Error(String(error)));
    }
  }

  function keep(kept: Kept): void {
    kept.reader = new ReplyReader();
    kept.socket.setTimeout(IDLE_MS);
    kept.socket.unref();
    idle.push(kept);
  }

  function forget(kept: Kept): void {
    const place = idle.indexOf(kept);
    if (place !== -1) idle.splice(place, 1);
  }

  /** The answer may have come while the process was stopped, and wait to be read. */
  function timedOut(kept: Kept): void {
    const { waiting } = kept;
    if (waiting === null) return void kept.socket.destroy();
    afterListening(() => {
      if (kept.waiting === waiting) kept.socket.destroy(new Error('no answer'));
    });
  }

  function takeIdle(): Kept | null {
    for (let kept = idle.pop(); kept; kept = idle.pop()) if (kept.socket.writable) return kept;
    return null;
  }

  return async ({ method, path, body }) => {
    const reply = await new Promise<WireReply>((settle, fail) => {
      const kept = takeIdle() ?? open();
      kept.waiting = { settle, fail };
      kept.socket.ref();
      kept.socket.setTimeout(SILENCE_MS);
      kept.socket.write(`${method} ${path} HTTP/1.1\r\n${common}${described(body)}\r\n${body ?? ''}`);
    });
    return orRefused(reply);
  };
}

function described(body: string | null): string {
  if (body === null) return 'content-length: 0\r\n';
  return `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`;
}
