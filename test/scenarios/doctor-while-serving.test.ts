import { afterAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createNotificationPreferences } from '../../src/database/notices/notification-preferences-store.ts';
import { openMailServer } from '../mail/mail-server.ts';
import { textOf, type Visitor } from '../web/visitor.ts';
import { logIn } from './log-in.ts';
import { stage } from './stage.ts';

const PATIENCE = { timeout: 30_000 };
const mails = await openMailServer();
afterAll(() => mails.close());

/** Asterisk changes under a Vigie that serves: whoever watches hears of it, once, and that it is over. */
describe('what the doctor finds while Vigie serves', { timeout: 120_000 }, () => {
  const on = stage({
    notices: {
      mailFrom: 'Vigie <vigie@example.org>',
      smtp: {
        ...{ host: '127.0.0.1', port: mails.port, security: 'none' },
        ...{ username: null, password: null, ca: null },
      },
    },
    people: {
      alice: {
        ...{ name: 'Alice', role: 'administrator', languages: ['en'] },
        contacts: [{ extension: '201' }],
      },
    },
  });

  let alice: Visitor;
  beforeEach(async () => {
    mails.mails.length = 0;
    alice = await logIn(on, 'alice');
    const preferences = createNotificationPreferences(on.database());
    await preferences.setAddress('alice', 'email', 'alice@example.org', { actor: 'test', at: 0 });
  });

  /** Has the doctor look, by the button of the Settings page. */
  const look = async () => {
    const answer = await alice.send('/settings/installation', {}, '/settings');
    expect([answer.status, answer.to]).toEqual([303, '/settings#installation']);
  };
  const now = async () => textOf((await alice.get('/now/duty')).body);
  const told = () =>
    mails.mails
      .map(({ parsed }) => parsed.subject ?? '')
      .filter((subject) => subject.includes('res_ari_bridges'));
  const ready = async () => {
    const answer = await fetch(`${on.webUrl()}/readyz`, {
      headers: { authorization: 'Bearer a-token-for-trials' },
    });
    const { parts } = (await answer.json()) as { parts: Record<string, string> };
    return `${answer.status} ${parts.upkeep}`;
  };
  const health = async () => (await fetch(`${on.webUrl()}/health`)).status;

  it('a module that calls need is unloaded, and loaded again', async () => {
    await look();
    await expect.poll(ready, PATIENCE).toBe('200 ok');

    await on.pbx.cli('module unload res_ari_bridges.so');
    onTestFinished(async () => void (await on.pbx.cli('module load res_ari_bridges.so')));
    await look();
    await expect.poll(ready, PATIENCE).toBe('503 down');
    expect(await health()).toBe(503);
    expect(await now()).toContain('Asterisk runs without the module res_ari_bridges');
    await expect.poll(told, PATIENCE).toEqual(['Alert: Asterisk runs without the module res_ari_bridges']);

    await look();
    expect(await ready()).toBe('503 down');

    await on.pbx.cli('module load res_ari_bridges.so');
    await look();
    await expect.poll(ready, PATIENCE).toBe('200 ok');
    expect(await health()).toBe(200);
    expect(await now()).not.toContain('res_ari_bridges');
    // Sent in order: a second alarm would stand between the two.
    await expect
      .poll(told, PATIENCE)
      .toEqual([
        'Alert: Asterisk runs without the module res_ari_bridges',
        'Over: Asterisk runs without the module res_ari_bridges',
      ]);
  });
});
