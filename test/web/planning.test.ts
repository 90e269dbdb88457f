import { describe, expect, it } from 'vitest';
import { openSite } from './open-site.ts';
import { textOf } from './visitor.ts';

const SHIFT = {
  from: Date.UTC(2026, 10, 23, 7),
  to: Date.UTC(2026, 10, 30, 7),
};
const DUTY = `/planning/primary/duty?person=mia&from=${SHIFT.from}&to=${SHIFT.to}`;

describe('the planning', () => {
  it('shows who is on call and leads from each duty to its replacement', async () => {
    const { as } = await openSite();
    const ada = await as('ada');
    for (const view of ['month', 'week', 'people']) {
      const page = await ada.get(`/planning/primary?view=${view}`);
      expect(page.status, view).toBe(200);
      expect(textOf(page.body)).toContain('Mia Roux');
      expect(page.body).toContain('/planning/primary/duty?person=mia');
    }
    expect((await ada.get('/planning')).status).toBe(200);
    expect((await ada.get(DUTY)).body).toContain('value="otto"');
  });

  it('replaces in two clicks, at once, until the duty ends; and takes it back', async () => {
    const { as, dependencies, clock } = await openSite();
    const sam = await as('sam');
    const form = { replaces: 'mia', person: 'otto', fromAt: String(SHIFT.from), toAt: String(SHIFT.to) };
    const done = await sam.send('/planning/primary/replace', form, DUTY);
    expect(done.status).toBe(303);
    const after = await dependencies.schedules.schedule('primary', clock.now());
    expect(after?.overrides).toMatchObject([
      { action: 'takes-over', personId: 'otto', replacesId: 'mia', startAt: clock.now(), endAt: SHIFT.to },
    ]);
    const offered = await sam.get(done.to ?? '');
    const key = /name="override" value="([^"]*)"/.exec(offered.body)?.[1] ?? '';
    await sam.send('/planning/primary/undo', { override: key }, '/planning/primary');
    expect((await dependencies.schedules.schedule('primary', clock.now()))?.overrides).toEqual([]);
  });

  it('replaces for tonight only, whatever stands in fields that were not chosen', async () => {
    const { as, dependencies, clock } = await openSite();
    const sam = await as('sam');
    const form = { replaces: 'mia', person: 'otto', fromAt: String(SHIFT.from), toAt: String(SHIFT.to) };
    const page = textOf((await sam.get(DUTY)).body);
    expect(page).toContain('Tonight 18:00–8:00');
    expect(page).toContain('From 18:00, until 26 November at 08:00');
    expect(page).toContain('Mia Roux and whoever takes over are told');
    const done = await sam.send('/planning/primary/replace', { ...form, span: 'tonight', end: 'x' }, DUTY);
    expect((await dependencies.schedules.schedule('primary', clock.now()))?.overrides).toMatchObject([
      { personId: 'otto', startAt: Date.UTC(2026, 10, 25, 17), endAt: Date.UTC(2026, 10, 26, 7) },
    ]);
    expect(textOf((await sam.get(done.to ?? '')).body)).toContain(
      'Replaced. Counts from 18:00, until 26 November at 08:00. Undo this replacement',
    );
  });

  it('says beside the times which is wrong, and keeps them', async () => {
    const { as, dependencies, clock } = await openSite();
    const sam = await as('sam');
    const form = { replaces: 'mia', person: 'otto', fromAt: String(SHIFT.from), toAt: String(SHIFT.to) };
    const wrong = { ...form, span: 'other', start: '2026-11-27 18:00', end: '2026-11-27 08:00' };
    const refused = await sam.send('/planning/primary/replace', wrong, DUTY);
    expect(refused.status).toBe(422);
    expect(refused.body).toContain('value="2026-11-27 08:00"');
    expect(refused.body).toMatch(/id="part-end"[^>]*aria-invalid="true"/);
    expect((await dependencies.schedules.schedule('primary', clock.now()))?.overrides).toEqual([]);
  });

  it('has a table of who is on duty on which day, with hours, gaps and numbers', async () => {
    const { as } = await openSite();
    const ada = await as('ada');
    const table = await ada.get('/planning/table?rows=hotlines&days=14&on=2026-11-30');
    const text = textOf(table.body);
    expect(text).toContain('Support 01 99 00 12 01');
    expect(text).toContain('Mia Roux → 08:00');
    expect(text).toContain('Otto Blanc 08:00 →');
    expect(table.body).toMatch(/duty-cell is-gap[\s\S]*Nobody/);
    expect(text).toContain('Mia Roux 06 98 76 54 32 · 202');
    expect(textOf((await ada.get('/planning/table?rows=people')).body)).toContain('Mia Roux');
    expect((await ada.get('/planning/table?on=never&days=99')).status).toBe(200);
  });

  it('takes back what was planned, moved or copied, and copies what is on duty then', async () => {
    const { as, dependencies, clock } = await openSite();
    const ada = await as('ada');
    const shifts = async () => (await dependencies.schedules.schedule('primary', clock.now()))?.shifts ?? [];
    const undone = async (to: string | null) => {
      const key = /name="shifts" value="([^"]*)"/.exec((await ada.get(to ?? '')).body)?.[1] ?? '';
      return ada.send('/planning/primary/undo', { shifts: key }, '/planning/primary');
    };
    const before = await shifts();
    const night = { person: 'otto', template: 'night', day: '2026-12-10' };
    const planned = await ada.send('/planning/primary/shifts', night, '/planning/primary');
    expect(await shifts()).toHaveLength(3);
    expect((await undone(planned.to)).to).toContain('done=undone');
    expect(await shifts()).toEqual(before);
    const week = { from: '2026-11-23', to: '2026-12-14' };
    const copied = await ada.send('/planning/primary/copy', week, '/planning/primary');
    expect((await shifts()).at(-1)).toMatchObject({ personId: 'mia', startAt: Date.UTC(2026, 11, 14, 7) });
    const again = await ada.send('/planning/primary/copy', week, '/planning/primary');
    expect(again.to).toContain('done=nothing-copied');
    await undone(copied.to);
    expect(await shifts()).toEqual(before);
  });

  it('tells the second of two what the first changed, and loses nothing', async () => {
    const { as, dependencies, clock } = await openSite();
    const [ada, sam] = [await as('ada'), await as('sam')];
    const page = await ada.get('/planning/primary');
    const opened = /name="opened" value="(\d+)"/.exec(page.body)?.[1] ?? '';
    const add = (person: string, day: string) => ({ opened, person, template: 'night', day });
    expect(
      (await sam.send('/planning/primary/shifts', add('mia', '2026-12-10'), '/planning/primary')).status,
    ).toBe(303);
    const late = await ada.send('/planning/primary/shifts', add('otto', '2026-12-11'), '/planning/primary');
    expect(late.status).toBe(409);
    expect(textOf(late.body)).toContain('Sam Petit');
    const again = Object.fromEntries(
      [...late.body.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)].map(
        ([, name = '', value = '']) => [name, value],
      ),
    );
    expect((await ada.post('/planning/primary/shifts', again)).status).toBe(303);
    const shifts = (await dependencies.schedules.schedule('primary', clock.now()))?.shifts ?? [];
    expect(shifts.map(({ personId }) => personId)).toEqual(['mia', 'otto', 'mia', 'otto']);
  });
});
