import { randomBytes } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { checkAddress, isPublic } from '../../src/calendars/allowed-address.ts';
import { createCalendarFetcher, LIMITS } from '../../src/calendars/fetch-calendar.ts';
import type { CalendarTrouble } from '../../src/domain/calendar-trouble.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { serve } from './serve.ts';

const OWN = ['127.0.0.1'];
const fetcher = (limits: Partial<typeof LIMITS> = {}) =>
  createCalendarFetcher(systemClock, OWN, { ...LIMITS, ...limits });

describe('a calendar is fetched', () => {
  it('up to the very limit, and an address that may not be asked is told as what it is', async () => {
    const at = await serve((_, response) => void response.end('x'.repeat(100)));
    expect(await fetcher({ bytes: 100 })(at, null)).toMatchObject({ ok: true });
    expect(await fetcher({ bytes: 99 })(at, null)).toMatchObject({ error: { code: 'too-large' } });
    expect(await fetcher()('http://calendar.example.org/', null)).toEqual({
      ok: false,
      error: { code: 'not-https' },
    });
  });

  it('with what the server says of its version', async () => {
    const at = await serve((_, response) => {
      response
        .setHeader('ETag', '"1"')
        .setHeader('Last-Modified', 'Wed, 25 Nov 2026 03:00:00 GMT')
        .end('BEGIN:…');
    });
    expect(await fetcher()(at, null)).toEqual({
      ok: true,
      value: {
        kind: 'text',
        text: 'BEGIN:…',
        validators: { etag: '"1"', lastModified: 'Wed, 25 Nov 2026 03:00:00 GMT' },
      },
    });
  });

  it('only when it is newer than what is known', async () => {
    const at = await serve((request, response) => {
      response.statusCode = request.headers['if-none-match'] === '"1"' ? 304 : 200;
      response.end();
    });
    const known = { etag: '"1"', lastModified: null };
    expect(await fetcher()(at, known)).toEqual({ ok: true, value: { kind: 'unchanged' } });
    expect(await fetcher()(at, { ...known, etag: '"0"' })).toMatchObject({
      ok: true,
      value: { kind: 'text' },
    });
  });

  it.each([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])('packed by %s, whatever was asked for', async (encoding, pack) => {
    const at = await serve((_, response) => {
      response.setHeader('content-encoding', encoding).end(pack('BEGIN:…'));
    });
    expect(await fetcher()(at, null)).toMatchObject({ ok: true, value: { text: 'BEGIN:…' } });
  });

  it('with the name and password of its address, which no other host hears', async () => {
    const heard: (string | undefined)[] = [];
    const other = await serve((request, response) => {
      heard.push(request.headers.authorization);
      response.end('here');
    });
    const at = await serve((request, response) => {
      heard.push(request.headers.authorization);
      response.writeHead(302, { location: request.url === '/' ? '/next' : other }).end();
    });
    const address = at.replace('http://', 'http://bob%40example.org:se%3Acret@');
    expect(await fetcher()(address, null)).toMatchObject({ ok: true, value: { text: 'here' } });
    const basic = `Basic ${Buffer.from('bob@example.org:se:cret').toString('base64')}`;
    expect(heard).toEqual([basic, basic, undefined]);
  });

  it.each(['webcal://Example.org/a.ics', 'webcals://example.org/a.ics', ' https://example.org/a.ics '])(
    'from %s over https',
    (address) => {
      const checked = checkAddress(address, []);
      expect(checked.ok && checked.value.href).toBe('https://example.org/a.ics');
    },
  );

  it('over a few redirects, each checked as the first address', async () => {
    const at = await serve((request, response) => {
      const hop = Number(request.url?.slice(1));
      if (hop === 0) response.end('here');
      else
        response
          .writeHead(302, { location: request.url === '/9' ? 'http://10.0.0.1/' : `/${hop - 1}` })
          .end();
    });
    expect(await fetcher()(`${at}/3`, null)).toMatchObject({ ok: true, value: { text: 'here' } });
    expect(await fetcher()(`${at}/4`, null)).toEqual({
      ok: false,
      error: { code: 'too-many-redirects', most: 3 },
    });
    expect(await fetcher()(`${at}/9`, null)).toEqual({
      ok: false,
      error: { code: 'redirected', to: { code: 'not-https' } },
    });
  });
});

