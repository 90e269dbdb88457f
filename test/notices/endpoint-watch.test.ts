import { describe, expect, it } from 'vitest';
import { AUTHOR, house, PHONE_OF, paris } from './notifier-fixture.ts';

const BOB_BY_DESK = {
  people: { bob: { name: 'Bob', languages: ['fr'], contacts: [{ extension: '201' }, { extension: '202' }] } },
};
const GONE = { 201: 'offline', 202: 'offline', trunk: 'online' } as const;
const THERE = { 201: 'online', 202: 'offline', trunk: 'online' } as const;

/** Bob is on call with two desk phones and an SMS number of his own; the evening's other notices are cleared. */
async function evening(at: string) {
  const home = await house(at);
  await home.plan(BOB_BY_DESK);
  await home.notificationPreferences.setAddress('bob', 'sms', PHONE_OF.bob, AUTHOR);
  await home.begin();
  home.mail.letters.length = 0;
  home.sms.letters.length = 0;
  return home;
}

describe('a person on call whose phones are not registered', () => {
  it('is told by SMS and mail, and so is their supervisor, once, after a minute and a half', async () => {
    const at = await evening('2026-11-25 20:00');
    await at.read(GONE, 70);
    expect(at.smsTo(PHONE_OF.bob)).toEqual([]);
    await at.read(GONE, 600);
    const text = "Bob est d'astreinte, mais aucun de ses postes n'est enregistré.";
    expect(at.smsTo(PHONE_OF.bob)).toEqual([text]);
    expect(at.smsTo(PHONE_OF.sofia)).toEqual([text]);
    expect(at.mailsTo('sofia')).toEqual(['Bob est d’astreinte et injoignable']);
    expect(at.mail.letters[0]?.text).toContain('Non enregistré : 201, 202.');
    expect(at.smsTo(PHONE_OF.dora)).toEqual([]);
  });

  it('who has one phone left is reached, and nobody is told', async () => {
    const at = await evening('2026-11-25 20:00');
    await at.read(THERE, 600);
    expect(at.smsTo(PHONE_OF.bob)).toEqual([]);
  });

  it('who has a mobile too is reached by it: nobody is told of the desk phone', async () => {
    const at = await evening('2026-11-25 20:00');
    await at.plan({
      people: {
        bob: { name: 'Bob', languages: ['fr'], contacts: [{ extension: '201' }, { phone: PHONE_OF.bob }] },
      },
    });
    await at.read(GONE, 600);
    expect(at.smsTo(PHONE_OF.sofia)).toEqual([]);
  });

  it('a mobile reaches nobody on a hotline without a trunk', async () => {
    const at = await evening('2026-11-25 20:00');
    await at.plan({
      people: {
        bob: { name: 'Bob', languages: ['fr'], contacts: [{ extension: '201' }, { phone: PHONE_OF.bob }] },
      },
      hotlines: { heating: { trunk: null } },
    });
    await at.read(GONE, 200);
    expect(at.smsTo(PHONE_OF.sofia)).toHaveLength(1);
  });

  it('a phone of which nothing is known may be there: nobody is told', async () => {
    const at = await evening('2026-11-25 20:00');
    await at.read({ 201: 'offline', 202: 'unknown', trunk: 'online' }, 600);
    expect(at.smsTo(PHONE_OF.sofia)).toEqual([]);
  });

  it('their being back is told to both, by mail', async () => {
    const at = await evening('2026-11-25 20:00');
    await at.read(GONE, 200);
    at.mail.letters.length = 0;
    await at.read(THERE, 60);
    expect(at.mailsTo('bob')).toEqual(['Bob est de nouveau joignable']);
    expect(at.mailsTo('sofia')).toEqual(['Bob est de nouveau joignable']);
  });

  it('a phone that is gone again is told again', async () => {
    const at = await evening('2026-11-25 20:00');
    for (let n = 0; n < 2; n += 1) {
      await at.read(GONE, 200);
      await at.read(THERE, 60);
    }
    expect(at.smsTo(PHONE_OF.sofia)).toHaveLength(2);
  });

  it('who is replaced meanwhile is no trouble any more, and their phone’s return is not told', async () => {
    const at = await evening('2026-11-25 20:00');
    await at.read(GONE, 200);
    at.mail.letters.length = 0;
    await at.plan({
      schedules: {
        primary: {
          name: 'Chauffage',
          timeZone: 'Europe/Paris',
          shifts: [{ person: 'dora', start: '2026-11-25 18:00', end: '2026-11-26 08:00' }],
        },
      },
    });
    await at.read(GONE, 120);
    await at.read(THERE, 120);
    // Who is on call now is told to both, and nothing else.
    expect(at.mail.letters.filter(({ text }) => !/from now|dès maintenant/.test(text))).toEqual([]);
  });

  it('is told once although Vigie is restarted, and the return is told by the next life', async () => {
    const at = await evening('2026-11-25 20:00');
    await at.read(GONE, 200);
    await at.restartReachWatch();
    await at.read(GONE, 200);
    expect(at.smsTo(PHONE_OF.sofia)).toHaveLength(1);
    await at.restartReachWatch();
    at.mail.letters.length = 0;
    await at.read(THERE, 60);
    expect(at.mailsTo('sofia')).toEqual(['Bob est de nouveau joignable']);
  });

  it('nothing is told while Asterisk is out of reach', async () => {
    const at = await evening('2026-11-25 20:00');
    await at.read(GONE, 40);
    await at.read(null, 600);
    expect(at.smsTo(PHONE_OF.sofia)).toEqual([]);
  });
});

