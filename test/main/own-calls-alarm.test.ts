import { expect, it } from 'vitest';
import { createCappedLegs } from '../../src/main/own-calls.ts';
import { house } from '../notices/notifier-fixture.ts';
import { noticeModuleOver } from './notice-module-fixture.ts';

it('calls of our own beyond what an hour may have are refused, and the supervisor is told once', async () => {
  const { db } = await house('2026-11-25 14:00');
  const { noticeModule } = await noticeModuleOver(db);
  const legs = createCappedLegs({ maxOutboundLegs: 20, maxOwnCallsPerHour: 2 }, noticeModule.tooManyOwnCalls);
  await noticeModule.begin();
  const inOutbox = async () => {
    const rows = await db.selectFrom('notices').select(['address', 'body']).execute();
    return rows.filter(({ body }) => body.includes('2 phones') || body.includes('2 téléphones'));
  };
  expect([legs.claimOwn(), legs.claimOwn()]).toEqual([true, true]);
  expect(await inOutbox()).toEqual([]);
  expect([legs.claimOwn(), legs.claimOwn()]).toEqual([false, false]);
  await expect
    .poll(async () => (await inOutbox()).map(({ address }) => address), { timeout: 60_000 })
    .toContain('sofia@example.org');
  const told = (await inOutbox()).filter(({ address }) => address === 'sofia@example.org');
  expect(told).toHaveLength(1);
});
