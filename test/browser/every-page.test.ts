import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { beginDraft } from '../../src/planning/drafts/begin-draft.ts';
import { setDraftShifts } from '../../src/planning/drafts/edit-draft.ts';
import { replacePerson } from '../../src/planning/override-duty.ts';
import { saveItems } from '../../src/planning/save-items.ts';
import { proposeSwap } from '../../src/planning/swaps/propose-swap.ts';
import { NOON, type OpenSite, openSite } from '../web/open-site.ts';
import { seedCall, story, wav } from '../web/seed-calls.ts';
import { openBrowser } from './chromium.ts';

const AXE_SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Where pictures of every page go when they are wanted: `VIGIE_TRIAL_PICTURES=… npx vitest run test/browser`. */
const PICTURES = process.env.VIGIE_TRIAL_PICTURES;
const WIDTHS = { wide: 1280, phone: 390 } as const;

const PAGES: Readonly<Record<string, string>> = {
  now: '/now',
  wall: '/wall',
  calls: '/calls',
  'calls-none': '/calls?number=0999',
  call: '/calls/c4',
  'call-message': '/calls/c3',
  people: '/people',
  'person-new': '/people/new',
  person: '/people/mia',
  'person-delete': '/people/mia/delete',
  teams: '/teams',
  team: '/teams/north',
  hotlines: '/hotlines',
  'hotline-new': '/hotlines/new',
  hotline: '/hotlines/support',
  greeting: '/hotlines/support/greeting',
  'dry-run': '/hotlines/support/dry-run?everyone=mailbox',
  planning: '/planning',
  'planning-month': '/planning/primary',
  'planning-week': '/planning/primary?view=week',
  'planning-people': '/planning/primary?view=people',
  duty: `/planning/primary/duty?person=mia&from=${Date.UTC(2026, 10, 23, 7)}&to=${Date.UTC(2026, 10, 30, 7)}`,
  'schedule-new': '/planning/new',
  'schedule-settings': '/planning/nights/settings',
  'schedule-delete': '/planning/primary/delete',
  drafts: '/planning/primary/drafts',
  draft: '/planning/primary/drafts/1',
  propose: '/planning/primary/propose',
  my: '/my',
  escalation: '/escalation/chain',
  settings: '/settings',
  audit: '/settings/audit',
  account: '/account',
  lost: '/nowhere',
};

const browser = await openBrowser();

describe.skipIf(browser === null)('every page in a real browser', () => {
  const looks = (['light', 'dark'] as const).flatMap((theme) =>
    (['en', 'fr'] as const).map((language) => ({ theme, language })),
  );
  afterAll(() => browser?.close());

  it.each(looks)('has nothing that axe objects to: $theme, $language', { timeout: 400_000 }, async (look) => {
    const site = await lived();
    await site.needs.accounts.setPreferences('ada', look);
    const page = await openPage(browser, site);
    const found: string[] = [];
    for (const [name, address] of Object.entries(PAGES))
      for (const [size, width] of Object.entries(WIDTHS)) {
        await page.setViewportSize({ width, height: width === 390 ? 844 : 800 });
        await page.goto(site.url + address);
        if (name === 'audit') await page.locator('summary').first().click();
        found.push(...(await violations(page, `${name} ${size}`)));
        await picture(page, `${name}-${size}-${look.theme}-${look.language}`);
      }
    await page.context().close();
    expect(found).toEqual([]);
  });

  it.each(looks)(
    'nor have the doors: $theme, $language',
    { timeout: 100_000 },
    async ({ theme, language }) => {
      const site = await openSite();
      const empty = await openSite({ household: '' });
      const context = await browser?.newContext({ colorScheme: theme, locale: language });
      if (!context) throw new Error('no browser');
      const page = await context.newPage();
      const found: string[] = [];
      const doors = {
        'log-in': `${site.url}/log-in`,
        forgotten: `${site.url}/forgotten`,
        'set-up': `${empty.url}/set-up`,
        dead: `${site.url}/welcome/x`,
      };
      for (const [name, address] of Object.entries(doors))
        for (const [size, width] of Object.entries(WIDTHS)) {
          await page.setViewportSize({ width, height: 800 });
          await page.goto(address);
          found.push(...(await violations(page, `${name} ${size}`)));
          await picture(page, `${name}-${size}-${theme}-${language}`);
        }
      await context.close();
      expect(found).toEqual([]);
    },
  );
});

