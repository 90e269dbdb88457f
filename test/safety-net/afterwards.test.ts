import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { answers, ringsOn, speaks } from '../../trial/phones/behaviour.ts';
import { type Net, net } from './net.ts';

const FAR = 99_999_999_999;

describe('a Vigie that starts after the fallback had calls', () => {
  it('finds the message of a caller whom nobody answered, and puts it in the call log, once', async () => {
    const on = await net();
    await leaveMessage(on, '4000');
    const noted = await on.pbx.cli('database show vigie-fallback');
    const first = on.vigie();
    const call = await on.call(({ endedAt }) => endedAt !== null);
    expect(call).toMatchObject({
      outcome: 'fallback',
      hotlineId: 'support',
      dialled: '4000',
      attemptCount: 0,
    });
    expect(call.caller.number).toBe('+33199001122');
    expect(call.timeline.map(({ kind }) => kind)).toEqual([
      'fallback-entered',
      'nobody-took-it',
      'voicemail-kept',
      'call-ended',
    ]);
    expect(call.timeline[0]).toMatchObject({ why: 'no-proof' });
    expect(await messages(on)).toEqual([
      { call_id: call.id, seconds: expect.toSatisfy((s) => s >= 2 && s < 30) },
    ]);
    await expect.poll(() => recordings(on)).toEqual([]);
    await expect.poll(() => notes(on)).toBe(0);

    // As after a crash between writing it down and forgetting it.
    await first.kill();
    const [, key, value] = /\/vigie-fallback\/(\S+)\s*: (\S+)/.exec(noted) ?? [];
    await on.pbx.cli(`database put vigie-fallback ${key} ${value}`);
    await on.vigie().onWatch();
    await expect.poll(() => notes(on), { timeout: 30_000 }).toBe(0);
    expect(await on.calls()).toBe(1);
    expect(await messages(on)).toHaveLength(1);
    expect((await on.call(() => true)).timeline).toHaveLength(4);
  });

  it('writes down who answered, and for how long they talked', async () => {
    const on = await net();
    await on.writePage('4000', `${FAR}|10::PJSIP/+33612345678@trial-trunk`);
    const carrier = await on.pbx.mobiles({ '+33612345678': answers() });
    const caller = await on.pbx.call('4000', { from: null });
    await carrier.answered();
    await caller.answered();
    await caller.hangUp();
    await on.pbx.empty();
    on.vigie();
    const call = await on.call(({ endedAt }) => endedAt !== null);
    expect(call).toMatchObject({ outcome: 'fallback', caller: { number: null } });
    expect(call.timeline).toContainEqual(
      expect.objectContaining({ kind: 'fallback-answered', target: '+33612345678' }),
    );
  });

  it('writes down a caller who gave up', async () => {
    const on = await net();
    await on.writePage('4000', `${FAR}|30::PJSIP/202`);
    const bob = await on.pbx.phone('202', ringsOn());
    const caller = await on.pbx.call('4000');
    await bob.rang();
    await caller.hangUp();
    await on.pbx.empty();
    on.vigie();
    const call = await on.call(({ endedAt }) => endedAt !== null);
    expect(call.outcome).toBe('fallback');
    expect(call.timeline.map(({ kind }) => kind)).not.toContain('voicemail-kept');
  });

  it('drops a message too short to say anything', async () => {
    const on = await net();
    const caller = await on.pbx.call('4000');
    await on.says("Playing 'beep");
    await expect.poll(() => recordings(on).length).toBe(1);
    await caller.hangUp();
    await on.pbx.empty();
    on.vigie();
    const call = await on.call(({ endedAt }) => endedAt !== null);
    expect(call.timeline).toContainEqual(
      expect.objectContaining({ kind: 'voicemail-dropped', reason: 'too-short' }),
    );
    expect(await messages(on)).toEqual([]);
  });

  it('collects a call that is still in the fallback when Vigie comes back, once it is over', async () => {
    const on = await net();
    await on.writePage('4000', `${FAR}|30::PJSIP/202`);
    await on.pbx.phone('202', answers());
    const caller = await on.pbx.call('4000');
    await caller.answered();
    const vigie = on.vigie();
    await vigie.onWatch();
    // The first look has been.
    await expect.poll(() => on.page('4000')).not.toContain(String(FAR));
    expect(await on.calls()).toBe(0);
    await caller.hangUp();
    const call = await on.call(({ endedAt }) => endedAt !== null);
    expect(call.timeline).toContainEqual(
      expect.objectContaining({ kind: 'fallback-answered', target: '202' }),
    );
  });

  it('keeps a message for a number that no hotline has where it is, and says so', async () => {
    const on = await net();
    await leaveMessage(on, '4999');
    const vigie = on.vigie();
    await vigie.onWatch();
    await expect
      .poll(() => vigie.log(), { timeout: 30_000 })
      .toMatch(/"dialled":"4999".*a message left for a number that no hotline has waits on Asterisk/);
    expect(recordings(on)).toHaveLength(1);
    expect(await notes(on)).toBe(1);
  });
});

async function leaveMessage(on: Net, number: string): Promise<void> {
  const caller = await on.pbx.call(number, { acts: [speaks()] });
  await on.says("Playing 'beep");
  await expect.poll(() => recordings(on).length).toBe(1);
  // Long enough not to be taken for a hang-up at the beep.
  const talkedUntil = Date.now() + 3_500;
  await expect.poll(() => Date.now() > talkedUntil).toBe(true);
  await caller.hangUp();
  await on.pbx.empty();
}

function recordings(on: Net): string[] {
  return readdirSync(path.join(on.pbx.host.directory, 'spool/recording'));
}

function messages(on: Net) {
  return on.db.selectFrom('messages').select(['call_id', 'seconds']).execute();
}

async function notes(on: Net): Promise<number> {
  const shown = await on.pbx.cli('database show vigie-fallback');
  return shown.match(/^\/vigie-fallback\//gm)?.length ?? 0;
}
