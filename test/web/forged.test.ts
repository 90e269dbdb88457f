import { describe, expect, it } from 'vitest';
import { NOON, openSite } from './open-site.ts';
import { textOf } from './visitor.ts';

const HOUR = 3_600_000;
const TOMORROW = NOON + 24 * HOUR;

function key(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** What takes a change back, as nobody but us writes it. */
const planning = (person: string, from: number, to: number) => ({
  shifts: key({ out: [], in: [[person, from, to]] }),
});

describe('a change that is taken back by a forged address', () => {
  it.each([
    ['an instant beyond all calendars', planning('mia', 1e300, 2e300)],
    ['an instant that no clock can show', planning('mia', 8.7e15, 8.8e15)],
    ['a part of a millisecond', planning('mia', TOMORROW + 0.5, TOMORROW + HOUR)],
    ['thousands of years', planning('mia', -1e14, 1e14)],
    ['nobody', planning('__proto__', TOMORROW, TOMORROW + HOUR)],
    ['no time at all', planning('mia', TOMORROW, TOMORROW)],
    [
      'a replacement that nobody made',
      {
        override: key({
          action: 'takes-over',
          personId: 'otto',
          replacesId: null,
          startAt: NOON,
          endAt: TOMORROW,
          madeBy: 'Ada Morel',
        }),
      },
    ],
    ['a shift that is not planned', { shifts: key({ out: [['otto', NOON, TOMORROW]], in: [] }) }],
    ['an object', { shifts: key({ out: {}, in: {} }) }],
    ['no JSON', { shifts: 'AAAA', override: 'AAAA' }],
  ])('plans nothing: %s', async (_, form) => {
    const site = await openSite();
    const ada = await site.as('ada');
    const before = await site.dependencies.schedules.schedule('primary');
    expect((await ada.send('/planning/primary/undo', form, '/account')).status).toBe(422);
    expect(await site.dependencies.schedules.schedule('primary')).toEqual(before);
    for (const page of ['/planning/primary', '/planning/primary/settings'])
      expect((await ada.get(page)).status, page).toBe(200);
  });

  it('does no more than whoever sends it may: another team’s supervisor, a member, a viewer do nothing', async () => {
    const site = await openSite();
    for (const person of ['mia', 'otto', 'vic']) {
      const form = planning('mia', TOMORROW, TOMORROW + HOUR);
      expect((await (await site.as(person)).send('/planning/primary/undo', form, '/account')).status).toBe(
        403,
      );
    }
  });
});

describe('a pasted planning', () => {
  const paste = async (text: string) => {
    const site = await openSite();
    const ada = await site.as('ada');
    const began = performance.now();
    const page = await ada.send('/planning/primary/paste', { table: text }, '/planning/primary/paste');
    return { page, site, seconds: (performance.now() - began) / 1000 };
  };

  it.each([
    ['mark-up', '<img src=x onerror=alert(1)>\t2026-12-01 08:00\t2026-12-02 08:00'],
    ['a formula', '=HYPERLINK("http://evil.example")\t2026-12-01 08:00\t2026-12-02 08:00'],
    ['a name of the language', '__proto__\t2026-12-01 08:00\t2026-12-02 08:00'],
    ['all of time', 'Mia Roux\t0001-01-01\t9999-12-31'],
  ])('of %s is shown as text, and becomes nothing', async (_, text) => {
    const { page, site } = await paste(text);
    expect(page.status).toBeLessThan(500);
    expect(page.body).not.toContain('<img src=x');
    const drafts = await site.dependencies.planning.edit(({ drafts: kept }) => kept.ofSchedule('primary'));
    expect(drafts).toEqual([]);
  });

  it.each([
    ['nothing but tabs', '\t'.repeat(60_000)],
    ['nothing but quotes', '"'.repeat(60_000)],
    ['thousands of lines', 'x\n'.repeat(30_000)],
    ['one line that has no end', 'Mia '.repeat(15_000)],
  ])('of %s is read or refused at once', async (_, text) => {
    const { page, seconds } = await paste(text);
    expect(page.status).toBeLessThan(500);
    // On a machine that is busy with other tests; what is quadratic takes minutes.
    expect(seconds).toBeLessThan(20);
  });
});

describe('documents asked for all at once', () => {
  it('are made two at a time; those that would wait too long are told to come again', {
    timeout: 200_000,
  }, async () => {
    const site = await openSite();
    const ada = await site.as('ada');
    const answers = await Promise.all(
      Array.from({ length: 13 }, () => ada.get('/statistics/report/2026-10')),
    );
    const by = (status: number) => answers.filter((answer) => answer.status === status);
    expect(by(200).length).toBeGreaterThanOrEqual(10);
    expect(by(200).length + by(503).length).toBe(13);
    expect(by(503).length).toBeGreaterThan(0);
    expect(textOf(by(503)[0]?.body ?? '')).toContain('try again in a moment');
    expect(site.log()).not.toContain('"level":50');
  });
});

describe('all of time at once', () => {
  it('is refused where each hour of it would be looked at', async () => {
    const site = await openSite();
    const ada = await site.as('ada');
    const fairness = await ada.get('/labour/fairness?from=1900-01-01&to=2198-12-31');
    expect(textOf(fairness.body)).toContain('At most 731 days at once.');
    const form = { name: 'Ages', from: '1950-01-01', to: '2050-01-01' };
    const draft = await ada.send('/planning/primary/drafts', form, '/planning/primary/drafts');
    expect(draft.status).toBe(422);
    expect(textOf(draft.body)).toContain('A draft is of a year at most');
    const ages = `from=${Date.UTC(1900, 0, 1)}&to=${Date.UTC(2199, 0, 1)}`;
    expect((await ada.get(`/planning/primary/duty?person=mia&${ages}`)).status).toBe(404);
  });

  it('a turn that begins on no weekday is told beside its field', async () => {
    const site = await openSite();
    const ada = await site.as('ada');
    const rotation = {
      rotationId: '',
      rotationName: 'Weeks',
      participant: 'mia',
      participantOf: '0',
      count: '1',
      unit: 'weeks',
      time: '08:00',
      startDate: '2026-12-07',
      endDate: '',
    };
    for (const weekday of ['8', '0', 'x', '-2208988800000']) {
      const page = await ada.send('/planning/primary/settings', {
        name: 'Primary duty',
        timeZone: 'Europe/Paris',
        ...rotation,
        weekday,
        do: 'save',
      });
      expect(page.status, weekday).toBeLessThan(500);
    }
  });
});