/** A site that has been used for a while, with a call going on. */
async function lived(): Promise<OpenSite> {
  const site = await openSite({ now: NOON });
  const { db, needs } = site;
  const hour = 3_600_000;
  await seedCall(db, { id: 'c1', at: NOON - 50 * hour, outcome: 'refused', caller: '+33899123456' });
  await seedCall(db, { id: 'c2', at: NOON - 20 * hour, outcome: 'caller-hung-up', caller: null });
  await seedCall(db, {
    id: 'c3',
    at: NOON - 9 * hour,
    outcome: 'voicemail',
    message: wav(7),
    callerName: 'Boulangerie Martin',
  });
  await seedCall(db, { id: 'c4', at: NOON - 2 * hour, outcome: 'accepted' });
  await seedCall(db, { id: 'c5', at: Date.now() - 34_000, outcome: null, caller: '+33612003400' });
  await planned(site);
  const hotline = (await needs.reader.hotlines()).get('support');
  const policy = (await needs.reader.policies()).get('chain');
  if (!hotline || !policy) throw new Error('the household has a hotline');
  const caller = { number: '+33612003400', name: null };
  const facts = {
    callId: 'c5',
    startedAt: Date.now() - 34_000,
    dialled: '+33199001201',
    caller,
    hotline,
    branch: null,
    policy,
  };
  for (const happening of story({ at: facts.startedAt, outcome: null })) needs.board.tell(facts, happening);
  return site;
}

/** A rotation, an absence, a replacement, a swap and a draft, for something to be seen. */
async function planned({ needs, clock }: OpenSite): Promise<void> {
  const author = { actor: 'Sam Petit', at: clock.now() };
  const day = 24 * 3_600_000;
  const rotation = {
    id: 'weekly',
    name: 'Weekly nights',
    participants: ['mia', 'otto', 'sam'],
    turn: '1 week',
    handoff: 'mon 08:00',
    start: '2026-11-02',
    window: 'mon-fri 18:00-08:00',
  };
  const nights = {
    name: 'Nights',
    timeZone: 'Europe/Paris',
    holidays: 'FR',
    team: 'north',
    coverage: ['nights', 'weekends'],
    rotations: [rotation],
  };
  await saveItems(
    needs.configuration,
    [
      { section: 'schedules', id: 'nights', raw: nights, basedOn: 'nothing' },
      {
        section: 'absences',
        id: 'otto',
        raw: [{ start: '2026-12-09', end: '2026-12-11', note: 'Leave' }],
        basedOn: null,
      },
    ],
    { plan: needs.numberingPlan, homeTimeZone: 'Europe/Paris', author },
  );
  const edit = { scheduleId: 'primary', basedOn: null, author };
  const [startAt, endAt] = [NOON + day, NOON + 2 * day];
  await replacePerson(needs.configuration, edit, { startAt, endAt, personId: 'ada', replacesId: 'mia' });
  const swap = { scheduleId: 'primary', giverId: 'otto', offeredTo: 'ada', note: 'A wedding' };
  await proposeSwap(needs.planning, { ...swap, startAt: NOON + 7 * day, endAt: NOON + 8 * day }, author);
  const period = { startAt: NOON + 5 * day, endAt: NOON + 26 * day };
  await beginDraft(needs.planning, { scheduleId: 'primary', name: 'December', ...period }, author);
  const shift = { personId: 'sam', startAt: NOON + 12 * day, endAt: NOON + 19 * day };
  await setDraftShifts(needs.planning, { id: 1, basedOn: null, author }, [shift]);
}

async function openPage(from: Browser | null, site: OpenSite): Promise<Page> {
  if (!from) throw new Error('no browser');
  const context = await from.newContext();
  const { cookie } = await site.as('ada');
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url: site.url }]);
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' && !/404/.test(message.text()))
      throw new Error(`the browser says: ${message.text()}`);
  });
  return page;
}

async function violations(page: Page, where: string): Promise<readonly string[]> {
  // Not by a script tag, which the pages' own policy refuses.
  await page.evaluate(AXE_SOURCE);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return violations.map(
    ({ id, nodes }) => `${where}: ${id} at ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`,
  );
}

async function picture(page: Page, name: string): Promise<void> {
  if (!PICTURES) return;
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: path.join(PICTURES, `${name}.png`), fullPage: true });
}
