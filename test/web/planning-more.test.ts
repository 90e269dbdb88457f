import { describe, expect, it } from 'vitest';
import { NOON, type OpenSite, openSite } from './open-site.ts';
import { type Answer, textOf } from './visitor.ts';

const hour = 3_600_000;
const day = 24 * hour;

function openedOf({ body }: Answer): string {
  return /name="opened" value="(\d*)"/.exec(body)?.[1] ?? '';
}

async function overridesOf({ dependencies, clock }: OpenSite) {
  return (await dependencies.schedules.schedule('primary', clock.now()))?.overrides ?? [];
}

describe('a draft', () => {
  it('is begun, edited, compared per person, and published at once', async () => {
    const site = await openSite();
    const sam = await site.as('sam');
    const form = { name: 'Christmas', from: '2026-12-21', to: '2027-01-04' };
    const begun = await sam.send('/planning/primary/drafts', form);
    expect(begun.to).toBe('/planning/primary/drafts/1?done=created');
    const draft = '/planning/primary/drafts/1';
    const shift = { person: 'otto', template: 'week', day: '2026-12-21' };
    const page = await sam.get(draft);
    expect((await sam.send(`${draft}/shifts`, { ...shift, opened: openedOf(page) }, draft)).status).toBe(303);
    const late = await sam.send(
      `${draft}/shifts`,
      { ...shift, day: '2026-12-28', opened: openedOf(page) },
      draft,
    );
    expect(late.status).toBe(409);
    const edited = await sam.get(draft);
    expect(textOf(edited.body)).toContain('What would change, for whom Otto Blanc');
    expect((await site.dependencies.schedules.schedule('primary'))?.shifts).toHaveLength(2);
    const done = await sam.send(`${draft}/publish`, { opened: openedOf(edited), reason: 'Holidays' }, draft);
    expect(done.to).toBe('/planning/primary?done=published');
    expect((await site.dependencies.schedules.schedule('primary'))?.shifts.at(-1)).toMatchObject({
      personId: 'otto',
    });
    expect(textOf((await sam.get('/planning/primary/drafts')).body)).toContain('Sam Petit');
  });

  it('is not published over what others changed meanwhile, unless they insist', async () => {
    const site = await openSite();
    const sam = await site.as('sam');
    await sam.send('/planning/primary/drafts', { from: '2026-12-21', to: '2027-01-04' });
    const draft = '/planning/primary/drafts/1';
    const ada = await site.as('ada');
    await ada.send(
      '/planning/primary/shifts',
      { person: 'mia', template: 'night', day: '2026-12-24' },
      '/planning/primary',
    );
    const refused = await sam.send(`${draft}/publish`, {}, draft);
    expect(refused.status).toBe(409);
    expect(textOf(refused.body)).toContain('Ada Morel');
    expect((await sam.send(`${draft}/publish`, { force: 'yes' }, draft)).status).toBe(303);
  });
});

describe('the automatic planner', () => {
  it('shows its proposal with its fairness, and takes it into a draft', { timeout: 120_000 }, async () => {
    const site = await openSite();
    const sam = await site.as('sam');
    const address = '/planning/primary/propose';
    const form = {
      from: '2027-01-04',
      to: '2027-02-01',
      person: ['mia', 'otto'],
      turn: 'week',
      handoff: '08:00',
      wishPerson: 'mia',
      wishWhat: 'unavailable',
      wishFirst: '2027-01-05',
      wishLast: '',
    };
    const shown = await sam.send(address, form);
    expect(shown.status).toBe(200);
    expect(textOf(shown.body)).toContain('All 4 duties are covered');
    expect((await site.dependencies.schedules.schedule('primary'))?.shifts).toHaveLength(2);
    const field = (name: string) =>
      new RegExp(`name="${name}" value="([^"]*)"`).exec(shown.body)?.[1]?.replaceAll('&#34;', '"') ?? '';
    const values = { startAt: field('startAt'), endAt: field('endAt'), shifts: field('shifts') };
    const taken = await sam.send(`${address}/take`, values, address);
    expect(taken.to).toBe('/planning/primary/drafts/1?done=created');
    const draft = await site.dependencies.planning.edit(({ drafts }) => drafts.draft(1));
    expect(draft?.shifts.map(({ personId }) => personId)).toContain('mia');
    expect(draft?.shifts[0]?.personId).toBe('otto');
  });

  it('tells what is wrong beside the field, and keeps what was typed', async () => {
    const { as } = await openSite();
    const sam = await as('sam');
    const form = {
      from: '2027-02-01',
      to: '2027-01-04',
      wishPerson: 'mia',
      wishWhat: 'gladly',
      wishFirst: '',
      wishLast: '2027-01-30',
    };
    const refused = await sam.send('/planning/primary/propose', form);
    expect(refused.status).toBe(422);
    expect(refused.body).toContain('value="2027-01-30"');
    expect(textOf(refused.body)).toContain('Choose somebody and a day');
    expect(textOf(refused.body)).toContain('Choose at least one person.');
    const rubbish = { startAt: '1', endAt: '2', shifts: '[["x"]]' };
    expect(
      (await sam.send('/planning/primary/propose/take', rubbish, '/planning/primary/propose')).status,
    ).toBe(400);
  });
});

