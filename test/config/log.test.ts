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
      log.info({ call: 'c1', to: '+33199000001' }, 'mail ops@example.org, see http://h/x'),
    );
    expect(line).toContain('mail ops@example.org, see http://h/x');
    expect(line).toContain('+33199000001');
  });

  test('says nothing below its level', () => {
    expect(logged(format, (log) => log.debug('quiet'))).toBe('');
  });
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
