import { describe, expect, it, onTestFinished } from 'vitest';
import { createSmtpSender } from '../../src/mail/smtp-sender.ts';
import { createMailLink } from '../../src/notices/log-in-link.ts';
import { createLogger } from '../../src/runtime/log.ts';
import { waitUntil } from '../../trial/wait-until.ts';
import { HandClock } from '../asterisk/hand-clock.ts';
import { mailServer } from '../mail/mail-server.ts';
import { NOON, openSite, PASSWORD } from './open-site.ts';
import { textOf } from './visitor.ts';

const PUBLIC = 'http://vigie.example.org';
const LINK = new RegExp(`^${PUBLIC}(/welcome/[\\w-]{43})$`, 'm');

describe('where mail is set up', () => {
  it('an invitation is mailed in the person’s language, opens once, and is not in the log', async () => {
    const { site, server } = await siteWithMail();
    const ada = await site.as('ada');
    const invited = await ada.send(
      '/people/mia/access',
      { email: 'mia@example.org', current: PASSWORD },
      '/people/mia',
    );
    expect(textOf((await ada.get(invited.to ?? '')).body)).toContain('It was mailed to mia@example.org.');
    const [mail] = server.mails;
    expect(mail?.parsed.subject).toBe('Your access to Vigie');
    const path = LINK.exec(mail?.parsed.text ?? '')?.[1] ?? '';
    expect(site.log()).not.toContain('/welcome/');
    expect((await site.anybody().send(path, { password: 'the wind over the pier' })).to).toBe(
      '/now?done=welcome',
    );
    expect((await site.anybody().get(path)).status).toBe(404);
  });

  it('a new password goes to the account’s address and names our own page, whatever host was asked for', async () => {
    const { site, server } = await siteWithMail();
    const visitor = site.anybody();
    const asked = await visitor.send('/forgotten', { email: 'ada@example.org' });
    expect(textOf(asked.body)).toContain('on its way. Back');
    await waitUntil('the mail', () => server.mails.length === 1);
    expect(server.mails[0]?.parsed.text).toMatch(LINK);
    expect(site.log()).not.toContain('/welcome/');
  });

  it('one that does not leave is said to whoever invited, and tried again', async () => {
    let isFull = true;
    const { site, server, clock } = await siteWithMail({
      onRcptTo: (_address, _session, done) => {
        if (!isFull) return done();
        done(Object.assign(new Error('4.2.0 come back later'), { responseCode: 450 }));
      },
    });
    const ada = await site.as('ada');
    const invited = await ada.send(
      '/people/mia/access',
      { email: 'mia@example.org', current: PASSWORD },
      '/people/mia',
    );
    expect(textOf((await ada.get(invited.to ?? '')).body)).toContain('come back later');
    expect(server.mails).toHaveLength(0);
    isFull = false;
    clock.pass(10_000);
    await waitUntil('the mail', () => server.mails.length === 1);
    expect(server.mails[0]?.parsed.text).toMatch(LINK);
  });
});

/** A site whose links leave through a real mail server of the test's own. */
async function siteWithMail(options: Parameters<typeof mailServer>[0] = {}) {
  const server = await mailServer(options);
  const sender = createSmtpSender({
    host: '127.0.0.1',
    port: server.port,
    security: 'none',
    username: null,
    password: null,
    from: 'Vigie <vigie@example.org>',
    ca: null,
  });
  onTestFinished(() => sender.close());
  const clock = new HandClock();
  clock.pass(NOON - clock.now());
  const mailLink = createMailLink({
    sender,
    clock,
    log: createLogger({ level: 'error', format: 'json' }),
    chance: () => 0,
    crash: (error) => {
      throw error;
    },
  });
  const site = await openSite({ accounts: ['ada'], publicUrl: PUBLIC, mailLink });
  return { site, server, clock };
}
