import { expect, it } from 'vitest';
import { hashLinkToken } from '../../src/notices/tokens.ts';
import { ends, house, PHONE_OF, rings } from './notifier-fixture.ts';

it('a night on call: asked to confirm, silence, the supervisor told, a replacement, a call at 03:10', async () => {
  const at = await house('2026-11-25 14:30');
  await at.begin();

  // Asked three hours before, and again an hour later.
  await at.until('2026-11-25 15:01');
  await at.until('2026-11-25 16:01');
  const asked = at.smsTo(PHONE_OF.bob).filter((text) => text.includes('Confirmez'));
  expect(asked).toHaveLength(3);
  expect(asked[0]).toMatch(
    /^Astreinte Chauffage du 25 nov\. à 18 h au 26 nov\. à 8 h\. Confirmez : https:\/\/vigie\.example\.org\/confirm\/[\w-]{22}$/,
  );

  // An hour before, nobody has confirmed: the supervisor and the next in line are told, each once.
  await at.until('2026-11-25 17:01');
  expect(at.smsTo(PHONE_OF.sofia)).toEqual(["Astreinte Chauffage du 25 nov. à 18 h : Bob n'a pas confirmé."]);
  expect(at.smsTo(PHONE_OF.dora)).toEqual([
    'On call for Chauffage from 25 Nov 18:00: Bob has not confirmed, you are next.',
  ]);

  // The supervisor replaces Bob by herself; she is asked, and confirms by the link of her first reminder.
  await at.plan({
    schedules: {
      primary: {
        overrides: [
          {
            person: 'sofia',
            replaces: 'bob',
            start: '2026-11-25 18:00',
            end: '2026-11-26 08:00',
            by: 'Sofia',
          },
        ],
      },
    },
  });
  await at.until('2026-11-25 17:10');
  const [link] = at.smsTo(PHONE_OF.sofia).flatMap((text) => /confirm\/([\w-]+)/.exec(text)?.[1] ?? []);
  const shift = await at.confirmations.byToken(hashLinkToken(link ?? ''));
  expect(shift).toMatchObject({ personId: 'sofia', confirmedAt: null });
  expect(await at.confirmations.confirm(shift?.id ?? 0, 'link', at.clock.now())).toBe(true);
  expect(await at.confirmations.confirm(shift?.id ?? 0, 'link', at.clock.now())).toBe(false);
  // Bob's link leads nowhere any more: the duty is not his.
  const bobs = /confirm\/([\w-]+)/.exec(asked[0] ?? '')?.[1] ?? '';
  expect(await at.confirmations.byToken(hashLinkToken(bobs))).toBeNull();

  await at.until('2026-11-26 03:10', 300);
  await at.call('c1', [
    rings(1, 'sofia', 0),
    ends(1, 'no-answer'),
    rings(2, 'dora', 1),
    { kind: 'attempt-answered', attempt: 2 },
    { kind: 'attempt-accepted', attempt: 2, by: 'key' },
    { kind: 'call-ended', outcome: 'accepted' },
  ]);
  await at.until('2026-11-26 03:12');
  expect(at.mailsTo('sofia')).toContain('Heating : appel de 01 99 00 12 34 pris par Dora');
  expect(at.mailsTo('bob')).not.toContain('Heating : appel de 01 99 00 12 34 pris par Dora');
  expect(await at.tasks.list({ limit: 5 })).toEqual([]);

  expect(await at.logBook()).toEqual([
    'Bob n’a pas confirmé son astreinte « Chauffage » du 25 nov. à 18 h ; prévenus : Dora, Sofia.',
    'Sofia a confirmé son astreinte « Chauffage » du 25 nov. à 18 h.',
    'Sofia est d’astreinte « Chauffage » jusqu’au 26 nov. à 8 h.',
    'Appel de 01 99 00 12 34 pris par Dora.',
  ]);
  expect(await at.outbox.counts()).toEqual({ sent: at.mail.letters.length + at.sms.letters.length });
});
