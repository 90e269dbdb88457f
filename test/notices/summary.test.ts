import { expect, it } from 'vitest';
import { AUTHOR, house, PHONE_OF } from './notifier-fixture.ts';

it('who is on call is summed up for whoever wants it, and for nobody else', async () => {
  const at = await house('2026-11-25 14:00');
  const wanted = { kind: 'duty-summary-day', medium: 'email', wanted: true } as const;
  await at.notificationPreferences.setPreferences({ hotlineId: null, personId: 'sofia' }, [wanted], AUTHOR);
  await at.domainEvents.write({ kind: 'duty-summary-day' }, at.clock.now());
  await at.begin();
  const mails = at.mail.letters.filter(({ subject }) => subject === 'D’astreinte jusqu’à demain matin');
  expect(mails.map(({ to, text }) => [to, text])).toEqual([
    [
      'sofia@example.org',
      'D’astreinte dans les 24 heures :\n\n' +
        'Chauffage : Bob, du 25 nov. à 18 h au 26 nov. à 8 h\n' +
        'Renfort : Dora, du 20 nov. à 8 h au 4 déc. à 8 h',
    ],
  ]);
  expect(at.smsTo(PHONE_OF.sofia)).toEqual([]);
});
