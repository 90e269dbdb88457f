import { describe, expect, test } from 'vitest';
import { withExample } from './example.ts';
import { buildVigieForTheseTests, ended, vigieIn } from './vigie.ts';

buildVigieForTheseTests();

describe('vigie calendar', () => {
  test('makes a private address once, lists feeds without it, and ends one', async () => {
    const vigie = await withExample();
    const added = await vigie.run('calendar', 'add', 'person', 'alice', '--label', 'telephone');
    const [, token = '', id = ''] =
      /calendar\/([A-Za-z0-9_-]{43})\.ics\n.* revoke ([0-9a-f]{12}) /.exec(added.out) ?? [];
    expect(added).toMatchObject({ code: 0, out: expect.stringContaining(token) });
    const listed = await vigie.run('calendar', 'list');
    expect(listed.out).toBe(`${id}  person alice  never read  telephone\n`);
    expect((await vigie.run('calendar', 'list', '--json')).out).not.toContain(token);
    expect((await vigie.run('calendar', 'revoke', id)).out).toBe(`revoked ${id}\n`);
    expect(await vigie.run('calendar', 'revoke', id)).toMatchObject({ code: 1 });
    expect((await vigie.run('calendar', 'list')).out).toBe('no feeds\n');
  });

  test('is served by the service, and no longer once it is revoked', async () => {
    const settings = {
      VIGIE_ARI_URL: 'http://127.0.0.1:1',
      VIGIE_ARI_PASSWORD: 's3cret',
      VIGIE_HTTP_PORT: '0',
    };
    const { directory } = await withExample();
    const vigie = vigieIn(directory, settings);
    const added = await vigie.run('calendar', 'add', 'schedule', 'primary');
    const [, path = '', id = ''] = /(\/calendar\/.*\.ics)\n.* revoke ([0-9a-f]{12}) /.exec(added.out) ?? [];
    const service = vigie.start('start');
    let log = '';
    service.stdout?.on('data', (part) => {
      log += part;
    });
    const url = () => /"web":"([^"]+)"/.exec(log)?.[1];
    await expect.poll(url, { timeout: 60_000 }).toBeDefined();
    const answer = await fetch(`${url()}${path}`);
    expect([answer.status, (await answer.text()).slice(0, 15)]).toEqual([200, 'BEGIN:VCALENDAR']);
    await vigie.run('calendar', 'revoke', id);
    expect((await fetch(`${url()}${path}`)).status).toBe(404);
    service.kill('SIGTERM');
    expect((await ended(service)).code).toBe(0);
    expect(log).not.toContain(path.slice(10, -4));
  });

  test('is of a person or a schedule that exists', async () => {
    const vigie = await withExample();
    expect((await vigie.run('calendar', 'add', 'person', 'nobody')).err).toBe(
      'vigie: there is no person nobody\n',
    );
    expect((await vigie.run('calendar', 'add', 'schedule', 'x')).err).toBe('vigie: there is no schedule x\n');
    expect((await vigie.run('calendar', 'add', 'team', 'x')).err).toMatch(/expected person or schedule/);
  });
});
