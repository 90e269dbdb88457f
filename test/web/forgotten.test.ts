import { describe, expect, it } from 'vitest';
import type { LogInLink } from '../../src/notices/log-in-link.ts';
import { ok } from '../../src/runtime/result.ts';
import { waitUntil } from '../../trial/wait-until.ts';
import { openSite, PASSWORD, type SiteOptions } from './open-site.ts';
import { textOf } from './visitor.ts';

const HOUR = 3_600_000;
const NEXT = 'the wind over the pier';

describe('a forgotten password', () => {
  it('is replaced through a link of one hour; every session ends, and no log has the link', async () => {
    const { site, mailed, ask } = await withMail();
    const ada = await site.as('ada');
    await ask('ada@example.org');
    await waitUntil('the link', () => mailed.length === 1);
    const path = new URL(mailed[0]?.link ?? '').pathname;
    expect(site.log()).not.toContain(path);
    expect((await site.anybody().post(path, { password: NEXT })).to).toBe('/now?done=welcome');
    expect((await ada.get('/now')).status).toBe(303);
    expect(
      (await site.anybody().send('/log-in', { email: 'ada@example.org', password: PASSWORD })).status,
    ).toBe(422);
  });

  it('of nobody makes no link, and the page says the same', async () => {
    const { site, mailed, ask } = await withMail();
    const nobody = await ask('nobody@example.org');
    const ada = await ask('ada@example.org');
    expect(textOf(nobody.body)).toBe(textOf(ada.body));
    await waitUntil('the link', () => mailed.length === 1);
    expect(await site.db.selectFrom('account_links').selectAll().execute()).toHaveLength(1);
  });

  it('is answered before anything is looked up: the time it takes tells nothing', async () => {
    const { site, ask } = await withMail();
    const { accounts } = site.dependencies as { accounts: { withEmail(email: string): unknown } };
    let asked = 0;
    accounts.withEmail = () => {
      asked += 1;
      return new Promise(() => undefined);
    };
    expect((await ask('ada@example.org')).status).toBe(200);
    await waitUntil('the look', () => asked === 1);
  });

  it('asked for by a stranger ends neither an invitation nor a link that is under way', async () => {
    const { site, mailed, ask } = await withMail();
    const ada = await site.as('ada');
    await site.dependencies.accounts.remove('mia', { actor: 'test', at: site.clock.now() });
    await ada.send('/people/mia/access', { email: 'mia@example.org', current: PASSWORD }, '/people/mia');
    for (let count = 0; count < 5; count += 1) await ask('mia@example.org');
    await waitUntil('the links', () => mailed.length === 4);
    await waitUntil('all to be refused', () => site.log().split('the links under way are good').length === 3);
    const [invitation] = mailed;
    expect(invitation?.purpose).toBe('invitation');
    for (const { link } of mailed)
      expect((await site.anybody().get(new URL(link).pathname)).status).toBe(200);
    expect((await site.anybody().post(new URL(invitation?.link ?? '').pathname, { password: NEXT })).to).toBe(
      '/now?done=welcome',
    );
    // Whoever has chosen a password needs none of the others any more, nor does anybody else.
    for (const { link } of mailed)
      expect((await site.anybody().get(new URL(link).pathname)).status).toBe(404);
  });

  it('fills nobody’s mailbox: three links an hour', async () => {
    const { site, mailed, ask } = await withMail();
    for (let count = 0; count < 5; count += 1) await ask('ada@example.org');
    await waitUntil('the refusals', () => site.log().split('the links under way are good').length === 3);
    expect(mailed).toHaveLength(3);
    site.clock.pass(HOUR + 1);
    await ask('ada@example.org');
    await waitUntil('another', () => mailed.length === 4);
  });

  it('where no mail is set up makes no link, and says whom to ask', async () => {
    const site = await openSite();
    const asked = await site.anybody().send('/forgotten', { email: 'ada@example.org' });
    expect(textOf(asked.body)).toContain('ask your supervisor or administrator');
    await waitUntil('the log', () => site.log().includes('vigie user add'));
    expect(await site.db.selectFrom('account_links').selectAll().execute()).toEqual([]);
  });
});

async function withMail(options: SiteOptions = {}) {
  const mailed: LogInLink[] = [];
  const site = await openSite({
    publicUrl: 'http://vigie.example.org',
    mailLink: async (link) => {
      mailed.push(link);
      return ok(true);
    },
    ...options,
  });
  const ask = (email: string) => site.anybody().send('/forgotten', { email });
  return { site, mailed, ask };
}
