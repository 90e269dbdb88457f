import { describe, expect, it } from 'vitest';
import { createConfirmations } from '../../src/database/planning/confirmation-store.ts';
import { NOON, type OpenSite, openSite } from './open-site.ts';
import { textOf } from './visitor.ts';

const HOUR = 3_600_000;
/** Otto's week begins on 30 November at 08:00 in Paris, Mia's has begun. */
const OTTOS = { startAt: Date.UTC(2026, 10, 30, 7), endAt: Date.UTC(2026, 11, 7, 7) };
const EVENING_BEFORE = OTTOS.startAt - 14 * HOUR;

async function answer(site: OpenSite, who: string, said: 'yes' | 'no', times = OTTOS) {
  const visitor = await site.as(who);
  const fields = { schedule: 'primary', answer: said };
  return visitor.send(
    '/my/confirm',
    { ...fields, startAt: String(times.startAt), endAt: String(times.endAt) },
    '/my',
  );
}

async function domainEvents({ db }: OpenSite): Promise<readonly string[]> {
  return (await db.selectFrom('domain_events').select('kind').execute()).map(({ kind }) => kind);
}

describe('my duty', () => {
  it('asks for what is to be confirmed, takes a yes, and shows it as confirmed', async () => {
    const site = await openSite({ now: EVENING_BEFORE });
    const otto = await site.as('otto');
    const before = (await otto.get('/my')).body;
    expect(textOf(before)).toContain('To be confirmed');
    expect((await answer(site, 'otto', 'yes')).to).toBe('/my?done=duty-confirmed');
    const after = textOf((await otto.get('/my')).body);
    expect(after).not.toContain('To be confirmed');
    expect(after).toContain('Primary duty Confirmed');
    expect(await domainEvents(site)).toContain('duty-confirmed');
  });

  it('lets one say no, also to what was confirmed, and tells others of it', async () => {
    const site = await openSite({ now: EVENING_BEFORE });
    await answer(site, 'otto', 'yes');
    expect((await answer(site, 'otto', 'no')).to).toBe('/my?done=duty-declined');
    expect(textOf((await (await site.as('otto')).get('/my')).body)).toContain('You said that you cannot');
    expect(await domainEvents(site)).toContain('duty-declined');
    // A no is acted on at once, so it stands.
    expect((await answer(site, 'otto', 'yes')).to).toBe('/my?done=unchanged');
  });

  it('lets one confirm days before one is asked, and that lasts when one would be', async () => {
    const site = await openSite();
    expect(textOf((await (await site.as('otto')).get('/my')).body)).toContain('Not asked yet');
    expect((await answer(site, 'otto', 'yes')).to).toBe('/my?done=duty-confirmed');
    site.clock.pass(EVENING_BEFORE - NOON);
    const shift = { scheduleId: 'primary', personId: 'otto', ...OTTOS };
    await createConfirmations(site.db).expect([shift], EVENING_BEFORE, OTTOS.endAt);
    expect(textOf((await (await site.as('otto')).get('/my')).body)).toContain('Primary duty Confirmed');
  });

  it('takes no answer for a duty that is somebody else’s, or was withdrawn', async () => {
    const site = await openSite({ now: EVENING_BEFORE });
    expect((await answer(site, 'mia', 'yes')).to).toBe('/my?done=duty-gone');
    const moved = { ...OTTOS, endAt: OTTOS.endAt - HOUR };
    expect((await answer(site, 'otto', 'yes', moved)).to).toBe('/my?done=duty-gone');
    expect(await domainEvents(site)).toEqual([]);
  });
});

it('a planning shows which duties are confirmed, and counts them', async () => {
  const site = await openSite({ now: EVENING_BEFORE });
  const sam = await site.as('sam');
  const before = textOf((await sam.get('/planning/primary?on=2026-11-30')).body);
  expect(before).toContain('0 of 1 confirmed · 1 asked');
  await answer(site, 'otto', 'yes');
  const after = textOf((await sam.get('/planning/primary?on=2026-11-30')).body);
  expect(after).toContain('1 of 1 confirmed');
  expect(after).toContain('Otto Blanc Confirmed');
});
