import { expect, it } from 'vitest';
import { HOUSEHOLD, openSite } from './open-site.ts';
import { textOf } from './visitor.ts';

const NO_TRUNK = HOUSEHOLD.replace(', trunk: operator, callerId: 01 99 00 12 01', '').replace(
  ', { ring: [{ team: south }], ringSeconds: 20 }',
  '',
);
const MONDAY = HOUSEHOLD.replace('2026-11-23 08:00', '2026-11-27 08:00').replace(
  ', { ring: [{ team: south }], ringSeconds: 20 }',
  '',
);

it('the first page says that a hotline reaches nobody before duty begins, until when and why', async () => {
  const site = await openSite({ household: MONDAY });
  const body = textOf((await (await site.as('sam')).get('/now')).body);
  expect(body).toContain('Hotlines that reach nobody in the next 14 days');
  expect(body).toMatch(/Support until [^:]*27 Nov.*? nobody is on call/);
  expect(body).not.toContain('every hotline reaches somebody');
});

it('and that nobody’s phone can be dialled, where no schedule has a gap', async () => {
  const household = NO_TRUNK.replace('2026-12-07 08:00', '2026-12-31 08:00')
    .replaceAll('{ extension: 203 }', '{ phone: 06 98 76 54 99 }')
    .replace(', { extension: 202, confirm: false }', '');
  const site = await openSite({ household });
  const body = textOf((await (await site.as('sam')).get('/now')).body);
  expect(body).toContain('no phone of whoever is on call can be dialled');
});

it('a dry run says so of its moment, and of the fortnight after it', async () => {
  const site = await openSite({ household: MONDAY });
  const sam = await site.as('sam');
  expect(textOf((await sam.get('/hotlines/support/dry-run')).body)).toMatch(
    /This hotline reaches nobody then, until .*: nobody is on call/,
  );
  const later = textOf((await sam.get('/hotlines/support/dry-run?at=2026-11-28T08:00')).body);
  expect(later).not.toContain('reaches nobody then');
  expect(later).toContain('it reaches nobody:');
});
