import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { hashPassword } from '../../src/accounts/passwords.ts';
import { createAccountStore } from '../../src/database/accounts/account-store.ts';
import { createAuditLog } from '../../src/database/accounts/audit-store.ts';
import { createNotificationPreferences } from '../../src/database/notices/notification-preferences-store.ts';
import { answers, type Behaviour, hangsUp, presses, rejects, ringsOn } from '../../trial/phones/behaviour.ts';
import type { Phone } from '../../trial/phones/phone.ts';
import { waitUntil } from '../../trial/wait-until.ts';
import { textOf, Visitor } from '../web/visitor.ts';
import { onDuty, stage } from './stage.ts';

const AUTHOR = { actor: 'test', at: 0 };

/** Beside the demo's phones: a trunk that nobody checks, and one whose far end does not answer the checks. */
const TRUNKS = `
[unchecked](vigie-demo-endpoint)
context=vigie-demo-carrier
aors=unchecked
[unchecked]
type=aor
contact=sip:127.0.0.1:5999
[dead](vigie-demo-endpoint)
context=vigie-demo-carrier
aors=dead
[dead]
type=aor
contact=sip:127.0.0.1:5998
qualify_frequency=2
qualify_timeout=1
`;

const PASSWORD = 'a lantern on the headland';
const MOBILE = '+33199001203';