describe('before duty begins', () => {
  /** Without what is told of a duty that nobody confirmed. */
  const ofPhones = (texts: readonly string[]) => texts.filter((text) => text.includes('enregistré'));

  it('whoever is on call within the hour is told while they can mend it, alone', async () => {
    const at = await evening('2026-11-25 16:50');
    await at.read(GONE, 300);
    expect(at.smsTo(PHONE_OF.bob)).toEqual([]);
    await at.read(GONE, 600);
    expect(at.smsTo(PHONE_OF.bob)).toEqual([
      'Astreinte à partir du 25 nov. à 18 h, et aucun appel ne pourrait vous joindre. Non enregistré : 201, 202.',
    ]);
    expect(ofPhones(at.smsTo(PHONE_OF.sofia))).toEqual([]);
  });

  it('when it begins and they are still not there, they are told again, and their supervisor', async () => {
    const at = await evening('2026-11-25 17:30');
    await at.read(GONE, 200);
    at.sms.letters.length = 0;
    await at.read(GONE, 1700);
    expect(at.clock.now()).toBeGreaterThan(paris('2026-11-25 18:00'));
    expect(at.smsTo(PHONE_OF.bob)).toHaveLength(1);
    expect(ofPhones(at.smsTo(PHONE_OF.sofia))).toHaveLength(1);
  });

  it('who switches it on in time hears that it is well, and nobody else was ever told', async () => {
    const at = await evening('2026-11-25 17:30');
    await at.read(GONE, 200);
    at.mail.letters.length = 0;
    await at.read(THERE, 60);
    expect(at.mailsTo('bob')).toEqual(['Bob est de nouveau joignable']);
    expect(at.mailsTo('sofia')).toEqual([]);
  });
});

describe('a trunk', () => {
  const OFF = { trunk: 'offline' } as const;

  it('that is down is told to administrators and supervisors, once, and so is its return', async () => {
    const at = await evening('2026-11-25 20:00');
    await at.plan({ people: { ada: { name: 'Ada', languages: ['en'], role: 'administrator' } } });
    await at.notificationPreferences.setAddress('ada', 'email', 'ada@example.org', AUTHOR);
    await at.read(OFF, 600);
    expect(at.mailsTo('ada')).toEqual(['Alert: the trunk trunk is down']);
    expect(at.mailsTo('sofia')).toEqual(['Alerte : le trunk trunk est hors service']);
    expect(at.smsTo(PHONE_OF.sofia)).toHaveLength(1);
    const mail = at.mail.letters.find(({ to }) => to === 'sofia@example.org');
    expect(mail?.text).toContain('il ne répond pas à Asterisk');
    await at.read({ trunk: 'online' }, 60);
    expect(at.mailsTo('ada').at(-1)).toBe('Over: the trunk trunk is down');
    expect(at.mailsTo('bob')).toEqual([]);
  });

  it('that Asterisk does not have is told as such', async () => {
    const at = await evening('2026-11-25 20:00');
    await at.read({ trunk: 'missing' }, 200);
    expect(at.mail.letters.map(({ text }) => text).join()).toContain('Asterisk ne connaît pas ce trunk');
  });

  it('that nobody checks is never told', async () => {
    const at = await evening('2026-11-25 20:00');
    await at.read({ trunk: 'unknown' }, 600);
    expect(at.mail.letters).toEqual([]);
  });

  it('that no hotline uses any more is forgotten', async () => {
    const at = await evening('2026-11-25 20:00');
    await at.read(OFF, 200);
    at.mail.letters.length = 0;
    await at.plan({ hotlines: { heating: { trunk: null } } });
    await at.read(OFF, 100);
    await at.read({ trunk: 'online' }, 100);
    // That the hotline now joins nobody on a mobile is told; of the trunk nothing is.
    expect(at.mail.letters.filter(({ subject }) => /trunk/i.test(subject))).toEqual([]);
  });
});
