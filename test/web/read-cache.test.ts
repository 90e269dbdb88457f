import { describe, expect, it } from 'vitest';
import { createAbsenceCalendarStore } from '../../src/database/planning/absence-calendar-store.ts';
import { UNTRIED } from '../../src/planning/absence-calendars/absence-calendar.ts';
import { createReadCache } from '../../src/planning/read-cache.ts';
import { replacePerson } from '../../src/planning/schedule-edits.ts';
import type { ScheduleStore } from '../../src/planning/schedule-store.ts';
import { NOON, openSite } from './open-site.ts';
import { textOf } from './visitor.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const REPLACED = /replaces Mia Roux|stands in for Mia Roux/;
const PAGES = ['/now', '/now/duty', '/wall', '/planning', '/planning/primary', '/planning?view=people'];

describe('what pages keep between requests', () => {
  it('never hides a replacement: the very next page shows it, whoever made it', async () => {
    const { as, dependencies, clock } = await openSite();
    const ada = await as('ada');
    for (const page of PAGES) expect(textOf((await ada.get(page)).body), page).not.toMatch(REPLACED);
    // As `vigie replace` does, past the pages.
    const edit = { scheduleId: 'primary', basedOn: null, author: { actor: 'root', at: clock.now() } };
    const wanted = { personId: 'sam', replacesId: 'mia', startAt: NOON - HOUR, endAt: NOON + HOUR };
    expect((await replacePerson(dependencies.configuration, edit, wanted)).ok).toBe(true);
    for (const page of PAGES) {
      expect(textOf((await ada.get(page)).body), page).toMatch(REPLACED);
    }
  });

  it('never hides an absence that a calendar brings', async () => {
    const { as, db } = await openSite();
    const ada = await as('ada');
    expect(textOf((await ada.get('/now')).body)).not.toContain('Nobody is on call');
    const calendars = createAbsenceCalendarStore(db);
    const calendar = {
      id: 'own',
      personId: 'mia',
      name: 'mia.ics',
      address: null,
      timeZone: 'Europe/Paris',
      addedAt: NOON,
      state: UNTRIED,
    };
    const author = { actor: 'calendar', at: NOON };
    await calendars.add(calendar, author);
    await calendars.replaceAbsences(
      calendar,
      NOON - DAY,
      [{ startAt: NOON - HOUR, endAt: NOON + HOUR }],
      author,
    );
    expect(textOf((await ada.get('/now')).body)).toMatch(/nobody/i);
  });

  it('never hides a new name, a team, a hotline', async () => {
    const { as } = await openSite();
    const ada = await as('ada');
    await ada.get('/people');
    const form = { name: 'Mia Delacroix', role: 'member', languages: ['en'] };
    const page = await ada.get('/people/mia');
    const opened = /name="opened" value="(\d*)"/.exec(page.body)?.[1] ?? '';
    expect((await ada.send('/people/mia', { ...form, opened })).status).toBe(303);
    expect(textOf((await ada.get('/people')).body)).toContain('Mia Delacroix');
    expect(textOf((await ada.get('/now')).body)).toContain('Mia Delacroix');
  });
});

describe('a schedule that is kept', () => {
  it('is read once until something is changed, and older times when they are asked for', async () => {
    const { dependencies } = await openSite();
    const asked: (number | undefined)[] = [];
    const schedules: ScheduleStore = {
      schedule: (id, since) => {
        asked.push(since);
        return dependencies.schedules.schedule(id, since);
      },
    };
    let version = 1;
    const at = createReadCache({ ...dependencies, schedules }, async () => version);
    const first = await at(NOON).schedules.schedule('primary', NOON);
    expect(await at(NOON + HOUR).schedules.schedule('primary', NOON - 20 * DAY)).toBe(first);
    expect(asked).toHaveLength(1);
    version = 2;
    expect(await at(NOON).schedules.schedule('primary', NOON)).not.toBe(first);
    expect(asked).toHaveLength(2);
    await at(NOON).schedules.schedule('primary', NOON - 900 * DAY);
    await at(NOON).schedules.schedule('primary');
    expect(asked.slice(2)).toEqual([NOON - 900 * DAY, undefined]);
    // The clock was put back: what is kept begins too late.
    await at(NOON - 300 * DAY).schedules.schedule('primary', NOON - 300 * DAY);
    expect(asked.at(-1)).toBe(NOON - 300 * DAY);
  });

  it('is asked for again when it could not be read, and not kept when there is none', async () => {
    const { dependencies } = await openSite();
    let reads = 0;
    const failing: ScheduleStore = {
      schedule: async () => {
        reads += 1;
        if (reads === 1) throw new Error('disk');
        return null;
      },
    };
    const at = createReadCache({ ...dependencies, schedules: failing }, async () => 1);
    await expect(at(NOON).schedules.schedule('primary', NOON)).rejects.toThrow('disk');
    expect(await at(NOON).schedules.schedule('primary', NOON)).toBeNull();
    expect(await at(NOON).schedules.schedule('primary', NOON)).toBeNull();
    expect(reads).toBe(3);
  });
});
