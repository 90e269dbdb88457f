import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { buildVigieForTheseTests, ended, vigieIn } from './vigie.ts';

buildVigieForTheseTests();

describe('the command line', () => {
  test('misuse exits with 2, help with 0', async () => {
    const vigie = vigieIn();
    const misuses = [['fly'], ['who'], ['calls', '--limit', 'many'], ['export', '--fast'], []];
    for (const misuse of await Promise.all(misuses.map((args) => vigie.run(...args)))) {
      expect(misuse).toMatchObject({ code: 2, out: '' });
    }
    expect(await vigie.run('--help')).toMatchObject({
      code: 0,
      out: expect.stringContaining('import [options] <file>'),
    });
  });

  test('every mistake in the settings is told, those of .env included', async () => {
    const vigie = vigieIn(undefined, { VIGIE_HTTP_PORT: 'x' });
    writeFileSync(vigie.path('.env'), 'VIGIE_LOG_LEVEL=loud\nVIGIE_HTTP_PORT=8080\n');
    expect(await vigie.run('start')).toEqual({
      code: 1,
      out: '',
      err:
        'vigie: VIGIE_HTTP_PORT is "x": expected a whole number from 0 to 65535\n' +
        'vigie: VIGIE_LOG_LEVEL is "loud": expected one of trace, debug, info, warn, error, fatal\n' +
        'vigie: VIGIE_ARI_PASSWORD is not set: expected the password of the ARI user (or VIGIE_ARI_PASSWORD_FILE)\n',
    });
  });

  test('a database that does not exist is not made by a command that only reads', async () => {
    const vigie = vigieIn();
    expect(await vigie.run('calls')).toMatchObject({
      code: 1,
      err: expect.stringContaining(`there is no database at ${vigie.path('vigie.db')}`),
    });
    expect(() => readFileSync(vigie.path('vigie.db'))).toThrow('ENOENT');
  });

  test('start serves until SIGTERM, and exits with 0', async () => {
    // Nothing listens on port 1: the service keeps trying, and its pages are served meanwhile.
    const vigie = vigieIn(undefined, {
      VIGIE_ARI_URL: 'http://127.0.0.1:1',
      VIGIE_ARI_PASSWORD: 's3cret',
      VIGIE_HTTP_PORT: '0',
    });
    const service = vigie.start('start');
    service.stdout?.on('data', (part) => {
      if (String(part).includes('on watch')) service.kill('SIGTERM');
    });
    const { code, out, err } = await ended(service);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).not.toContain('s3cret');
  });
});
