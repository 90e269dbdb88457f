/** One answer of an HTTP/1.1 server. */
export interface WireReply {
  readonly status: number;
  readonly statusText: string;
  readonly body: Buffer;
}

/** What came is no HTTP. */
export class NotHttp extends Error {
  override readonly name = 'NotHttp';
}

type Framing =
  | { readonly kind: 'length'; readonly bytes: number }
  | { readonly kind: 'chunks' | 'to-the-end' };

interface Head {
  readonly status: number;
  readonly statusText: string;
  readonly framing: Framing;
  /** The connection can be used again. */
  readonly keepsOpen: boolean;
}

const NOTHING = Buffer.alloc(0);
/** Asterisk's heads have some two hundred bytes. */
const LONGEST_HEAD = 65_536;
const STATUS_LINE = /^HTTP\/1\.([01]) (\d{3}) ?([^\r\n]*)/;
/** Answers to these have no body, whatever their head says. */
const WITHOUT_BODY: ReadonlySet<number> = new Set([204, 304]);

/** Reads one answer out of what a socket brings, in pieces of any size. */
export class ReplyReader {
  #unread: Buffer = NOTHING;
  #head: Head | null = null;

  /** The connection can be used for another request: the answer said so, and nothing came behind it. */
  get keepsOpen(): boolean {
    return this.#head?.keepsOpen === true && this.#unread.length === 0;
  }

  /** The answer, once it is whole. Throws `NotHttp`. */
  take(chunk: Buffer): WireReply | null {
    this.#unread = this.#unread.length === 0 ? chunk : Buffer.concat([this.#unread, chunk]);
    while (this.#head === null) {
      const end = this.#unread.indexOf('\r\n\r\n');
      if (end === -1 && this.#unread.length > LONGEST_HEAD) throw new NotHttp('a head without end');
      if (end === -1) return null;
      const head = readHead(this.#unread.toString('latin1', 0, end));
      this.#unread = this.#unread.subarray(end + 4);
      // "Go on" and the like precede the answer.
      if (head.status >= 200) this.#head = head;
    }
    return this.#withBody(this.#head);
  }

  /** The other side has closed the connection in good order: the answer, where only that marks its end. */
  end(): WireReply | null {
    return this.#head?.framing.kind === 'to-the-end' ? replyOf(this.#head, this.#unread) : null;
  }

  #withBody(head: Head): WireReply | null {
    const { framing } = head;
    if (framing.kind === 'to-the-end') return null;
    const found =
      framing.kind === 'length' ? firstBytes(this.#unread, framing.bytes) : joinChunks(this.#unread);
    if (found === null) return null;
    this.#unread = found.behind;
    return replyOf(head, found.body);
  }
}

function replyOf({ status, statusText }: Head, body: Buffer): WireReply {
  return { status, statusText, body };
}

function readHead(text: string): Head {
  const [, minor, code, statusText = ''] = STATUS_LINE.exec(text) ?? [];
  if (code === undefined) throw new NotHttp('no status line');
  const connection = field(text, 'connection')?.toLowerCase();
  return {
    status: Number(code),
    statusText,
    framing: framingOf(Number(code), text),
    keepsOpen: minor === '1' ? connection !== 'close' : connection === 'keep-alive',
  };
}

function framingOf(status: number, text: string): Framing {
  if (WITHOUT_BODY.has(status)) return { kind: 'length', bytes: 0 };
  if (field(text, 'transfer-encoding')?.toLowerCase().endsWith('chunked')) return { kind: 'chunks' };
  const length = field(text, 'content-length');
  if (length === null) return { kind: 'to-the-end' };
  if (!/^\d+$/.test(length)) throw new NotHttp(`a length of ${length}`);
  return { kind: 'length', bytes: Number(length) };
}

const PATTERNS = {
  connection: /\r\nconnection:[ \t]*([^\r]*?)[ \t]*(?:\r|$)/i,
  'content-length': /\r\ncontent-length:[ \t]*([^\r]*?)[ \t]*(?:\r|$)/i,
  'transfer-encoding': /\r\ntransfer-encoding:[ \t]*([^\r]*?)[ \t]*(?:\r|$)/i,
} as const;

function field(text: string, name: keyof typeof PATTERNS): string | null {
  return PATTERNS[name].exec(text)?.[1] ?? null;
}

interface Found {
  readonly body: Buffer;
  readonly behind: Buffer;
}

function firstBytes(bytes: Buffer, count: number): Found | null {
  if (bytes.length < count) return null;
  return { body: bytes.subarray(0, count), behind: bytes.subarray(count) };
}

/** Null until the last one, of no length, is there. */
function joinChunks(bytes: Buffer): Found | null {
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const lineEnd = bytes.indexOf('\r\n', at);
    if (lineEnd === -1) return null;
    const size = Number.parseInt(bytes.toString('latin1', at, lineEnd), 16);
    if (!(size >= 0)) throw new NotHttp('a chunk without a length');
    const from = lineEnd + 2;
    if (size === 0) return afterTrailers(bytes, from, parts);
    if (bytes.length < from + size + 2) return null;
    parts.push(bytes.subarray(from, from + size));
    at = from + size + 2;
  }
}

/** Lines may follow the last chunk; an empty one is the end. */
function afterTrailers(bytes: Buffer, from: number, parts: readonly Buffer[]): Found | null {
  for (let at = from; ; ) {
    const lineEnd = bytes.indexOf('\r\n', at);
    if (lineEnd === -1) return null;
    if (lineEnd === at) return { body: Buffer.concat(parts), behind: bytes.subarray(at + 2) };
    at = lineEnd + 2;
  }
}
