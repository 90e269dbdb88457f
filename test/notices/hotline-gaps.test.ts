import { expect, it } from 'vitest';
import { house, PHONE_OF } from './notifier-fixture.ts';

const alone = {
  policies: {
    chain: {
      name: 'Chain',
      rounds: 1,
      overallLimitSeconds: 60,
      steps: [{ ring: [{ schedule: 'primary' }], ringSeconds: 20 }],
    },
  },
};
const about = (texts: readonly string[]) => texts.filter((text) => /joint personne/.test(text));

it('a hotline that will reach nobody is told once, and its schedule’s gap not again', async () => {
  const at = await house('2026-11-25 20:00');
  await at.plan(alone);
  await at.begin();
  await at.until('2026-11-25 20:30');
  expect(about(at.mailsTo('sofia'))).toEqual([
    '« Heating » ne joint personne du 26 nov. à 8 h au 2 déc. à 20 h',
  ]);
  expect(at.mailsTo('sofia').filter((subject) => /« Chauffage » : personne/.test(subject))).toEqual([]);
  expect(about(at.smsTo(PHONE_OF.sofia))).toEqual([]);
});

it('and by SMS too once it reaches nobody', async () => {
  const at = await house('2026-11-26 07:50');
  await at.plan(alone);
  await at.begin();
  await at.until('2026-11-26 08:02');
  expect(about(at.smsTo(PHONE_OF.sofia))).toEqual([
    expect.stringMatching(
      /^Heating ne joint personne en ce moment, jusqu'au 3 déc\. à 8 h(?: 0\d)? : personne/,
    ),
  ]);
});

it('mobiles without a trunk are told although somebody is on duty', async () => {
  const at = await house('2026-11-25 20:00');
  await at.plan({ hotlines: { heating: { trunk: null, callerId: null } } });
  await at.begin();
  await at.until('2026-11-25 20:02');
  expect(about(at.mailsTo('sofia'))).toEqual(['« Heating » ne joint personne en ce moment']);
  expect(at.mail.letters.find(({ subject }) => /joint personne/.test(subject))?.text).toContain(
    'aucun téléphone de qui est d’astreinte ne peut être appelé',
  );
});

it('somebody planned while they are on leave is told to their supervisor', async () => {
  const at = await house('2026-11-25 08:00');
  await at.plan({ absences: { bob: [{ start: '2026-11-25', end: '2026-11-25' }] } });
  await at.begin();
  await at.until('2026-11-25 08:02');
  expect(at.mailsTo('sofia')).toContain(
    'Planning « Chauffage » : Bob planifié et absent à partir du 25 nov. à 18 h',
  );
});

it('a calendar of absences that is broken for a day is told to its person and their supervisor, once', async () => {
  const at = await house('2026-11-25 08:00');
  await at.begin();
  const since = at.clock.now() - 26 * 3_600_000;
  for (let again = 0; again < 2; again += 1) {
    const event = {
      kind: 'calendar-broken',
      calendarId: 'c1',
      personId: 'bob',
      name: 'agenda',
      since,
    } as const;
    await at.domainEvents.write(event, at.clock.now());
    await at.settle();
  }
  const told = at.mailsTo('bob').filter((subject) => subject.includes('illisible'));
  expect(told).toEqual(['Agenda agenda illisible (Bob)']);
  expect(at.mailsTo('sofia')).toContain('Agenda agenda illisible (Bob)');
});
