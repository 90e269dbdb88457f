import SQLite from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { answers, presses } from '../../trial/phones/behaviour.ts';
import { waitUntil } from '../../trial/wait-until.ts';
import { net } from '../safety-net/net.ts';

describe('the database is locked by another process while a call comes in', () => {
  it('the call is taken as ever, and is in the log afterwards', { timeout: 120_000 }, async () => {
    const stage = await net();
    const vigie = stage.vigie();
    await vigie.onWatch();
    const bob = await stage.pbx.phone('202', answers({}, presses('1')));
    const other = new SQLite(stage.file);
    onTestFinished(() => void other.close());
    other.exec('begin exclusive');
    const caller = await stage.pbx.call('4000');
    await waitUntil('they are joined', async () => (await stage.pbx.bridged()).length === 1);
    await caller.hangUp();
    await bob.wasHungUp();
    expect((await vigie.health()).recordsWaiting).toBeGreaterThan(0);
    expect(await stage.calls()).toBe(0);
    other.exec('rollback');
    const call = await stage.call(({ outcome }) => outcome !== null);
    expect(call.outcome).toBe('accepted');
    expect((await vigie.health()).recordsWaiting).toBe(0);
    await stage.pbx.empty();
  });
});
