import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../database/temporary-database.ts';
import { type OpenSite, openSite, PASSWORD } from './open-site.ts';

const FILTER = path.resolve('examples/fail2ban/vigie.conf');
const WRONG = 'wrong wrong wrong';

interface Line {
  readonly security: string;
  readonly address: string;
  readonly account: string | null;
}

function told(site: OpenSite): readonly Line[] {
  return site
    .log()
    .split('\n')
    .filter((line) => line.includes('"security":'))
    .map((line) => JSON.parse(line));
}

describe('the security log', () => {
  it('tells refused log-ins, the lock that follows, and whose account was tried', async () => {
    const site = await openSite();
    const stranger = site.anybody();
    for (let count = 0; count < 6; count += 1)
      await stranger.send('/log-in', { email: 'ada@example.org', password: WRONG });
    await stranger.send('/log-in', { email: 'nobody@example.org', password: WRONG });
    expect(told(site).map(({ security, account }) => `${security} ${account}`)).toEqual([
      ...Array.from({ length: 5 }, () => 'log-in-refused ada@example.org'),
      'locked-out ada@example.org',
      'log-in-refused ada@example.org',
      'log-in-refused nobody@example.org',
    ]);
    expect(told(site).every(({ address }) => address.endsWith('127.0.0.1'))).toBe(true);
  });

  it('tells refused rights, foreign forms, dead links and too many tries, each by its word', async () => {
    const site = await openSite();
    const mia = await site.as('mia');
    await mia.get('/settings');
    await mia.post('/account', { csrf: 'guess' });
    await site.anybody().post('/welcome/x', { password: WRONG });
    // Paths are the same however they are written.
    for (let count = 0; count < 41; count += 1)
      await site.anybody().post(count % 2 === 0 ? '/forgotten' : '/Forgotten', { email: 'x' });
    expect(told(site).map(({ security, account }) => [security, account])).toEqual([
      ['right-refused', 'mia'],
      ['form-refused', 'mia'],
      ['link-refused', null],
      ...Array.from({ length: 2 }, () => ['too-many-tries', null]),
    ]);
  });

  it('has no password in it, nor what was typed where an address belongs', async () => {
    const site = await openSite();
    await site.anybody().send('/log-in', { email: PASSWORD, password: WRONG });
    expect(told(site)).toMatchObject([{ security: 'log-in-refused', account: null }]);
    expect(site.log()).not.toContain('lantern');
  });
});

describe('the filter for fail2ban', () => {
  it('finds who guesses, by their address, and lets alone whoever opens a page that is not theirs', async () => {
    const site = await guesses();
    const pattern = /failregex = (.*)/.exec(readFileSync(FILTER, 'utf8'))?.[1] ?? '';
    const filter = new RegExp(pattern.replace('<HOST>', '(?<host>[0-9a-f.:]+)'));
    const hosts = site
      .log()
      .split('\n')
      .map((line) => filter.exec(line)?.groups?.host);
    expect(hosts.filter((host) => host !== undefined)).toHaveLength(3);
  });

  it.skipIf(spawnSync('fail2ban-regex', ['--version']).error !== undefined)(
    'is read so by fail2ban itself',
    { timeout: 60_000 },
    async () => {
      const site = await guesses();
      const log = path.join(temporaryDirectory(), 'vigie.log');
      // Lines of the test's own day: fail2ban takes none of years ahead.
      writeFileSync(log, site.log().replaceAll(/"time":"[^"]+"/g, `"time":"${new Date().toISOString()}"`));
      const run = spawnSync('fail2ban-regex', [log, FILTER], { encoding: 'utf8' });
      expect(run.stdout).toMatch(/Failregex: 3 total/);
    },
  );
});

/** Three who guess, and one who opens what is not theirs. */
async function guesses(): Promise<OpenSite> {
  const site = await openSite();
  for (const email of ['ada@example.org', 'nobody@example.org'])
    await site.anybody().send('/log-in', { email, password: WRONG });
  await site.anybody().post('/welcome/x', { password: WRONG });
  await (await site.as('mia')).get('/settings');
  return site;
}
