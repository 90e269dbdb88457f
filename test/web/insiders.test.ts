import { describe, expect, it } from 'vitest';
import { createWallLinkStore } from '../../src/database/planning/wall-link-store.ts';
import { createWishStore } from '../../src/database/planning/wish-store.ts';
import { presetRules } from '../../src/domain/labour/presets.ts';
import { saveItems } from '../../src/planning/save-items.ts';
import { rulesValues } from '../../src/web/labour/rules-form.ts';
import { type OpenSite, openSite, PASSWORD } from './open-site.ts';
import type { Visitor } from './visitor.ts';

/** Sam supervises Mia's team; Otto is in another, Vic looks on. */
const EVERYBODY = ['sam', 'mia', 'otto', 'vic'] as const;
type Who = (typeof EVERYBODY)[number];

/** What somebody sends, from a page that they may see. */
type Attack = readonly [who: Who, path: string, form: Record<string, string>, status: number];

async function attack(site: OpenSite, attacks: readonly Attack[]): Promise<void> {
  for (const [who, path, form, status] of attacks) {
    const answer = await (await site.as(who)).send(path, form, '/account');
    expect(answer.status, `${who} ${path} ${JSON.stringify(form)}`).toBe(status);
  }
}

/** Who is answered what at an address. */
async function lookAt(site: OpenSite, path: string, expected: Record<Who, number>): Promise<void> {
  for (const who of EVERYBODY)
    expect((await (await site.as(who)).get(path)).status, `${who} ${path}`).toBe(expected[who]);
}

function givePlanning(site: OpenSite, team: string) {
  const { configuration, numberingPlan } = site.dependencies;
  return saveItems(configuration, [{ section: 'schedules', id: 'primary', raw: { team }, basedOn: null }], {
    plan: numberingPlan,
    homeTimeZone: 'Europe/Paris',
    author: { actor: 'test', at: 0 },
  });
}

describe('links for a wall', () => {
  it('are made and ended by those who plan, and by nobody with an id that is none', async () => {
    const site = await openSite();
    const store = createWallLinkStore(site.db);
    await attack(site, [
      ['mia', '/planning/links', { label: 'x' }, 403],
      ['otto', '/planning/links', { label: 'x' }, 403],
      ['vic', '/planning/links', { label: 'x', numbers: 'yes' }, 403],
    ]);
    expect(await store.list()).toEqual([]);
    await attack(site, [['sam', '/planning/links', { label: 'Hall' }, 303]]);
    await attack(site, [
      ['mia', '/planning/links', { do: 'revoke', link: '1' }, 403],
      ...['', '0', '-1', '1 or 1=1', '1e0', '9'.repeat(30), '__proto__'].map(
        (link): Attack => ['sam', '/planning/links', { do: 'revoke', link }, 404],
      ),
    ]);
    expect(await store.list()).toHaveLength(1);
  });

  it('one that was made in one session is shown in no other', async () => {
    const site = await openSite();
    const [sam, elsewhere, ada] = [await site.as('sam'), await site.as('sam'), await site.as('ada')];
    await sam.send('/planning/links', { label: 'Hall' });
    const shown = async (by: Visitor) => (await by.get('/planning/links')).body.includes('/on-call/');
    expect([await shown(elsewhere), await shown(ada), await shown(sam), await shown(sam)]).toEqual([
      ...[false, false],
      ...[true, false],
    ]);
  });
});

