import type { Remote } from './handset.ts';

export interface SessionOffer {
  readonly port: number;
  /** Counts up with each offer of a call. */
  readonly version: number;
  readonly direction?: 'sendrecv' | 'sendonly' | 'inactive';
  /** Whether keys may come as RFC 4733 events. */
  readonly keyEvents?: boolean;
}

const KEYS = 101;

/** An offer or an answer (SDP) of A-law. */
export function writeSession({
  port,
  version,
  direction = 'sendrecv',
  keyEvents = true,
}: SessionOffer): string {
  return [
    'v=0',
    `o=trial 1 ${version} IN IP4 127.0.0.1`,
    's=-',
    'c=IN IP4 127.0.0.1',
    't=0 0',
    `m=audio ${port} RTP/AVP 8${keyEvents ? ` ${KEYS}` : ''}`,
    'a=rtpmap:8 PCMA/8000',
    ...(keyEvents ? [`a=rtpmap:${KEYS} telephone-event/8000`, `a=fmtp:${KEYS} 0-15`] : []),
    'a=ptime:20',
    `a=${direction}`,
    '',
  ].join('\r\n');
}

/** Where the other side wants its sound; null when it says nothing of it. */
export function readSession(text: string): Remote | null {
  const port = /^m=audio (\d+)/m.exec(text)?.[1];
  const keyPayload = /^a=rtpmap:(\d+) telephone-event\//m.exec(text)?.[1];
  return port ? { port: Number(port), keyPayload: Number(keyPayload ?? KEYS) } : null;
}