describe('a server that does not do as it should is told of by a code', () => {
  it.each<[what: string, answer: RequestListener, expected: CalendarTrouble]>([
    ['refuses', (_, response) => void response.writeHead(403).end(), { code: 'answered', status: 403 }],
    ['never answers', () => undefined, { code: 'server-slow', seconds: 1 }],
    [
      'answers by drops',
      (_, response) => {
        const drops = setInterval(() => response.write('x'), 100);
        response.on('close', () => clearInterval(drops));
      },
      { code: 'server-slow', seconds: 1 },
    ],
    [
      'answers too much',
      (_, response) => void response.end('x'.repeat(20_000)),
      { code: 'too-large', megabytes: 0.01 },
    ],
    [
      'breaks off',
      (_, response) => {
        response.writeHead(200, { 'content-length': 100 }).write('half');
        setTimeout(() => response.destroy(), 50);
      },
      { code: 'broken-off' },
    ],
    [
      'packs in a form of its own',
      (_, response) => void response.writeHead(200, { 'content-encoding': 'zstd' }).end('…'),
      { code: 'unasked-form' },
    ],
    [
      'says that it packed, and did not',
      (_, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end('BEGIN:…'),
      { code: 'not-unpacked' },
    ],
    [
      'packs too much into little',
      (_, response) =>
        void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('x'.repeat(5_000_000))),
      { code: 'too-large', megabytes: 0.01 },
    ],
    [
      'breaks off what it packed',
      (_, response) => {
        const packed = gzipSync(randomBytes(500));
        response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': packed.length });
        response.write(packed.subarray(0, 100));
        setTimeout(() => response.destroy(), 50);
      },
      { code: 'broken-off' },
    ],
    [
      'speaks no http',
      (request) => void request.socket.end('hello\r\n'),
      { code: 'not-reached', error: 'HPE_INVALID_CONSTANT' },
    ],
  ])('%s', async (_, answer, expected) => {
    const at = await serve(answer);
    expect(await fetcher({ seconds: 1, bytes: 10_000 })(at, null)).toEqual({ ok: false, error: expected });
  });

  it('is not there', async () => {
    expect(await fetcher()('http://127.0.0.1:1/secret', null)).toEqual({
      ok: false,
      error: { code: 'not-reached', error: 'ECONNREFUSED' },
    });
  });
});

describe('an address that leads into a private network', () => {
  it('is refused by sight, also in disguise', () => {
    const refused = [
      'https://127.0.0.1/',
      'https://2130706433/',
      'https://0x7f.1/',
      'https://10.1.2.3/',
      'https://169.254.169.254/latest/meta-data',
      'https://[::1]/',
      'https://[::ffff:127.0.0.1]/',
      'https://[fd00::1]/',
      'https://[fe80::1]/',
      'https://[64:ff9b::7f00:1]/',
    ];
    for (const address of refused)
      expect(checkAddress(address, []), address).toMatchObject({
        error: { code: 'leads-inside' },
      });
  });

  it('is refused when its name turns out to lead there', async () => {
    const fetch = createCalendarFetcher(systemClock, []);
    expect(await fetch('https://localhost/calendar.ics', null)).toMatchObject({
      ok: false,
      error: { code: 'leads-inside' },
    });
  });

  it('is taken when the host is listed as one of our own', () => {
    expect(checkAddress('http://127.0.0.1:8080/', OWN)).toMatchObject({ ok: true });
    expect(checkAddress('https://[::1]/', ['::1'])).toMatchObject({ ok: true });
  });

  it.each([
    ['8.8.8.8', true],
    ['2606:4700::1111', true],
    ['::ffff:8.8.8.8', true],
    ['192.168.1.1', false],
    ['172.31.255.255', false],
    ['172.32.0.1', true],
    ['100.64.0.1', false],
    ['0.0.0.0', false],
    ['255.255.255.255', false],
    ['::', false],
    ['::ffff:192.168.1.1', false],
    ['2002:7f00:1::', false],
    ['not an address', false],
  ])('%s is public: %s', (address, expected) => {
    expect(isPublic(address)).toBe(expected);
  });

  it.each<[address: string, expected: CalendarTrouble]>([
    ['calendar.ics', { code: 'no-address' }],
    ['http://example.org/', { code: 'not-https' }],
    ['file:///etc/passwd', { code: 'not-https' }],
    ['webcal:', { code: 'no-address' }],
  ])('%s is refused', (address, expected) => {
    expect(checkAddress(address, OWN)).toEqual({ ok: false, error: expected });
  });
});