describe('a planning pasted from a spreadsheet', () => {
  it('says who is whom and what is odd, and is taken as a draft', async () => {
    const site = await openSite();
    const sam = await site.as('sam');
    const address = '/planning/primary/paste';
    const table =
      'Qui\tDébut\tFin\nmia roux\t04/01/2027 08:00\t11/01/2027 08:00\nO. Blanc\t11/01/2027 08:00\t18/01/2027 08:00\nMia Roux\tsoon\t';
    const first = textOf((await sam.send(address, { table })).body);
    expect(first).toContain('1 of 3 lines can be taken');
    expect(first).toContain('not known here');
    const shown = await sam.send(address, { table, calledSo: ['O. Blanc'], isPerson: ['otto'] });
    expect(textOf(shown.body)).toContain('2 of 3 lines can be taken');
    const field = (name: string) =>
      new RegExp(`name="${name}" value="([^"]*)"`).exec(shown.body)?.[1]?.replaceAll('&#34;', '"') ?? '';
    const values = { startAt: field('startAt'), endAt: field('endAt'), shifts: field('shifts') };
    const taken = await sam.send('/planning/primary/propose/take', values, address);
    expect(taken.to).toBe('/planning/primary/drafts/1?done=created');
    const draft = await site.dependencies.planning.edit(({ drafts }) => drafts.draft(1));
    expect(draft?.shifts.map(({ personId }) => personId)).toEqual(['mia', 'otto']);
  });
});

