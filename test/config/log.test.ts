import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { HIDDEN, hideCredentials } from '../../src/runtime/hide-secrets.ts';
import { createLogger, type Logger } from '../../src/runtime/log.ts';

function logged(format: 'json' | 'pretty', write: (log: Logger) => void): string {
  const stream = new PassThrough();
  write(createLogger({ level: 'info', format }, stream));
  return String(stream.read() ?? '');
}

describe.each(['json', 'pretty'] as const)('the %s log', (format) => {
  test.each<[string, (log: Logger) => void]>([
    ['a password field', (log) => log.info({ ari: { url: 'x', password: 's3cret' } }, 'connecting')],
    [
      'a nested authorization header',
      (log) => log.info({ req: { headers: { authorization: 's3cret' } } }, 'asked'),
    ],
    ['a cookie however deep', (log) => log.info({ a: { b: { c: [{ Cookie: 's3cret' }] } } }, 'asked')],
    ['a secret that is no text', (log) => log.info({ password: ['s3cret'] }, 'asked')],
    ['an api_key field', (log) => log.info({ api_key: 's3cret' }, 'asked')],
    ['credentials before a host', (log) => log.info('GET http://vigie:s3cret@127.0.0.1:8088/ari')],
    [
      'an api_key in a websocket address',
      (log) => log.info('ws://127.0.0.1/ari/events?api_key=vigie:s3cret&app=vigie'),
    ],
    [
      'an error’s message and stack',
      (log) => log.error(new Error('connect ws://h/?api_key=vigie:s3cret'), 'lost'),
    ],
  ])('hides %s', (_what, write) => {
    const line = logged(format, write);
    expect(line).toContain('[hidden]');
    expect(line.endsWith('\n')).toBe(true);
    expect(line).not.toContain('s3cret');
  });

  test('leaves ordinary text as it is', () => {
    const line = logged(format, (log) =>
      log.info({ call: '1764550123.45', to: '201' }, 'mail ops@example.org, see http://h/x'),
    );
    expect(line).toContain('mail ops@example.org, see http://h/x');
    expect(line).toContain('1764550123.45');
    expect(line).toContain('201');
  });

  test('says nothing below its level', () => {
    expect(logged(format, (log) => log.debug('quiet'))).toBe('');
  });
});

test.each([
  ['a field', { from: '+33612345678' }, '+33*******78'],
  ['a national number', { from: '0612345678' }, '06******78'],
  ['a dial string', { target: 'PJSIP/+33612345678@trunk' }, 'PJSIP/+33*******78@trunk'],
  ['an address', { reason: 'no route to <sip:33612345678@carrier>' }, '<sip:33*******78@carrier>'],
  ['a path', { path: '/calls?number=%2B33612345678' }, 'number=%2B33*******78'],
  ['what Asterisk said', { detail: 'busy: 0033612345678, 17' }, 'busy: 00*********78, 17'],
])('a telephone number in %s is masked from info on, and in full below', (_where, fields, masked) => {
  const said = (level: 'debug' | 'info') => {
    const stream = new PassThrough();
    createLogger({ level, format: 'json' }, stream).info(
      { ...fields, at: 1764550123456, ids: [1764550123] },
      'x',
    );
    return String(stream.read());
  };
  expect(said('info')).toContain(masked);
  expect(JSON.parse(said('info'))).toMatchObject({ at: 1764550123456, ids: [1764550123] });
  expect(JSON.parse(said('debug'))).toMatchObject(fields);
});

test('JSON lines carry ISO times', () => {
  const entry = JSON.parse(logged('json', (log) => log.info('x')));
  expect(entry.time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
});

test('hides credentials whatever stands before them, also in a line as long as a request may make it', () => {
  expect(hideCredentials('see -https://user:secret@host/x and sip+tls://a:b@c')).toBe(
    `see -https://${HIDDEN}@host/x and sip+tls://${HIDDEN}@c`,
  );
  const long = 'a.'.repeat(500_000);
  expect(hideCredentials(`${long}://user:secret@host`)).toBe(`${long}://${HIDDEN}@host`);
});
