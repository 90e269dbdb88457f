import { describe, expect, it } from 'vitest';
import type { SipDialog } from '../../trial/phones/sip-dialog.ts';
import { stage } from './stage.ts';

/** Asterisk gives a silent line up after four. */
const PAUSE_MS = 6_000;

describe('messages on lines that send no sound while nobody speaks', () => {
  const on = stage({
    people: { bob: { name: 'Bob', role: 'supervisor', contacts: [{ extension: '202' }] } },
  });

  it('who speaks, pauses for six seconds and goes on is recorded to the end', async () => {
    const caller = await atTheBeep();
    caller.speak(440);
    await recorded(2);
    caller.sendNothing();
    await passed(PAUSE_MS);
    const before = on.recordedSeconds();
    caller.sendNothing(false);
    await recorded(before + 2);
    await caller.hangUp();
    await on.ended('voicemail');
    await expect.poll(() => messages()).toMatchObject([{ is_empty: 0 }]);
    expect((await messages())[0]?.seconds).toBeGreaterThanOrEqual(4);
  });

  it('of a line that sends nothing at all nothing could be heard, and the caller did not just hang up', async () => {
    const caller = await atTheBeep();
    caller.sendNothing();
    await passed(PAUSE_MS);
    expect(caller.state).toBe('up');
    await caller.hangUp();
    const call = await on.ended('empty-message');
    expect(call.timeline).toContainEqual(
      expect.objectContaining({ kind: 'voicemail-empty', why: 'nothing-came' }),
    );
  });

  it('silence is kept apart: a missed call, and no message', async () => {
    const caller = await atTheBeep();
    await recorded(3);
    await caller.press('#');
    await on.hears('trial-carrier', 'auth-thankyou');
    const call = await on.ended('empty-message');
    expect(call.timeline).toContainEqual(
      expect.objectContaining({ kind: 'voicemail-empty', why: 'silence' }),
    );
    await expect.poll(() => messages()).toMatchObject([{ is_empty: 1 }]);
    await expect.poll(() => told()).toEqual(['missed-call']);
    expect(await on.database().selectFrom('tasks').select('kind').execute()).toEqual([
      { kind: 'missed-call' },
    ]);
  });

  async function atTheBeep(): Promise<SipDialog> {
    const carrier = await on.pbx.agent('trial-trunk');
    const caller = carrier.call('4000', { from: '+33199001122' });
    await on.hears('trial-carrier', 'beep');
    return caller;
  }

  function messages() {
    return on.database().selectFrom('messages').select(['is_empty', 'seconds']).execute();
  }

  async function told(): Promise<string[]> {
    const rows = await on
      .database()
      .selectFrom('notices')
      .select('kind')
      .where('kind', 'in', ['missed-call', 'voicemail'])
      .execute();
    return [...new Set(rows.map(({ kind }) => kind))];
  }

  async function recorded(seconds: number): Promise<void> {
    await expect.poll(() => on.recordedSeconds(), { timeout: 20_000 }).toBeGreaterThan(seconds);
  }

  async function passed(ms: number): Promise<void> {
    const since = Date.now();
    await expect.poll(() => Date.now() - since, { timeout: ms + 10_000 }).toBeGreaterThan(ms);
  }
});
