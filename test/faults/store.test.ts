import SQLite from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { answers, presses, speaks } from '../../trial/phones/behaviour.ts';
import { waitUntil } from '../../trial/wait-until.ts';
import { lockedInTurns } from '../database/locked-in-turns.ts';
import { smallDisk } from '../database/small-disk.ts';
import { type Net, net } from '../safety-net/net.ts';

const LONG = 300_000;

/** Bob takes a call, and both hang up. */
async function aCall(on: Net): Promise<void> {
  const caller = await on.pbx.call('4000');
  await waitUntil('they are joined', async () => (await on.pbx.bridged()).length === 1, 60_000);
  await caller.hangUp();
  await on.pbx.empty();
}

describe('another process locks the database for ten seconds', () => {
  it('calls are taken, an alarm is raised, and every record is there afterwards', {
    timeout: LONG,
  }, async () => {
    const on = await net();
    const vigie = on.vigie();
    await vigie.onWatch();
    await on.pbx.phone('202', answers({}, presses('1')));
    const other = new SQLite(on.file);
    onTestFinished(() => void other.close());
    const from = Date.now();
    other.exec('begin exclusive');
    await aCall(on);
    await aCall(on);
    expect((await vigie.health()).recordsWaiting).toBeGreaterThan(0);
    expect(vigie.log()).toContain('calls cannot be written to the database');
    await waitUntil('ten seconds', () => Date.now() - from > 10_000, 60_000);
    expect(await on.calls()).toBe(0);
    other.exec('rollback');
    await expect
      .poll(async () => (await on.all()).map(({ outcome }) => outcome), { timeout: 60_000 })
      .toEqual(['accepted', 'accepted']);
    await expect.poll(async () => (await vigie.health()).recordsWaiting, { timeout: 60_000 }).toBe(0);
    expect(vigie.log()).toContain('everything that waited for the database is written');
  });

  it('and for a second, again and again: calls are taken all the while, and are written between two locks', {
    timeout: LONG,
  }, async () => {
    const on = await net();
    const vigie = on.vigie();
    await vigie.onWatch();
    await on.pbx.phone('202', answers({}, presses('1')));
    await lockedInTurns(on.file, 1);
    await aCall(on);
    await aCall(on);
    await expect
      .poll(async () => (await on.all()).map(({ outcome }) => outcome), { timeout: 60_000 })
      .toEqual(['accepted', 'accepted']);
    await expect.poll(async () => (await vigie.health()).recordsWaiting, { timeout: 60_000 }).toBe(0);
    expect(vigie.log()).not.toMatch(/"level":(60|"fatal")/);
  });

  it('and the connection is lost meanwhile: what had ended is not taken up again', {
    timeout: LONG,
  }, async () => {
    const on = await net();
    const wire = await on.wire();
    const vigie = on.vigie({ VIGIE_ARI_URL: wire.url });
    await vigie.onWatch();
    await on.pbx.phone('202', answers({}, presses('1')));
    const caller = await on.pbx.call('4000');
    await on.call(({ timeline }) => timeline.some(({ kind }) => kind === 'talking-started'));
    const other = new SQLite(on.file);
    onTestFinished(() => void other.close());
    other.exec('begin exclusive');
    await caller.hangUp();
    await on.pbx.empty();
    const from = vigie.log().length;
    wire.closeWebsockets();
    await waitUntil(
      'connected again',
      () => vigie.log().slice(from).includes('connected to Asterisk'),
      60_000,
    );
    other.exec('rollback');
    const call = await on.call(({ outcome }) => outcome !== null);
    await expect.poll(async () => (await vigie.health()).recordsWaiting, { timeout: 60_000 }).toBe(0);
    expect(call.timeline.map(({ kind }) => kind)).not.toContain('reconciled');
    expect((await on.all())[0]?.timeline.filter(({ kind }) => kind === 'call-ended')).toHaveLength(1);
  });
});

describe('the disk is full', () => {
  it('calls and messages go on, an alarm is raised, and all is written when there is room', {
    timeout: LONG,
  }, async (context) => {
    // The database, and as much again to write it anew.
    const disk = smallDisk(4);
    context.skip(disk === null, 'a small disk cannot be mounted here (needs root and the right to mount)');
    const on = await net({ directory: disk?.directory ?? '' });
    const vigie = on.vigie();
    await vigie.onWatch();
    const makeRoom = disk?.fill();
    const bob = await on.pbx.phone('202', answers({}, presses('1')));
    for (let nth = 1; nth <= 3; nth += 1) await aCall(on);
    await expect
      .poll(async () => (await vigie.health()).recordsWaiting, { timeout: 60_000 })
      .toBeGreaterThan(0);
    expect(vigie.log()).toMatch(/SQLITE_FULL|SQLITE_IOERR/);
    await bob.stop();
    await on.pbx.cli('pjsip send unregister *all').catch(() => undefined);
    const caller = await on.pbx.call('4000', { acts: [speaks()] });
    await on.says(/Playing 'beep/, 60_000);
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    await caller.hangUp();
    await on.pbx.empty();

    makeRoom?.();
    await expect
      .poll(async () => (await on.all()).map(({ outcome }) => outcome), { timeout: 60_000 })
      .toEqual(['voicemail', 'accepted', 'accepted', 'accepted']);
    await expect
      .poll(() => on.db.selectFrom('messages').select('call_id').execute(), { timeout: 60_000 })
      .toHaveLength(1);
    await expect
      .poll(vigie.log, { timeout: 60_000 })
      .toContain('everything that waited for the database is written');
  });
});
