import { expect, test } from 'vitest';
import { createWallLinkStore } from '../../src/database/wall-link-store.ts';
import { hashLinkToken } from '../../src/notices/tokens.ts';
import { wallRouter } from '../../src/web/open/wall.ts';
import { openSite } from './open-site.ts';
import { textOf } from './visitor.ts';

/** The page of a link, on whatever stands behind it. */
const site = () =>
  openSite({
    open: (db) => [
      wallRouter({
        async wall(token) {
          const link = await createWallLinkStore(db).byToken(hashLinkToken(token));
          const duty = {
            name: 'Mia <Roux>',
            numbers: link?.showsNumbers ? ['203'] : [],
            from: '23/11',
            to: '30/11',
          };
          const schedule = { name: 'Primary duty', now: [duty], coming: [] };
          return link && { language: link.language, label: link.label, asOf: 'now', schedules: [schedule] };
        },
      }),
    ],
  });

test('whoever has a link sees who is on duty without a log-in, until it is revoked', async () => {
  const { as, anybody, db } = await site();
  const sam = await as('sam');
  const made = await sam.send('/planning/links', { label: 'Guard room', numbers: 'yes' });
  const path = /\/on-call\/[\w-]{22}/.exec(made.body)?.[0] ?? '';
  // Shown once, and kept as a hash alone.
  expect((await sam.get('/planning/links')).body).not.toContain(path);
  expect(JSON.stringify(await db.selectFrom('wall_links').selectAll().execute())).not.toContain(
    path.slice(-22),
  );

  const page = await anybody().get(path);
  expect(page.status).toBe(200);
  expect(textOf(page.body)).toContain('203');
  expect(page.body).toContain('Mia &#60;Roux&#62;');
  expect(page.headers.get('cache-control')).toContain('no-store');

  const [link] = await createWallLinkStore(db).list();
  await sam.send('/planning/links', { do: 'revoke', link: String(link?.id) });
  expect((await anybody().get(path)).status).toBe(404);
});

test('numbers are shown only where that was chosen, and a link needs a name', async () => {
  const { as, anybody } = await site();
  const sam = await as('sam');
  expect((await sam.send('/planning/links', { label: '', numbers: 'yes' })).status).toBe(422);
  const made = await sam.send('/planning/links', { label: 'Hall' });
  const path = /\/on-call\/[\w-]{22}/.exec(made.body)?.[0] ?? '';
  expect(textOf((await anybody().get(path)).body)).not.toContain('203');
});