describe('a schedule', () => {
  it('says when its duty is to be confirmed, beside what holds everywhere; nonsense is told beside its field', async () => {
    const { as, dependencies } = await openSite();
    const ada = await as('ada');
    const path = '/planning/primary/settings';
    const page = await ada.get(path);
    expect(page.body).toContain('as everywhere (24, 3, 2 h; limit 60 min)');
    const form = (part: object) => ({
      opened: /name="opened" value="([^"]*)"/.exec(page.body)?.[1] ?? '',
      name: 'Primary duty',
      timeZone: 'Europe/Paris',
      swapApproval: 'none',
      do: 'save',
      confirmation: 'own',
      ...part,
    });
    const wrong = await ada.send(path, form({ confirmHours: ['24', 'soon'], confirmLimit: '0' }));
    expect(wrong.status).toBe(422);
    expect(wrong.body).toContain('hours before duty begins, more than 0 and at most 336');
    expect(wrong.body).toContain('a whole number from 1 to 1440');
    expect(wrong.body).toContain('value="soon" checked');
    expect(
      (await ada.send(path, form({ confirmHours: ['2', '48', '0.5', ''], confirmLimit: '20' }))).status,
    ).toBe(303);
    expect((await dependencies.reader.schedule('primary'))?.confirmation).toEqual({
      leadSeconds: [48 * 3600, 2 * 3600, 1800],
      limitSeconds: 1200,
    });
    expect((await ada.get(path)).body).toContain('value="0.5" checked');
  });

  it('is made with a rotation, edited, and says what depends on it before it goes', async () => {
    const { as, dependencies } = await openSite();
    const ada = await as('ada');
    const rotation = {
      rotationId: '',
      rotationName: 'Weeks',
      participantOf: ['0', '0', '0'],
      participant: ['mia', 'otto', ''],
      participantFrom: ['', '2027-01-04', ''],
      participantUntil: ['', '', ''],
      count: '1',
      unit: 'weeks',
      weekday: '1',
      time: '08:00',
      startDate: '2026-11-30',
      endDate: '',
      rotationHolidays: 'as-well',
      rotationFrom: '',
      rotationTo: '',
      rotationLineOf: ['0', '0'],
      rotationLineDay: ['0-mon', '0-tue', '0-wed', '1-sat'],
      rotationLineFrom: ['18:00', '00:00'],
      rotationLineUntil: ['', 'mon'],
      rotationLineTo: ['08:00', '08:00'],
      whenAbsent: 'gap',
    };
    const form = {
      name: 'Backup',
      timeZone: 'Europe/Paris',
      country: 'FR',
      swapApproval: 'none',
      do: 'save',
      ...rotation,
    };
    const wrong = await ada.send('/planning/new', {
      ...form,
      participant: ['nobody', 'otto', ''],
      rotationLineDay: ['1-sat'],
    });
    expect(wrong.status).toBe(422);
    expect(wrong.body).toContain('<option value="nobody" selected>');
    expect(textOf(wrong.body)).toContain('at least one weekday');
    expect((await ada.send('/planning/new', form)).to).toBe('/planning/backup?done=created');
    expect((await dependencies.reader.schedule('backup'))?.rotations).toMatchObject([
      {
        id: 'rotation-1',
        handoffWeekday: 1,
        participants: [
          { personId: 'mia', from: null },
          { personId: 'otto', from: '2027-01-04' },
        ],
        window: [
          {
            holidays: 'like-other-days',
            hours: [
              { from: { weekday: 1, time: '18:00' }, to: { weekday: 2, time: '08:00' } },
              { from: { weekday: 2, time: '18:00' }, to: { weekday: 3, time: '08:00' } },
              { from: { weekday: 3, time: '18:00' }, to: { weekday: 4, time: '08:00' } },
              { from: { weekday: 6, time: '00:00' }, to: { weekday: 1, time: '08:00' } },
            ],
          },
          { hours: null, holidays: 'only' },
        ],
      },
    ]);
    expect(textOf((await ada.get('/planning/primary/delete')).body)).toContain('Day and night');
    const opened = openedOf(await ada.get('/planning/backup/delete'));
    expect((await ada.send('/planning/backup/delete', { opened })).to).toBe('/planning?done=removed');
  });

  it('begins with a template and says what will come of it, before anything is saved; two levels are two schedules', async () => {
    const { as, dependencies } = await openSite();
    const ada = await as('ada');
    const page = await ada.get('/planning/new?template=doctor');
    expect(page.body).toContain('<option value="days" selected>');
    const form = {
      template: 'levels',
      name: 'Duty',
      timeZone: 'Europe/Paris',
      swapApproval: 'none',
      confirmation: 'usual',
      rotationId: '',
      rotationName: 'Turns',
      count: '1',
      unit: 'weeks',
      weekday: '1',
      time: '08:00',
      startDate: '2026-11-30',
      endDate: '',
      rotationHolidays: 'like-other-days',
      rotationFrom: '',
      rotationTo: '',
      whenAbsent: 'next-covers',
      participantToo: ['0:mia', '0:otto'],
    };
    const shown = textOf((await ada.send('/planning/new', { ...form, do: 'refresh' })).body);
    expect(shown).toContain('Mia Roux 4 672');
    expect(shown).toContain('Always somebody on call.');
    expect(await dependencies.reader.scheduleSettings('duty')).toBeNull();
    expect((await ada.send('/planning/new', { ...form, do: 'save' })).to).toBe('/planning/duty?done=created');
    const order = async (id: string) =>
      (await dependencies.reader.scheduleSettings(id))?.rotations[0]?.participants.map(
        ({ personId }) => personId,
      );
    expect([await order('duty'), await order('duty-second-level')]).toEqual([
      ['mia', 'otto'],
      ['otto', 'mia'],
    ]);
  });

  it('a person who is entered as absent can be deleted, and takes the absence along', async () => {
    const { as, dependencies } = await openSite();
    const vic = await as('otto');
    await vic.send('/my/absences', { first: '2026-12-24', last: '2026-12-26' }, '/my');
    const ada = await as('ada');
    expect(textOf((await ada.get('/people/otto/delete')).body)).not.toContain('bsence');
    const week = await ada.get('/planning/primary?on=2026-12-20');
    expect(textOf(week.body)).toContain('absent');
    expect((await dependencies.reader.references()).absences.has('otto')).toBe(true);
  });
});

