import { describe, expect, it } from 'vitest';
import { recordAbsence } from '../../src/planning/record-absence.ts';
import { replacePerson, setRotations, takeDuty, undoOverride } from '../../src/planning/schedule-edits.ts';
import { house, PHONE_OF, paris } from './notifier-fixture.ts';

const ROTATION = {
  id: 'weeks',
  name: 'Semaines',
  participants: ['bob', 'dora'],
  turn: '1 week',
  handoff: 'mon 08:00',
  start: '2026-11-23',
  whenAbsent: 'next-covers',
};

/** Bob is on duty by his turn this week, Dora next week; what they know of it by now is kept. */
async function houseWithTurns(beginsAt = '2026-11-25 14:00') {
  const at = await house(beginsAt);
  await at.plan({
    schedules: {
      turns: { name: 'Nuits', timeZone: 'Europe/Paris', rotations: [ROTATION] },
    },
  });
  await at.begin();
  const edit = (scheduleId: string) => ({
    scheduleId,
    basedOn: null,
    author: { actor: 'Sofia', at: at.clock.now() },
  });
  const done = async (outcome: Promise<{ readonly ok: boolean }>) => {
    expect(await outcome).toMatchObject({ ok: true });
    await at.until(at.later(10), 5);
  };
  return { ...at, edit, done };
}

/** About changes only: reminders to confirm leave too. */
const changes = (texts: readonly string[]) =>
  texts.filter((text) => /\b(Nuits|Chauffage)\b/.test(text) && !/onfirm/.test(text));

describe('somebody whose duty changes at once', () => {
  it('is told by mail and SMS when somebody is put in their place by a click, and so is who gains it', async () => {
    const at = await houseWithTurns();
    const now = at.clock.now();
    const until = paris('2026-11-26 08:00');
    const wanted = { personId: 'dora', replacesId: 'bob', startAt: now, endAt: until };
    await at.done(replacePerson(at.store, at.edit('turns'), wanted));
    expect(changes(at.smsTo(PHONE_OF.dora))).toEqual([
      'You are on call for Nuits from now until 26 Nov 08:00. https://vigie.example.org/my',
    ]);
    expect(changes(at.smsTo(PHONE_OF.bob))).toEqual([
      `Vous n'etes plus d'astreinte "Nuits" dès maintenant, jusqu'au 26 nov. à 8 h. https://vigie.example.org/my`,
    ]);
    expect(changes(at.mailsTo('bob'))).toEqual([
      'Vous n’êtes plus d’astreinte « Nuits » dès maintenant, jusqu’au 26 nov. à 8 h.',
    ]);
    expect(at.mailsTo('sofia').filter((subject) => /d’astreinte/.test(subject))).toEqual([]);
  });

  it.each([
    [
      'taking over',
      (at: Awaited<ReturnType<typeof houseWithTurns>>) =>
        takeDuty(at.store, at.edit('turns'), { personId: 'dora', fromId: 'bob' }),
    ],
    [
      'an absence that makes the next one cover',
      (at: Awaited<ReturnType<typeof houseWithTurns>>) =>
        recordAbsence(
          at.store,
          { personId: 'bob', basedOn: null, author: { actor: 'Bob', at: at.clock.now() } },
          { startAt: at.clock.now(), endAt: paris('2026-11-30 08:00'), note: null },
        ),
    ],
    [
      'an edited rotation',
      (at: Awaited<ReturnType<typeof houseWithTurns>>) =>
        at.store
          .edit(async (draft) => {
            const before = await draft.item('schedules', 'turns');
            if (!before) throw new Error('turns is planned');
            const rotations = before.rotations.map((rotation) => ({
              ...rotation,
              participants: rotation.participants.toReversed(),
            }));
            return { before, rotations };
          })
          .then(({ rotations }) => setRotations(at.store, at.edit('turns'), rotations)),
    ],
  ])('is told of it when it comes by %s', async (_, change) => {
    const at = await houseWithTurns();
    await at.done(change(at));
    expect(changes(at.smsTo(PHONE_OF.dora))[0]).toMatch(
      /^You are on call for Nuits from now until 30 Nov 08:00/,
    );
    expect(changes(at.mailsTo('bob'))[0]).toMatch(/^Vous n’êtes plus d’astreinte « Nuits » dès maintenant/);
  });

  it('is told that they have it back by an undo', async () => {
    const at = await houseWithTurns();
    const until = paris('2026-11-26 08:00');
    const wanted = { personId: 'dora', replacesId: 'bob', startAt: at.clock.now(), endAt: until };
    await at.done(replacePerson(at.store, at.edit('turns'), wanted));
    const made = (await at.store.edit((draft) => draft.item('schedules', 'turns')))?.overrides[0];
    if (!made) throw new Error('Dora stands in');
    await at.done(undoOverride(at.store, at.edit('turns'), made));
    expect(changes(at.mailsTo('bob')).at(-1)).toBe(
      'Vous êtes d’astreinte « Nuits » dès maintenant, jusqu’au 26 nov. à 8 h.',
    );
    expect(changes(at.smsTo(PHONE_OF.dora)).at(-1)).toMatch(/^You are no longer on call for Nuits/);
  });

  it('is told once, whatever is restarted meanwhile', async () => {
    const at = await houseWithTurns();
    await at.done(takeDuty(at.store, at.edit('turns'), { personId: 'dora', fromId: 'bob' }));
    const told = changes(at.mailsTo('dora')).length;
    await at.restartDutyChanges();
    await at.until(at.later(120));
    expect(changes(at.mailsTo('dora'))).toHaveLength(told);
  });

  it('is told of what was changed while Vigie was down', async () => {
    const at = await houseWithTurns();
    at.endDutyChanges();
    await at.done(takeDuty(at.store, at.edit('turns'), { personId: 'dora', fromId: 'bob' }));
    expect(changes(at.mailsTo('dora'))).toEqual([]);
    await at.restartDutyChanges();
    await at.until(at.later(10), 5);
    expect(changes(at.mailsTo('dora'))).toHaveLength(1);
  });
});

