import { describe, expect, it } from 'vitest';
import { createSmsAnswers } from '../../src/database/notices/sms-answer-store.ts';
import { FRANCE } from '../planning/plan.ts';
import { house, PHONE_OF } from './notifier-fixture.ts';

/** It is afternoon, Bob has been asked by SMS to confirm tonight, and may answer. */
async function afternoon() {
  const at = await house('2026-11-25 14:00', { takesSmsAnswers: true });
  const answers = createSmsAnswers(at.db, FRANCE);
  await at.begin();
  let sent = 0;
  const sms = async (text: string, from: string = PHONE_OF.bob, reference: string | null = `SM${++sent}`) => {
    const said = await answers.receive({ from, text, reference }, at.clock.now());
    await at.settle();
    return said;
  };
  /** What Bob was sent besides reminders. */
  const replies = (to: string = PHONE_OF.bob) => at.smsTo(to).filter((text) => !text.includes('/confirm/'));
  return { ...at, sms, replies };
}

describe('a reminder', () => {
  it('says that it can be answered, and how', async () => {
    const at = await afternoon();
    expect(at.smsTo(PHONE_OF.bob)[0]).toMatch(
      /^Astreinte Chauffage du 25 nov\. à 18 h .*\/confirm\/[\w-]{22} ou répondez OK \(NON sinon\)$/,
    );
  });

  it('does not, where nothing can come in', async () => {
    const at = await house('2026-11-25 14:00');
    await at.begin();
    expect(at.smsTo(PHONE_OF.bob)[0]).toMatch(/\/confirm\/[\w-]{22}$/);
  });
});

describe('an answer by SMS', () => {
  it('OK confirms, is acknowledged with which duty, and is in the log book', async () => {
    const at = await afternoon();
    expect(await at.sms('Ok', '06 12 00 00 01')).toBe('confirmed');
    expect(at.replies()).toEqual([
      'Confirmé : astreinte Chauffage du 25 nov. à 18 h au 26 nov. à 8 h. Merci.',
    ]);
    expect(await at.logBook()).toEqual(['Bob a confirmé son astreinte « Chauffage » du 25 nov. à 18 h.']);
    const [shift] = await at.confirmations.startingBetween(at.clock.now(), at.clock.now() + 86_400_000);
    expect(shift).toMatchObject({ confirmedBy: 'sms' });
  });

  it('NON is told to the next in line and the supervisor at once', async () => {
    const at = await afternoon();
    expect(await at.sms('non')).toBe('declined');
    expect(at.smsTo(PHONE_OF.sofia)).toEqual([
      'Astreinte Chauffage du 25 nov. à 18 h : Bob ne peut pas. Suivant : Dora.',
    ]);
    expect(at.replies()[0]).toMatch(/^Noté : vous ne pouvez pas assurer l'astreinte Chauffage/);
    expect(await at.sms('OK')).toBe('nothing-open');
  });

  it('a webhook that is played again changes nothing, and is answered by nothing', async () => {
    const at = await afternoon();
    expect(await at.sms('OK', PHONE_OF.bob, 'SM77')).toBe('confirmed');
    expect(await at.sms('OK', PHONE_OF.bob, 'SM77')).toBe('duplicate');
    expect(await at.sms('NON', PHONE_OF.bob, 'SM77')).toBe('duplicate');
    expect(at.replies()).toHaveLength(1);
  });

  it('without a name of its gateway’s, the same text again within minutes is the same', async () => {
    const at = await afternoon();
    expect(await at.sms('OK', PHONE_OF.bob, null)).toBe('confirmed');
    expect(await at.sms('OK', PHONE_OF.bob, null)).toBe('duplicate');
    expect(await at.sms('NON', PHONE_OF.bob, null)).toBe('declined');
  });

  it('anything else is explained once, is no answer, and is in the log book each time', async () => {
    const at = await afternoon();
    expect(await at.sms('Je suis en vacances')).toBe('unclear');
    expect(await at.sms('Message automatique : absent')).toBe('unclear');
    expect(at.replies()).toEqual([
      "Pour confirmer l'astreinte Chauffage du 25 nov. à 18 h, répondez OK ; sinon, NON.",
    ]);
    expect(await at.logBook()).toEqual([
      'SMS de Bob, à propos de « Chauffage » du 25 nov. à 18 h : « Je suis en vacances ».',
      'SMS de Bob, à propos de « Chauffage » du 25 nov. à 18 h : « Message automatique : absent ».',
    ]);
    const [shift] = await at.confirmations.startingBetween(at.clock.now(), at.clock.now() + 86_400_000);
    expect(shift).toMatchObject({ confirmedAt: null, declinedAt: null });
  });

  it('that is unclear is told to the supervisor, once for a duty', async () => {
    const at = await afternoon();
    await at.sms('Je suis en vacances');
    await at.sms('Vraiment');
    expect(at.smsTo(PHONE_OF.sofia)).toEqual([
      'Bob, astreinte Chauffage du 25 nov. à 18 h : "Je suis en vacances". Ni oui ni non : posez-lui la question.',
    ]);
  });

  it('that is unclear and about no duty is told to nobody', async () => {
    const at = await afternoon();
    await at.sms('OK');
    await at.sms('Au fait, bonjour');
    expect(at.smsTo(PHONE_OF.sofia)).toEqual([]);
  });

  it('of an unknown number gets no reply and changes nothing', async () => {
    const at = await afternoon();
    for (const from of ['+33699999999', 'OVHcloud', '', '36200'])
      expect(await at.sms('OK', from)).toBe('unknown-number');
    expect(at.replies('+33699999999')).toEqual([]);
    expect(await at.db.selectFrom('domain_events').selectAll().execute()).toEqual([]);
    expect(await at.logBook()).toEqual([]);
  });

  it('of somebody who is asked nothing is told so, once', async () => {
    const at = await afternoon();
    expect(await at.sms('OK', PHONE_OF.sofia)).toBe('nothing-open');
    expect(await at.sms('OK', PHONE_OF.sofia)).toBe('nothing-open');
    expect(at.replies(PHONE_OF.sofia)).toEqual(["Vous n'avez rien à confirmer."]);
  });

  it('with two duties to confirm, each OK takes the nearest, and says which', async () => {
    const at = await afternoon();
    await at.plan({
      people: {},
      schedules: {
        primary: {
          name: 'Chauffage',
          timeZone: 'Europe/Paris',
          shifts: [
            { person: 'bob', start: '2026-11-25 18:00', end: '2026-11-26 08:00' },
            { person: 'bob', start: '2026-11-26 10:00', end: '2026-11-26 12:00' },
          ],
        },
      },
      policies: {},
      hotlines: {},
    });
    await at.until('2026-11-25 14:02');
    expect(await at.sms('1')).toBe('confirmed');
    expect(await at.sms('1')).toBe('confirmed');
    expect(await at.sms('1')).toBe('nothing-open');
    expect(at.replies()).toEqual([
      'Confirmé : astreinte Chauffage du 25 nov. à 18 h au 26 nov. à 8 h. Merci.',
      'Confirmé : astreinte Chauffage du 26 nov. à 10 h au 26 nov. à 12 h. Merci.',
      "Vous n'avez rien à confirmer.",
    ]);
  });
});
