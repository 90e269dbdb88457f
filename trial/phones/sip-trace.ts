import type { Remote } from './handset.ts';

/** One call as a phone's own message trace tells it. `self` is that phone (or that caller). */
export interface SipCall {
  readonly callId: string;
  /** User part of the number called. */
  readonly dialled: string;
  /** Who the INVITE says is calling. */
  readonly fromNumber: string;
  readonly fromName: string | null;
  /** Milliseconds since 1970, as all times here. */
  readonly invitedAt: number;
  /** First 180. */
  readonly ringingAt: number | null;
  /** First 183: sound before the answer. */
  readonly progressAt: number | null;
  readonly answeredAt: number | null;
  /** When the answer was acknowledged: the call is up. */
  readonly upAt: number | null;
  /** Where the other side wants its sound, and how it calls keys; null before it said so. */
  readonly remote: Remote | null;
  readonly end: SipCallEnd | null;
}

export interface SipCallEnd {
  readonly how: 'cancelled' | 'hung-up' | 'rejected';
  readonly by: 'self' | 'other';
  readonly at: number;
  /** Of a rejection. */
  readonly status: number | null;
  /** The SIP Reason header, with the network's cause. */
  readonly reason: string | null;
}

interface Message {
  readonly at: number;
  readonly by: 'self' | 'other';
  /** Of a request, or null. */
  readonly method: string | null;
  /** Of a response, or null. */
  readonly status: number | null;
  readonly target: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** The calls in a SIPp message trace (`-trace_msg`, written in UTC), in the order they began. */
export function callsInTrace(trace: string): readonly SipCall[] {
  const calls = new Map<string, SipCall>();
  for (const message of messagesIn(trace)) {
    const callId = message.headers.get('call-id');
    if (callId === undefined) continue;
    const before = calls.get(callId);
    const after = before ? withMessage(before, message) : beginning(callId, message);
    if (after) calls.set(callId, after);
  }
  return [...calls.values()];
}

function beginning(callId: string, message: Message): SipCall | null {
  if (message.method !== 'INVITE') return null;
  const from = message.headers.get('from') ?? '';
  return {
    callId,
    dialled: userOf(message.target),
    fromNumber: userOf(from),
    fromName: /^\s*"?([^"<]*?)"?\s*</.exec(from)?.[1] || null,
    invitedAt: message.at,
    ringingAt: null,
    progressAt: null,
    answeredAt: null,
    upAt: null,
    remote: message.by === 'other' ? remoteIn(message.body) : null,
    end: null,
  };
}

function withMessage(before: SipCall, message: Message): SipCall {
  if (before.end) return before;
  const { at, by, status } = message;
  const reason = message.headers.get('reason') ?? null;
  const call =
    message.by === 'other' ? { ...before, remote: remoteIn(message.body) ?? before.remote } : before;
  if (message.method === 'CANCEL')
    return { ...call, end: { how: 'cancelled', by, at, status: null, reason } };
  if (message.method === 'BYE') return { ...call, end: { how: 'hung-up', by, at, status: null, reason } };
  if (message.method === 'ACK') return { ...call, upAt: call.upAt ?? (call.answeredAt && at) };
  if (status === null || !message.headers.get('cseq')?.endsWith('INVITE')) return call;
  if (status === 180) return { ...call, ringingAt: call.ringingAt ?? at };
  if (status === 183) return { ...call, progressAt: call.progressAt ?? at };
  if (status >= 200 && status < 300) return { ...call, answeredAt: call.answeredAt ?? at };
  if (status >= 300) return { ...call, end: { how: 'rejected', by, at, status, reason } };
  return call;
}

function remoteIn(sdp: string): Remote | null {
  const port = /^m=audio (\d+) /m.exec(sdp)?.[1];
  const keyPayload = /^a=rtpmap:(\d+) telephone-event\//m.exec(sdp)?.[1];
  return port && keyPayload ? { port: Number(port), keyPayload: Number(keyPayload) } : null;
}

/** A line of dashes with the time, "UDP message received [n] bytes :" or "… sent (n bytes):", a blank, the message. */
const ENTRY = /^-{10,}\s+(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d\.\d+).*\n.*? message (received|sent)\b.*\n/gm;

function messagesIn(trace: string): readonly Message[] {
  const entries = [...trace.matchAll(ENTRY)];
  return entries.flatMap((entry, index) => {
    const text = trace.slice(entry.index + entry[0].length, entries[index + 1]?.index).trimStart();
    const message = parseMessage(text);
    if (!message) return [];
    const at = Date.parse(`${entry[1]}T${entry[2]?.slice(0, 12)}Z`);
    return [{ ...message, at, by: entry[3] === 'sent' ? ('self' as const) : ('other' as const) }];
  });
}

function parseMessage(text: string): Omit<Message, 'at' | 'by'> | null {
  const [head, body = ''] = text.split(/\r?\n\r?\n/);
  const [first, ...lines] = (head ?? '').split(/\r?\n/);
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()] as const;
    }),
  );
  const response = /^SIP\/2\.0 (\d{3})/.exec(first ?? '');
  if (response) return { method: null, status: Number(response[1]), target: '', headers, body };
  const request = /^([A-Z]+) (\S+) SIP\/2\.0/.exec(first ?? '');
  if (request) return { method: request[1] ?? null, status: null, target: request[2] ?? '', headers, body };
  return null;
}

function userOf(uri: string): string {
  return decodeURIComponent(/sips?:([^@;>]*)@/.exec(uri)?.[1] ?? '');
}