describe('rounds of wishes', () => {
  const ROUND = { from: '2027-01-04', to: '2027-01-31', deadline: '2026-12-10', person: 'mia' };

  it('are begun, seen and reminded of by who plans that schedule; wishes are one’s own', async () => {
    const site = await openSite();
    const store = createWishStore(site.db);
    await givePlanning(site, 'south');
    await attack(
      site,
      EVERYBODY.map((who): Attack => [who, '/planning/primary/wishes', ROUND, 403]),
    );
    expect(await store.ofSchedule('primary')).toEqual([]);
    await givePlanning(site, 'north');
    await attack(site, [['sam', '/planning/primary/wishes', ROUND, 303]]);
    const [round] = await store.ofSchedule('primary');
    const id = round?.id ?? 0;
    await lookAt(site, `/planning/primary/wishes/${id}`, { sam: 200, mia: 403, otto: 403, vic: 403 });
    await lookAt(site, `/my/wishes/${id}`, { sam: 404, mia: 200, otto: 404, vic: 403 });
    await attack(site, [
      ['otto', `/my/wishes/${id}`, { day: '2027-01-05' }, 404],
      ['sam', `/my/wishes/${id}`, { day: '2027-01-05' }, 404],
      ['sam', `/planning/none/wishes/${id}`, {}, 404],
      ['mia', `/my/wishes/${'9'.repeat(20)}`, { day: '2027-01-05' }, 404],
      // Not of the round, or no day at all.
      ['mia', `/my/wishes/${id}`, { day: '2027-02-05' }, 303],
      ['mia', `/my/wishes/${id}`, { day: '__proto__' }, 303],
      ['mia', `/my/wishes/${id}`, { day: '2027-01-99' }, 303],
    ]);
    expect((await store.wishes(id)).size).toBe(0);
  });
});