describe('phones and trunks on a real Asterisk', () => {
  const on = stage({
    asterisk: { pjsip: TRUNKS },
    notices: {
      endpointPatience: { downSeconds: 4, upSeconds: 2 },
    },
    people: {
      alice: { name: 'Alice', languages: ['en'], role: 'administrator', contacts: [{ extension: '201' }] },
      carol: {
        name: 'Carol',
        languages: ['fr'],
        contacts: [{ extension: '203' }, { phone: MOBILE }, { extension: '299' }],
      },
    },
    schedules: { backup: onDuty('alice') },
  });

  /** Alice, logged in as she would be. */
  async function alice(): Promise<Visitor> {
    const accounts = createAccountStore(on.database());
    const author = { actor: 'test', at: Date.now() };
    await accounts.setEmail('alice', 'alice@example.org', author);
    await accounts.setPassword('alice', await hashPassword(PASSWORD), author, null);
    const visitor = new Visitor(on.webUrl());
    await visitor.send('/log-in', { email: 'alice@example.org', password: PASSWORD }, '/log-in');
    return visitor;
  }

  /** Waits until a page says something. */
  async function says(visitor: Visitor, page: string, words: string | RegExp): Promise<string> {
    let text = '';
    await waitUntil(
      () => `${page} says ${words}; it says: ${text}`,
      async () => {
        text = textOf((await visitor.get(page)).body);
        return typeof words === 'string' ? text.includes(words) : words.test(text);
      },
      25_000,
    );
    return text;
  }

  /** Mails whose subject is this, as they were written. */
  function mails(subject: string): readonly string[] {
    const folder = on.outboxDirectory();
    const names = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
    return names
      .filter((name) => name.endsWith('.eml'))
      .map((name) => readFileSync(path.join(folder, name), 'utf8'))
      .filter((mail) => mail.includes(`Subject: ${subject}`));
  }

  async function health(): Promise<{ trunksDown: string[]; unreachableOnCall: number }> {
    return on.health();
  }

  /** Phones that are taken back at the end, so that the next scenario begins without any. */
  const registered: Phone[] = [];
  async function phone(extension: string, behaviour: Behaviour): Promise<Phone> {
    const made = await on.pbx.phone(extension, behaviour);
    registered.push(made);
    return made;
  }
  async function mobiles(byNumber: Readonly<Record<string, Behaviour>>): Promise<Phone> {
    const made = await on.pbx.mobiles(byNumber);
    registered.push(made);
    return made;
  }
  afterEach(async () => {
    for (const one of registered.splice(0)) await one.unregister();
  });

  it('a phone that registers, and one that leaves, is seen within seconds', { timeout: 90_000 }, async () => {
    const ada = await alice();
    await says(ada, '/now/duty', 'planned shift Extension not registered');
    const bobs = await phone('202', answers());
    await says(ada, '/now/duty', 'planned shift Extension registered');
    await bobs.unregister();
    await says(ada, '/now/duty', 'planned shift Extension not registered');
    expect(await says(ada, '/settings', 'Asterisk 2')).toContain('299 Extension unknown to Asterisk Carol');
  });

  it('a trunk is up when it answers its checks or registers, and not known when nobody checks it', {
    timeout: 90_000,
  }, async () => {
    const ada = await alice();
    await says(ada, '/now/duty', 'Trunk trial-trunk down');
    await mobiles({});
    await says(ada, '/now/duty', 'Trunk trial-trunk in service');
    await on.plan({ hotlines: { support: { trunk: 'unchecked' } } });
    await says(ada, '/now/duty', 'Trunk unchecked not checked');
    await on.plan({ hotlines: { support: { trunk: 'dead' } } });
    await says(ada, '/now/duty', 'Trunk dead down');
    await on.plan({ hotlines: { support: { trunk: 'misspelt' } } });
    await says(ada, '/now/duty', 'Trunk misspelt unknown to Asterisk');
  });

  it('a person on call whose phone is gone is told, with who looks after them, and so is its return', {
    timeout: 90_000,
  }, async () => {
    const notificationPreferences = createNotificationPreferences(on.database());
    for (const id of ['alice', 'bob'])
      await notificationPreferences.setAddress(id, 'email', `${id}@example.org`, AUTHOR);
    await phone('201', answers());
    await mobiles({});
    const gone = () => mails('Bob is on call and cannot be reached');
    await waitUntil('mails to Bob and Alice that Bob cannot be reached', () => gone().length === 2, 30_000);
    expect((await health()).unreachableOnCall).toBe(1);
    await phone('202', answers());
    const back = () => mails('Bob can be reached again');
    await waitUntil('mails that Bob is back', () => back().length === 2, 30_000);
    expect(gone()).toHaveLength(2);
    expect(await health()).toMatchObject({ unreachableOnCall: 0, trunksDown: [] });
  });

  it('a trunk that is down is told, and so is its return', { timeout: 90_000 }, async () => {
    await createNotificationPreferences(on.database()).setAddress(
      'alice',
      'email',
      'alice@example.org',
      AUTHOR,
    );
    await phone('201', answers());
    await phone('202', answers());
    const told = () => mails('Alert: the trunk trial-trunk is down');
    await waitUntil('a mail about the trunk', () => told().length === 1, 30_000);
    expect((await health()).trunksDown).toEqual(['trial-trunk']);
    await mobiles({});
    const over = () => mails('Over: the trunk trial-trunk is down');
    await waitUntil('a mail that it is over', () => over().length === 1, 30_000);
  });

  it('an administrator ends a conversation from its page: both sides are hung up, and it is known who did it', async () => {
    const bob = await phone('202', answers({}, presses('1')));
    const caller = await on.pbx.call('4000');
    const { id } = await on.happened('talking-started');
    const ada = await alice();
    const page = `/calls/${encodeURIComponent(id)}/end`;
    await ada.send(page, {}, page);
    await bob.wasHungUp();
    expect((await caller.ended()).end).toMatchObject({ how: 'hung-up', by: 'other' });
    const call = await on.ended('accepted');
    expect(call.timeline).toContainEqual(expect.objectContaining({ kind: 'ended-by-hand', by: 'Alice' }));
    const [entry] = await createAuditLog(on.database()).list({ subjectKind: 'calls', limit: 1 });
    expect(entry).toMatchObject({ actor: 'Alice', action: 'ended', subjectId: id });
  });

  describe('ringing a number now', () => {
    const cases: readonly [string, Behaviour | null, RegExp][] = [
      [
        'is answered and 1 is pressed',
        answers({}, presses('1', { afterMs: 3500 })),
        /It works: 1 was pressed/,
      ],
      ['is answered and hung up', answers({}, hangsUp({ afterMs: 500 })), /nobody pressed 1/],
      ['is busy', rejects(486), /It is busy/],
      ['is declined', rejects(603), /The call was declined/],
      ['is not registered', null, /Asterisk cannot ring it/],
    ];
    it.each(cases)('a desk phone that %s', { timeout: 120_000 }, async (_name, behaviour, verdict) => {
      if (behaviour) await phone('203', behaviour);
      const ada = await alice();
      const sent = await ada.send('/people/carol/ring', { number: '203' }, '/account');
      const text = await says(ada, sent.to ?? '', verdict);
      if (verdict.source.startsWith('It works')) {
        expect(text).toMatch(/Rings, after \d+\.\d s Answered, after \d+\.\d s/);
        expect(on.heardBy('203')).toEqual(
          expect.arrayContaining(['hello', 'if-correct-press', 'digits/1', 'auth-thankyou']),
        );
      }
      const [entry] = await createAuditLog(on.database()).list({ subjectKind: 'phones', limit: 1 });
      expect(entry).toMatchObject({ actor: 'Alice', subjectId: 'carol', after: { address: '203' } });
    });

    it('a mobile, through the trunk, with the hotline’s number', { timeout: 120_000 }, async () => {
      const carrier = await mobiles({ [MOBILE]: answers({}, presses('1', { afterMs: 3500 })) });
      const ada = await alice();
      const sent = await ada.send('/people/carol/ring', { number: MOBILE }, '/account');
      await says(ada, sent.to ?? '', 'It works');
      expect(await carrier.rang()).toMatchObject({ dialled: MOBILE, fromNumber: '+33199001200' });
    });

    it('a mobile that the carrier refuses, in the carrier’s words', { timeout: 120_000 }, async () => {
      await mobiles({ [MOBILE]: rejects(503) });
      const ada = await alice();
      const sent = await ada.send('/people/carol/ring', { number: MOBILE }, '/account');
      const text = await says(ada, sent.to ?? '', 'The network refused the call');
      expect(text).toContain('The carrier has no free line, or is out of service.');
      expect(text).toContain('SIP 503');
    });

    it('a trunk that nobody is registered on', { timeout: 120_000 }, async () => {
      const ada = await alice();
      const sent = await ada.send('/people/carol/ring', { number: MOBILE }, '/account');
      await says(ada, sent.to ?? '', 'Asterisk can send nothing to the trunk');
    });

    it('a phone that rings when the service stops is let go', { timeout: 120_000 }, async () => {
      await phone('203', ringsOn());
      const ada = await alice();
      const sent = await ada.send('/people/carol/ring', { number: '203' }, '/account');
      await says(ada, sent.to ?? '', 'Rings: pick it up');
      await on.stopVigie();
      await on.pbx.empty({ withinMs: 3000 });
    });
  });
});