describe('somebody whose duty changes later on', () => {
  const nextWeek = {
    personId: 'bob',
    replacesId: 'dora',
    startAt: paris('2026-12-01 08:00'),
    endAt: paris('2026-12-02 08:00'),
  };

  it('is told by mail, once nothing more was changed for ten minutes, of all of it in one piece', async () => {
    const at = await houseWithTurns();
    await at.done(replacePerson(at.store, at.edit('turns'), nextWeek));
    await at.until(at.later(300));
    await at.done(
      replacePerson(at.store, at.edit('turns'), {
        ...nextWeek,
        startAt: paris('2026-12-03 08:00'),
        endAt: paris('2026-12-04 08:00'),
      }),
    );
    await at.until(at.later(420));
    expect(at.mailsTo('bob')).not.toContain('Vos astreintes ont changé');
    await at.until(at.later(300));
    const mail = at.mail.letters.filter(({ subject }) => subject === 'Vos astreintes ont changé');
    expect(mail.map(({ to, text }) => [to, text.split('\n\nAstreinte')[0]])).toEqual([
      [
        'bob@example.org',
        'Vous êtes d’astreinte « Nuits » du 1er déc. à 8 h au 2 déc. à 8 h.\n' +
          'Vous êtes d’astreinte « Nuits » du 3 déc. à 8 h au 4 déc. à 8 h.\n\n' +
          'Changement fait par Sofia.\n\nVos astreintes :\nhttps://vigie.example.org/my',
      ],
    ]);
    expect(changes(at.smsTo(PHONE_OF.bob))).toEqual([]);
  });

  it('hears nothing of what was undone before', async () => {
    const at = await houseWithTurns();
    await at.done(replacePerson(at.store, at.edit('turns'), nextWeek));
    const made = (await at.store.edit((draft) => draft.item('schedules', 'turns')))?.overrides[0];
    if (!made) throw new Error('Bob stands in');
    await at.done(undoOverride(at.store, at.edit('turns'), made));
    await at.until(at.later(3600));
    expect(at.mailsTo('bob')).not.toContain('Vos astreintes ont changé');
  });

  it('is told by SMS too as soon as it begins within the time in which it must be confirmed', async () => {
    const at = await houseWithTurns('2026-12-01 06:55');
    await at.done(replacePerson(at.store, at.edit('turns'), nextWeek));
    expect(changes(at.smsTo(PHONE_OF.bob))).toEqual([]);
    await at.until('2026-12-01 07:02');
    expect(changes(at.smsTo(PHONE_OF.bob))).toHaveLength(1);
  });
});

it('a schedule that is deleted takes duty from its people', async () => {
  const at = await houseWithTurns();
  await at.done(
    at.store
      .edit(async (draft) => {
        const before = await draft.item('schedules', 'turns');
        await draft.apply([{ section: 'schedules', id: 'turns', before, after: null }], {
          actor: 'Sofia',
          at: at.clock.now(),
        });
      })
      .then(() => ({ ok: true })),
  );
  expect(changes(at.mailsTo('bob'))).toHaveLength(1);
});