describe('working time and what is paid for it', () => {
  it('is read of one’s own team and of oneself', async () => {
    const site = await openSite();
    await lookAt(site, '/statements/2026-11/otto', { sam: 403, mia: 403, otto: 200, vic: 403 });
    await lookAt(site, '/statements/2026-11/mia', { sam: 200, mia: 200, otto: 403, vic: 403 });
    await lookAt(site, '/statements/2026-11/payroll', { sam: 200, mia: 403, otto: 403, vic: 403 });
    await lookAt(site, '/labour/people/mia', { sam: 403, mia: 403, otto: 403, vic: 403 });
    const listed = (await (await site.as('sam')).get('/statements?month=2026-11')).body;
    expect(listed).toContain('Mia Roux');
    expect(listed).not.toContain('Otto Blanc');
    expect((await (await site.as('sam')).get('/statements/2026-11/csv')).body).not.toContain('Otto Blanc');
  });

  it('a payroll file takes no line that is none, and a month that is none is not there', async () => {
    const site = await openSite();
    const [ada, sam] = [await site.as('ada'), await site.as('sam')];
    const { text, workDays } = rulesValues(presetRules('code-du-travail'));
    for (const payrollLine of ['{__proto__}', '{constructor}', '{process}{x}']) {
      const form = { do: 'save', ...text, workDays, payrollLine };
      const answer = await ada.send('/labour/rules/everybody', form);
      expect([answer.status, answer.body.includes('There is no {')], payrollLine).toEqual([422, true]);
    }
    for (const month of ['2026-13', '0000-00', '..%2f..', '__proto__'])
      expect((await sam.get(`/statements/${month}/payroll`)).status, month).toBe(404);
  });

  it('is set by an administrator alone: hours, payroll numbers, rules; months are closed by supervisors', async () => {
    const site = await openSite();
    await attack(
      site,
      (['mia', 'otto', 'vic', 'sam'] as const).flatMap((who): Attack[] => [
        [who, '/labour/people/mia', { do: 'team' }, 403],
        [who, '/labour/people', { number: 'x' }, 403],
        [who, '/labour/rules/north', {}, 403],
        [who, '/settings/test-call', { number: '4000' }, 403],
      ]),
    );
    await attack(
      site,
      (['mia', 'otto', 'vic'] as const).map((who): Attack => [who, '/statements/2026-10/close', {}, 403]),
    );
  });

  it('hours that are none are named, and a person that is none is not there', async () => {
    const site = await openSite();
    const ada = await site.as('ada');
    for (const person of ['nobody', '__proto__', '..%2fmia'])
      expect((await ada.send(`/labour/people/${person}`, { do: 'team' }, '/account')).status).toBe(404);
    const page = await ada.get('/labour/people/mia');
    const [field = ''] = page.body.match(/(?<=name=")(?:from|start|begin)[^"]*(?=")/) ?? [];
    for (const time of ['25:99', '<script>', '08:00:00', '9'.repeat(5_000)])
      expect((await ada.send('/labour/people/mia', { [field]: time })).status, time).toBe(422);
  });
});

describe('saved views', () => {
  it.each([
    '//evil.example/statistics',
    'https://evil.example/statistics',
    'javascript:alert(1)',
    '/statistics/../settings',
    '/statistics%0d%0aset-cookie:x=y',
    '/settings',
    '\\\\evil.example',
    `/statistics?${'x'.repeat(2_000)}`,
  ])('lead to no other place: %s', async (address) => {
    const site = await openSite();
    const sam = await site.as('sam');
    expect((await sam.send('/statistics/views', { name: 'x', address })).status).toBe(422);
    expect(await site.dependencies.savedViews.of('sam')).toEqual([]);
  });

  it('are one’s own to see and to remove', async () => {
    const site = await openSite();
    const view = { name: 'Mine <b>', address: '/statistics' };
    await attack(site, [['sam', '/statistics/views', view, 303]]);
    await attack(site, [['otto', '/statistics/views', { remove: view.name }, 303]]);
    expect(await site.dependencies.savedViews.of('sam')).toHaveLength(1);
    expect((await (await site.as('ada')).get('/statistics/views')).body).not.toContain('Mine ');
    expect((await (await site.as('sam')).get('/statistics/views')).body).not.toContain('<b>');
  });
});

describe('files', () => {
  const MEGABYTE = 1024 * 1024;

  it('a planning is taken from who plans that schedule, and before its rights are known none is read', async () => {
    const site = await openSite();
    await givePlanning(site, 'south');
    const file = Buffer.from('Qui;Du;Au\r\nMia Roux;04/01/2027 08:00;11/01/2027 08:00\r\n');
    for (const who of EVERYBODY) {
      const visitor = await site.as(who);
      const csrf = /name="csrf" value="([^"]*)"/.exec((await visitor.get('/account')).body)?.[1] ?? '';
      const answer = await visitor.sendFile('/planning/primary/paste/file', { csrf }, 'file', file);
      expect(answer.status, who).toBe(403);
    }
    const stranger = await site.anybody().sendFile('/planning/primary/paste/file', {}, 'file', file);
    expect(stranger.status).toBe(403);
  });

  it.each([
    ['CSV of five megabytes', Buffer.alloc(5 * MEGABYTE, 'Mia;04/01/2027 08:00;11/01/2027 08:00\r\n')],
    ['a workbook that is none', Buffer.from('PK\u0003\u0004 and nothing else')],
    ['nothing but zeros', Buffer.alloc(1000)],
    ['JSON ten thousand levels deep', Buffer.from('['.repeat(10_000))],
  ])('%s is no planning, and said so', async (_, file) => {
    const site = await openSite();
    const ada = await site.as('ada');
    const csrf = /name="csrf" value="([^"]*)"/.exec((await ada.get('/account')).body)?.[1] ?? '';
    const answer = await ada.sendFile('/planning/primary/paste/file', { csrf }, 'file', file);
    expect(answer.status).toBe(422);
    expect(answer.body).toContain('name="table"');
  });
});

it('the set-up page makes nobody once there is an administrator, however many try at once', async () => {
  const site = await openSite({ household: '' });
  const page = await site.anybody().get('/set-up');
  const csrf = /name="csrf" value="([^"]*)"/.exec(page.body)?.[1] ?? '';
  const answers = await Promise.all(
    Array.from({ length: 5 }, (_, at) =>
      site.anybody().post('/set-up', {
        csrf,
        token: 'the-set-up-code',
        name: `Eve ${at}`,
        email: `eve${at}@example.org`,
        password: PASSWORD,
      }),
    ),
  );
  expect(answers.filter(({ to }) => to === '/now?done=welcome')).toHaveLength(1);
  expect((await site.dependencies.reader.people()).size).toBe(1);
});
