import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashPassword } from '../../src/accounts/passwords.ts';
import { createAuditLog } from '../../src/database/accounts/audit-store.ts';
import { createPinStore } from '../../src/database/accounts/pin-store.ts';
import { ariRequest } from '../../trial/asterisk/ari-observer.ts';
import { answers, speaks } from '../../trial/phones/behaviour.ts';
import type { Caller } from '../../trial/phones/caller.ts';
import { waitUntil } from '../../trial/wait-until.ts';
import { stage } from './stage.ts';

const PIN = '735182';
const BOBS_MOBILE = '+33612345678';
const CALLER = '+33699001122';
/** What the caller's voice sounds like. */
const VOICE_HZ = 400;

describe('Bob rings to hear the messages of callers', () => {
  const on = stage({
    people: {
      bob: { name: 'Bob', languages: ['en'], contacts: [{ extension: '202' }, { phone: BOBS_MOBILE }] },
    },
  });

  beforeEach(async () => {
    const author = { actor: 'Bob', at: Date.now() };
    await createPinStore(on.database()).set('bob', await hashPassword(PIN), author);
  });

  /** Asterisk outlives the database of a scenario, which knows what to delete there. */
  afterEach(async () => {
    for (const name of recordings())
      await ariRequest(on.pbx, 'DELETE', `/recordings/stored/${path.parse(name).name}`);
  });

  async function leaveMessage(): Promise<void> {
    const caller = await on.pbx.call('4000', { from: CALLER, acts: [speaks({ hz: VOICE_HZ })] });
    await on.hears('trial-carrier', 'beep');
    await waitUntil('some words are recorded', () => on.recordedSeconds() > 3, 25_000);
    await caller.hangUp();
    await on.ended('voicemail');
    await expect.poll(async () => (await messages()).length).toBe(1);
  }

  const messages = () => on.database().selectFrom('messages').select('recording').execute();
  const recordings = () => readdirSync(path.join(on.pbx.host.directory, 'spool/recording'));
  const times = (sound: string) => on.heardBy('trial-carrier').filter((one) => one === sound).length;
  /** Waits until it was said so often: every caller of the scenario comes through the carrier. */
  const said = (sound: string, often = 1) =>
    waitUntil(
      () => `${sound} is said ${often} times; so far: ${on.heardBy('trial-carrier')}`,
      () => times(sound) >= often,
      20_000,
    );

  async function logIn(from: string | null = BOBS_MOBILE): Promise<Caller> {
    const before = times('confbridge-pin');
    const bob = await on.pbx.call('888', { from });
    await said('confbridge-pin', before + 1);
    await bob.press(`${PIN}#`);
    return bob;
  }

  it('with his PIN he hears how many, when, from whom, and the caller’s voice; deletes it, and it is gone everywhere', {
    timeout: 90_000,
  }, async () => {
    await leaveMessage();
    expect(recordings()).toHaveLength(1);
    const bob = await logIn();
    await said('vm-youhave');
    await said('vm-from-phonenumber');
    await bob.press('1');
    await bob.hears(VOICE_HZ);
    await bob.press('7');
    await said('vm-star-cancel');
    await bob.press('1');
    await said('vm-deleted');
    expect((await bob.ended()).end).toMatchObject({ by: 'other' });
    expect(await messages()).toEqual([]);
    await expect.poll(recordings).toEqual([]);
    const heard = on.heardBy('trial-carrier').slice(on.heardBy('trial-carrier').indexOf('confbridge-pin'));
    expect(heard.slice(0, 8)).toEqual([
      ...['confbridge-pin', 'vm-youhave', 'digits/1', 'vm-INBOX', 'vm-message'],
      ...['vm-message', 'digits/1', 'vm-received'],
    ]);
    expect(heard).toContain('digits/today');
    expect(await createAuditLog(on.database()).list({ subjectKind: 'messages', limit: 5 })).toMatchObject([
      { actor: 'Bob ☎', action: 'removed' },
    ]);
    expect(on.log()).not.toContain(PIN);
  });

  it('5 calls the caller back, who sees the hotline’s number', { timeout: 90_000 }, async () => {
    await leaveMessage();
    const mobile = await on.pbx.mobiles({ [CALLER]: answers({ afterMs: 500 }) });
    const bob = await logIn();
    await said('vm-from-phonenumber');
    await bob.press('5');
    await waitUntil('both are joined', async () => (await on.pbx.bridged()).length === 1);
    expect(mobile.calls()[0]?.fromNumber).toContain('199001200');
    await bob.hangUp();
    // As in told.test.ts: that the simulated mobile is let go is seen in Asterisk, which is empty after each scenario.
    await waitUntil('they are parted', async () => (await on.pbx.bridged()).length === 0);
  });

  it('his number without his PIN opens nothing: three tries, and the line is let go of', async () => {
    const thief = await on.pbx.call('888', { from: BOBS_MOBILE });
    for (const [n, pin] of ['000001', '000002', '000003'].entries()) {
      await said('confbridge-pin', n + 1);
      await thief.press(`${pin}#`);
    }
    await said('confbridge-pin-bad');
    expect((await thief.ended()).end).toMatchObject({ by: 'other' });
    expect(on.heardBy('trial-carrier')).not.toContain('vm-youhave');
    const again = await logIn();
    await said('confbridge-pin-bad', 2);
    await again.ended();
    expect(await createAuditLog(on.database()).list({ subjectKind: 'accounts', limit: 1 })).toMatchObject([
      { action: 'PIN locked', subjectId: 'bob', actor: `☎ ${BOBS_MOBILE}` },
    ]);
  });

  it('from a strange telephone he says who he is first', async () => {
    const bob = await on.pbx.call('888', { from: null });
    await said('privacy-prompt');
    await bob.press('0612345678#');
    await said('confbridge-pin');
    await bob.press(`${PIN}#`);
    await said('vm-no');
    await said('goodbye');
    expect((await bob.ended()).end).toMatchObject({ by: 'other' });
  });

  it('without Vigie the number says that it cannot, and lets go', async () => {
    await on.stopVigie();
    const bob = await on.pbx.call('888', { from: BOBS_MOBILE });
    await said('feature-not-avail-line');
    expect((await bob.ended()).end).toMatchObject({ by: 'other' });
  });

  it('a Vigie that stops while he listens says so too', async () => {
    const bob = await on.pbx.call('888', { from: BOBS_MOBILE });
    await said('confbridge-pin');
    await on.stopVigie();
    await said('feature-not-avail-line');
    expect((await bob.ended()).end).toMatchObject({ by: 'other' });
  });
});
