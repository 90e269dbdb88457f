import { describe, expect, it } from 'vitest';
import { NotHttp, ReplyReader } from '../../src/asterisk/reply-reader.ts';

const lines = (...all: string[]) => all.join('\r\n');
const LENGTH = lines(
  'HTTP/1.1 200 OK',
  'Content-Type: application/json',
  'Content-Length: 9',
  '',
  '{"a":"é"}',
);

interface Read {
  readonly status: number;
  readonly statusText: string;
  readonly text: string;
  readonly keepsOpen: boolean;
}

function read(answer: string, step = answer.length): Read | null {
  const bytes = Buffer.from(answer, 'latin1');
  const reader = new ReplyReader();
  for (let at = 0; at < bytes.length; at += step) {
    const reply = reader.take(bytes.subarray(at, at + step));
    if (reply === null) continue;
    if (at + step < bytes.length) throw new Error('whole before its end');
    const { status, statusText, body } = reply;
    return { status, statusText, text: body.toString('latin1'), keepsOpen: reader.keepsOpen };
  }
  return null;
}

const ANSWERS: readonly (readonly [string, string, Partial<Read>])[] = [
  ['with a length', LENGTH, { status: 200, text: '{"a":"é"}', keepsOpen: true }],
  [
    'of no content, whatever length it claims',
    lines('HTTP/1.1 204 No Content', 'Content-Length: 7', '', ''),
    { status: 204, statusText: 'No Content', text: '', keepsOpen: true },
  ],
  [
    'in chunks, with lines behind them',
    lines(
      'HTTP/1.1 200 OK',
      'transfer-encoding: chunked',
      '',
      '3;x=y',
      'abc',
      'A',
      '0123456789',
      '0',
      'X-Sum: 1',
      '',
      '',
    ),
    { text: 'abc0123456789', keepsOpen: true },
  ],
  [
    'that follows a "go on"',
    lines('HTTP/1.1 100 Continue', '', 'HTTP/1.1 404 Not Found', 'content-length: 2', '', '{}'),
    { status: 404, statusText: 'Not Found', text: '{}', keepsOpen: true },
  ],
  [
    'that ends the connection',
    lines('HTTP/1.1 200', 'Connection: close', 'Content-Length: 2', '', 'ok'),
    { status: 200, statusText: '', text: 'ok', keepsOpen: false },
  ],
  [
    'of a server of before',
    lines('HTTP/1.0 200 OK', 'Content-Length: 2', '', 'ok'),
    { text: 'ok', keepsOpen: false },
  ],
];

describe.each(ANSWERS)('an answer %s', (_what, answer, expected) => {
  it.each([1, 2, 7, answer.length])('is read in pieces of %i bytes', (step) => {
    expect(read(answer, step)).toMatchObject(expected);
  });
});

it('one without a length is whole when the connection has ended', () => {
  const reader = new ReplyReader();
  expect(reader.take(Buffer.from(lines('HTTP/1.1 200 OK', '', 'all of')))).toBeNull();
  expect(reader.take(Buffer.from(' it'))).toBeNull();
  expect(reader.end()?.body.toString()).toBe('all of it');
});

it('one that was cut off is none', () => {
  for (const cut of [
    LENGTH.slice(0, -1),
    lines('HTTP/1.1 200 OK', 'Transfer-Encoding: chunked', '', '5', 'ab'),
  ]) {
    const reader = new ReplyReader();
    expect(reader.take(Buffer.from(cut, 'latin1'))).toBeNull();
    expect(reader.end()).toBeNull();
  }
});

it('what comes behind it makes the connection useless', () => {
  const reader = new ReplyReader();
  expect(reader.take(Buffer.from(`${LENGTH}HTTP/1.1 200 OK`, 'latin1'))).not.toBeNull();
  expect(reader.keepsOpen).toBe(false);
});

it.each([
  ['another protocol', 'SSH-2.0-OpenSSH\r\n\r\n'],
  ['a length that is none', lines('HTTP/1.1 200 OK', 'Content-Length: -1', '', '')],
  ['a chunk without a length', lines('HTTP/1.1 200 OK', 'Transfer-Encoding: chunked', '', 'x', '')],
  ['a head without end', `HTTP/1.1 200 OK\r\n${'x'.repeat(70_000)}`],
])('%s is no HTTP', (_what, answer) => {
  expect(() => new ReplyReader().take(Buffer.from(answer))).toThrow(NotHttp);
});
