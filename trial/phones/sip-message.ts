/** A SIP message as far as the trial's parties need it: names of headers in lower case, in order. */
export interface SipMessage {
  /** Null for a response. */
  readonly method: string | null;
  /** Null for a request. */
  readonly status: number | null;
  readonly firstLine: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

export function parseSip(datagram: Buffer): SipMessage {
  const text = datagram.toString('latin1');
  const [head = '', ...body] = text.split('\r\n\r\n');
  const [firstLine = '', ...lines] = head.split('\r\n');
  const status = /^SIP\/2\.0 (\d{3})/.exec(firstLine)?.[1];
  return {
    method: status ? null : (firstLine.split(' ')[0] ?? null),
    status: status ? Number(status) : null,
    firstLine,
    headers: lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
    }),
    body: body.join('\r\n\r\n'),
  };
}

export interface SipDraft {
  readonly firstLine: string;
  /** Written in this order; those without a value are left out. */
  readonly headers: readonly (readonly [name: string, value: string | null])[];
  readonly body?: { readonly type: string; readonly text: string };
}

export function writeSip({ firstLine, headers, body }: SipDraft): Buffer {
  const lines = headers.flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]));
  const text = body?.text ?? '';
  if (body) lines.push(`Content-Type: ${body.type}`);
  lines.push(`Content-Length: ${Buffer.byteLength(text)}`);
  return Buffer.from([firstLine, ...lines, '', text].join('\r\n'), 'latin1');
}

/** A header's first value; empty when it is not there. */
export function header(message: SipMessage, name: string): string {
  return headersNamed(message, name)[0] ?? '';
}

export function headersNamed(message: SipMessage, name: string): readonly string[] {
  return message.headers.flatMap(([one, value]) => (one === name ? [value] : []));
}

export function tagOf(value: string): string | null {
  return /;tag=([^;\s]+)/.exec(value)?.[1] ?? null;
}

/** `sip:…` of `"Name" <sip:…>;tag=…`. */
export function uriOf(value: string): string {
  return /<([^>]+)>/.exec(value)?.[1] ?? value.replace(/;.*/, '');
}

export function branchOf(message: SipMessage): string {
  return /branch=([^;,\s]+)/.exec(header(message, 'via'))?.[1] ?? '';
}
