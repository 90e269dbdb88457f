import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { bounceCommand } from '../../src/cli/bounce.ts';
import type { Config } from '../../src/config.ts';
import { createAddressProofStore } from '../../src/database/accounts/address-proof-store.ts';
import { enqueue } from '../../src/database/notices/notice-store.ts';
import { createOutbox } from '../../src/database/notices/outbox-store.ts';
import { createRecipients } from '../../src/database/notices/recipients-store.ts';
import { readDeliveryStatus, saysAddressIsDead } from '../../src/mail/delivery-status.ts';
import { createSmtpSender } from '../../src/mail/smtp-sender.ts';
import { notice } from '../notices/outbox-fixture.ts';
import { NOON, openSite } from '../web/open-site.ts';
import { mailServer } from './mail-server.ts';

/** What a mail server sends back; `returned`: the head of the letter. */
const bounced = (returned: string, { action = 'failed', status = '5.1.1', type = 'delivery-status' } = {}) =>
  [
    'From: MAILER-DAEMON@mx.example.net',
    'To: vigie-bounces+notice-1@example.org',
    'Auto-Submitted: auto-replied',
    'Subject: Undelivered Mail Returned to Sender',
    `Content-Type: multipart/report; report-type=${type};`,
    '\tboundary="=_b"',
    'Message-ID: <of-the-report@mx.example.net>',
    '',
    '--=_b',
    'Content-Type: text/plain',
    '',
    'I am sorry. Action: failed is what people write in texts too.',
    '',
    '--=_b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example.net',
    '',
    'Final-Recipient: rfc822; mia@example.org',
    `Action: ${action}`,
    `Status: ${status}`,
    'Diagnostic-Code: smtp; 550 5.1.1 <mia@example.org>: Recipient address',
    '    rejected: User unknown',
    '',
    '--=_b',
    'Content-Type: text/rfc822-headers',
    '',
    returned,
    '',
    '--=_b--',
  ].join('\r\n');

const OURS = 'Message-ID: <notice-1-abc@example.org>\r\nSubject: On call';

describe('a mail that came back', () => {
  test('says of which letter, and why', () => {
    expect(readDeliveryStatus(bounced(OURS))).toEqual({
      reference: '<notice-1-abc@example.org>',
      status: '5.1.1',
      said: '550 5.1.1 <mia@example.org>: Recipient address rejected: User unknown',
    });
  });

  test.each([
    ['a delay', bounced(OURS, { action: 'delayed', status: '4.4.1' })],
    ['a proof of delivery', bounced(OURS, { action: 'delivered', status: '2.0.0' })],
    ['a receipt that it was read', bounced(OURS, { type: 'disposition-notification' })],
    [
      'a holiday reply',
      `Subject: Absent\r\nContent-Type: text/plain\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n${OURS}`,
    ],
    ['a report of a letter without a name', bounced('Subject: On call')],
    ['nothing', ''],
  ])('is not %s', (_what, raw) => {
    expect(readDeliveryStatus(raw)).toBeNull();
  });

  test.each([
    ['5.1.1', true],
    ['5.1.10', true],
    ['5.2.1', true],
    ['5.4.4', true],
    // A full mailbox, a letter that is too large, a policy: the address is good.
    ['5.2.2', false],
    ['5.3.4', false],
    ['5.7.1', false],
    ['5.1.8', false],
  ])('with %s: the address is dead, %s', (status, isDead) => {
    expect(saysAddressIsDead({ reference: '<x>', said: '', status })).toBe(isDead);
  });
});

test('each mail leaves with a return address of its own', async () => {
  const from: string[] = [];
  const server = await mailServer({
    onMailFrom(address, _session, done) {
      from.push(address.address);
      done();
    },
  });
  const sender = createSmtpSender({
    ...{ host: '127.0.0.1', port: server.port, security: 'none', username: null, password: null, ca: null },
    ...{ from: 'Vigie <vigie@example.org>', bounceAddress: 'vigie-bounces@example.org' },
  });
  const letter = {
    to: 'mia@example.org',
    language: 'en',
    subject: 'On call',
    text: 'You are.',
    thread: null,
  } as const;
  await sender.send({ ...letter, name: 'notice-7-k3', attachment: null, timeToLiveSeconds: 60 });
  sender.close();
  expect(from).toEqual(['vigie-bounces+notice-7-k3@example.org']);
  expect(server.mails[0]?.parsed.from?.value[0]?.address).toBe('vigie@example.org');
});

test('marks the address as dead, has the supervisor told, and ends when it is proved again', async () => {
  const site = await openSite();
  const { db } = site;
  const reference = '<notice-1-abc@example.org>';
  await enqueue(db, notice(NOON, { personId: 'mia', address: 'mia@example.org', medium: 'email' }));
  await db.updateTable('notices').set({ state: 'sent', reference }).execute();
  const file = path.join(path.dirname(site.path), 'bounce.eml');
  writeFileSync(file, bounced(`Message-ID: ${reference}\r\nSubject: On call`));
  const config = { database: site.path } as Config;
  for (let twice = 0; twice < 2; twice++)
    expect(await bounceCommand(config, site.clock, file)).toMatchObject({ ok: true });

  const outbox = createOutbox(db);
  expect(await outbox.find(1)).toMatchObject({ state: 'failed', trouble: { code: 'answered' } });
  const domainEvents = await db.selectFrom('domain_events').select(['kind', 'details']).execute();
  expect(domainEvents.filter(({ kind }) => kind === 'address-dead')).toHaveLength(1);
  expect(domainEvents.filter(({ kind }) => kind === 'notice-failed')).toHaveLength(1);
  const email = async () => (await createRecipients(db, () => NOON).of(['mia']))[0]?.email;
  expect(await email()).toBeNull();
  await createAddressProofStore(db).proved('mia', 'mia@example.org');
  expect(await email()).toBe('mia@example.org');
});