describe('my duty', () => {
  it('says whether I am on call and until when', async () => {
    const { as } = await openSite();
    expect(textOf((await (await as('mia')).get('/my')).body)).toContain(
      'You are on call until Mon 30 Nov 08:00',
    );
    expect(textOf((await (await as('otto')).get('/my')).body)).toContain('You are not on call');
  });

  it('a colleague’s duty is taken over at once', async () => {
    const site = await openSite();
    const otto = await site.as('otto');
    const taken = await otto.send('/my/take', { schedule: 'primary', from: 'mia', back: '/my' }, '/my');
    expect(taken.to).toMatch(/^\/my\?undo=override\.primary\.[\w-]+&done=taken$/);
    expect(await overridesOf(site)).toMatchObject([{ personId: 'otto', replacesId: 'mia', startAt: NOON }]);
    const page = await otto.get(taken.to ?? '');
    const override = /name="override" value="([^"]*)"/.exec(page.body)?.[1] ?? '';
    const mia = await site.as('mia');
    expect((await mia.send('/my/take/undo', { override }, '/my')).status).toBe(404);
    await otto.send('/my/take/undo', { override, back: '/my' }, '/my');
    expect(await overridesOf(site)).toEqual([]);
  });

  it('a duty is offered, and goes over when it is accepted', async () => {
    const site = await openSite();
    const [mia, otto] = [await site.as('mia'), await site.as('otto')];
    const time = { startAt: String(NOON + day), endAt: String(NOON + 2 * day) };
    await mia.send('/my/swaps', { schedule: 'primary', to: 'otto', note: 'Dentist', ...time }, '/my');
    expect(await overridesOf(site)).toEqual([]);
    expect(textOf((await otto.get('/my')).body)).toContain('Mia Roux asks you to take this duty');
    const sam = await site.as('sam');
    expect((await sam.send('/my/swaps/1', { do: 'accept', back: '/my' }, '/my')).status).toBe(422);
    expect((await otto.send('/my/swaps/1', { do: 'accept', back: '/my' }, '/my')).to).toBe(
      '/my?done=answered',
    );
    expect(await overridesOf(site)).toMatchObject([{ personId: 'otto', replacesId: 'mia' }]);
  });

  it('a calendar address is shown once, works, and ends', async () => {
    const { as, url } = await openSite();
    const mia = await as('mia');
    const sent = await mia.send('/my/feeds', { label: 'Phone' }, '/my');
    // Elsewhere, so that a page that is loaded again makes no other.
    expect([sent.status, sent.to]).toEqual([303, '/my']);
    const made = await mia.get('/my');
    const address = /<code[^>]*>([^<]*\.ics)<\/code>/.exec(made.body)?.[1] ?? '';
    // Without a public address no link takes its host from the request.
    expect(address).toMatch(/^\/calendar\//);
    expect(await (await fetch(url + address)).text()).toContain('BEGIN:VCALENDAR');
    const page = await mia.get('/my');
    expect(page.body).not.toContain(address);
    const feed = /name="feed" value="([^"]*)"/.exec(page.body)?.[1] ?? '';
    await mia.send('/my/feeds', { do: 'revoke', feed }, '/my');
    expect((await fetch(url + address)).status).toBe(404);
  });
});

describe('the dry run', () => {
  it('says who would ring at a moment, if people did as assumed', async () => {
    const { as } = await openSite();
    const ada = await as('ada');
    const now = await ada.get('/hotlines/support/dry-run');
    expect(textOf(now.body)).toContain('Mia Roux');
    const later = await ada.get('/hotlines/support/dry-run?at=2026-12-01T10:00&everyone=accepts');
    const told = textOf(later.body);
    expect(told).toContain('Otto Blanc');
    expect(told).toMatch(/The call ends: /);
    expect((await ada.get('/hotlines/support/dry-run?at=soon')).status).toBe(422);
  });

  it('goes by the opening branches, which are edited beside it', async () => {
    const { as, dependencies } = await openSite();
    const ada = await as('ada');
    const page = await ada.get('/hotlines/support');
    const branch = {
      branchName: ['Closed', 'Closed'],
      branchLineOf: '0',
      branchLineDay: ['0-mon', '0-tue', '0-wed', '0-thu', '0-fri'],
      branchLineFrom: '12:00',
      branchLineUntil: '',
      branchLineTo: '14:00',
      branchHolidays: ['like-other-days', 'only'],
      branchFrom: ['', ''],
      branchTo: ['', ''],
      branchPolicy: ['', ''],
    };
    const form = {
      opened: openedOf(page),
      name: 'Support',
      language: 'en',
      numbers: '4000',
      policy: 'chain',
      answer: 'at-entry',
      hold: 'ringback',
      acceptWindowSeconds: '20',
      treatment: 'reject',
      noAnswer: 'voicemail',
      maxSeconds: '180',
      minSeconds: '3',
      timeZone: 'Europe/Paris',
      country: 'FR',
      do: 'save',
      ...branch,
    };
    expect((await ada.send('/hotlines/support', form)).status).toBe(303);
    expect((await dependencies.reader.hotlines()).get('support')?.branches).toMatchObject([
      { name: 'Closed', policyId: null, window: [{ holidays: 'like-other-days' }, { holidays: 'only' }] },
    ]);
    const closed = await ada.get('/hotlines/support/dry-run?at=2026-11-25T12:30');
    expect(textOf(closed.body)).toContain('Nobody would ring');
    expect(textOf((await ada.get('/now')).body)).toContain('Closed');
  });
});
