import { expect, test } from 'vitest';
import { readPeople } from '../../src/database/configuration/people-store.ts';
import { readSchedulesInForce } from '../../src/database/planning/schedule-store.ts';
import { createWallLinkStore } from '../../src/database/planning/wall-link-store.ts';
import { hashLinkToken } from '../../src/notices/tokens.ts';
import { saveItems } from '../../src/planning/save-items.ts';
import { wallRouter } from '../../src/web/open/wall.ts';
import { readWall } from '../../src/web/wall-links/on-the-wall.ts';
import { FRANCE } from '../planning/plan.ts';
import { NOON, openSite } from './open-site.ts';
import { type Form, textOf, type Visitor } from './visitor.ts';

/** The pages with that of a link, as the service serves it. */
const site = () =>
  openSite({
    open: (db) => [
      wallRouter({
        async wall(token) {
          const link = await createWallLinkStore(db).byToken(hashLinkToken(token));
          const sources = {
            people: () => readPeople(db),
            schedules: (since: number) => readSchedulesInForce(db, since),
            ...{ timeZone: 'Europe/Paris', numberingPlan: FRANCE },
          };
          return link && readWall(link, sources, NOON);
        },
      }),
    ],
  });

/** Makes a link: the answer leads to the page that shows it, so that one loaded again makes no other. */
async function pathMade(by: Visitor, form: Form): Promise<string> {
  const made = await by.send('/planning/links', form);
  expect([made.status, made.to]).toEqual([303, '/planning/links']);
  return /\/on-call\/[\w-]{22}/.exec((await by.get('/planning/links')).body)?.[0] ?? '';
}

test('whoever has a link sees who is on duty without a log-in, until it is revoked', async () => {
  const { as, anybody, db } = await site();
  const sam = await as('sam');
  const path = await pathMade(sam, { label: 'Guard <room>', numbers: 'yes' });
  // Shown once, and kept as a hash alone.
  expect((await sam.get('/planning/links')).body).not.toContain(path);
  expect(JSON.stringify(await db.selectFrom('wall_links').selectAll().execute())).not.toContain(
    path.slice(-22),
  );

  const page = await anybody().get(path);
  expect(page.status).toBe(200);
  expect(textOf(page.body)).toContain('Mia Roux · 06 98 76 54 32 · 202 until Mon 30 Nov 08:00');
  expect(textOf(page.body)).toContain('Otto Blanc · 203');
  expect(page.body).toContain('Guard &#60;room&#62;');
  expect(page.headers.get('cache-control')).toContain('no-store');

  const [link] = await createWallLinkStore(db).list();
  await sam.send('/planning/links', { do: 'revoke', link: String(link?.id) });
  expect((await anybody().get(path)).status).toBe(404);
});

test('numbers are shown only where that was chosen, and a link needs a name', async () => {
  const { as, anybody } = await site();
  const sam = await as('sam');
  const nameless = await sam.send('/planning/links', { label: '', numbers: 'yes' });
  expect(nameless.status).toBe(422);
  expect(nameless.body).toMatch(/name="numbers" value="yes" checked/);
  const path = await pathMade(sam, { label: 'Hall' });
  expect(textOf((await anybody().get(path)).body)).not.toMatch(/202|203|06 98/);
});

test('an end in another year is said with its year', async () => {
  const { as, anybody, dependencies } = await site();
  const shifts = [{ person: 'mia', start: '2026-11-23 08:00', end: '2036-01-01 00:00' }];
  await saveItems(
    dependencies.configuration,
    [{ section: 'schedules', id: 'primary', raw: { shifts }, basedOn: null }],
    { plan: FRANCE, homeTimeZone: 'Europe/Paris', author: { actor: 'test', at: 0 } },
  );
  const path = await pathMade(await as('sam'), { label: 'Hall' });
  expect(textOf((await anybody().get(path)).body)).toContain('1 Jan 2036');
});
