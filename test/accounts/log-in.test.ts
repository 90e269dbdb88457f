import { Secret, TOTP } from 'otpauth';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Source } from '../../src/accounts/account-store.ts';
import { checkPassword, checkSecondFactor, lockedUntil } from '../../src/accounts/log-in.ts';
import { hashPassword } from '../../src/accounts/passwords.ts';
import { createSecret, hashRecoveryCode } from '../../src/accounts/second-factor.ts';
import { createAccountStore } from '../../src/database/accounts/account-store.ts';
import { createAuditLog } from '../../src/database/accounts/audit-store.ts';
import { house } from '../notices/notifier-fixture.ts';

const PASSWORD = 'the lantern over the pier';
const EMAIL = 'bob@login.example';
const STRANGER: Source = { address: '203.0.113.9', device: null };
const OWN: Source = { address: '198.51.100.7', device: 'hash-of-bobs-device' };

let hash = '';
beforeAll(async () => {
  hash = await hashPassword(PASSWORD);
});

async function withBob() {
  const at = await house('2026-11-25 14:00');
  const accounts = createAccountStore(at.db);
  const author = { actor: 'test', at: at.clock.now() };
  await accounts.setEmail('bob', EMAIL, author);
  await accounts.setPassword('bob', hash, author, null);
  const tried = async (password: string, from = STRANGER) => {
    const checked = await checkPassword(accounts, { email: EMAIL, password }, from, at.clock.now());
    return checked.ok ? 'in' : checked.error;
  };
  const secret = createSecret();
  const code = () => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.clock.now() });
  const turnOn = () =>
    accounts.setSecondFactor('bob', { secret, codeHashes: [hashRecoveryCode('aaaaa-bbbbb')] }, author);
  const triedCode = async (given: string, from = STRANGER) => {
    const bob = await accounts.of('bob');
    if (bob === null) throw new Error('bob has an account');
    const checked = await checkSecondFactor(accounts, bob, given, from, at.clock.now());
    return checked.ok ? 'in' : checked.error;
  };
  return { ...at, accounts, author, tried, turnOn, triedCode, code };
}

describe('tries at logging in', () => {
  it('a hundred at the same moment are counted as a hundred: five are compared', async () => {
    const at = await withBob();
    const results = await Promise.all(Array.from({ length: 100 }, () => at.tried('wrong wrong wrong')));
    expect(results.filter((result) => result === 'wrong' || result === 'now-locked')).toHaveLength(5);
    expect(results.filter((result) => result === 'locked')).toHaveLength(95);
    expect(await at.tried(PASSWORD)).toBe('locked');
  });

  it('with the right one among many at the same moment, the wrong ones are not compared for it', async () => {
    const at = await withBob();
    const given = [...Array.from({ length: 7 }, () => 'wrong wrong wrong'), PASSWORD];
    const results = await Promise.all(given.map((password) => at.tried(password)));
    expect(results.at(-1)).toBe('locked');
  });

  it('codes of the second factor at the same moment are counted as well', async () => {
    const at = await withBob();
    await at.turnOn();
    const guesses = Array.from({ length: 50 }, (_, guess) => at.triedCode(String(guess).padStart(6, '0')));
    const results = await Promise.all(guesses);
    expect(results.filter((result) => result === 'locked')).toHaveLength(45);
    expect(await at.triedCode(at.code())).toBe('locked');
  });

  it('the right password buys no more tries at the code, however many times it is given', async () => {
    const at = await withBob();
    await at.turnOn();
    for (let count = 0; count < 4; count += 1) {
      expect(await at.tried(PASSWORD)).toBe('in');
      expect(await at.triedCode('000000')).toBe('wrong');
    }
    // Neither does it use up those that are left.
    for (let count = 0; count < 4; count += 1) expect(await at.tried(PASSWORD)).toBe('in');
    expect(await at.triedCode('000000')).toBe('now-locked');
    expect(await at.tried(PASSWORD)).toBe('locked');
    at.clock.pass(30_001);
    expect(await at.triedCode(at.code())).toBe('in');
    expect(await at.triedCode('000000')).toBe('wrong');
  });

  it('of strangers do not keep the owner out of a device that they logged in from before', async () => {
    const at = await withBob();
    await at.accounts.rememberDevice('bob', OWN.device ?? '', at.clock.now());
    for (let count = 0; count < 6; count += 1) await at.tried('wrong wrong wrong');
    expect(await at.tried(PASSWORD)).toBe('locked');
    expect(await at.tried(PASSWORD, OWN)).toBe('in');
    expect(await at.tried(PASSWORD)).toBe('locked');
  });

  it('from a known device are counted too, and its lock is not the account’s', async () => {
    const at = await withBob();
    await at.accounts.rememberDevice('bob', OWN.device ?? '', at.clock.now());
    const results = await Promise.all(Array.from({ length: 20 }, () => at.tried('wrong wrong wrong', OWN)));
    expect(results.filter((result) => result === 'locked')).toHaveLength(15);
    expect(await at.tried(PASSWORD, OWN)).toBe('locked');
    expect(await at.tried(PASSWORD)).toBe('in');
  });

  it('a device of somebody else, or one that nobody used for half a year, is a stranger’s', async () => {
    const at = await withBob();
    await at.accounts.setEmail('dora', 'dora@login.example', at.author);
    await at.accounts.rememberDevice('dora', 'doras', at.clock.now());
    await at.accounts.rememberDevice('bob', OWN.device ?? '', at.clock.now());
    for (let count = 0; count < 6; count += 1) await at.tried('wrong wrong wrong');
    expect(await at.tried(PASSWORD, { ...OWN, device: 'doras' })).toBe('locked');
    at.clock.pass(181 * 24 * 3_600_000);
    await at.accounts.rememberDevice('dora', 'doras', at.clock.now());
    expect(await at.accounts.knowsDevice('bob', OWN.device ?? '')).toBe(false);
  });

  it('a new password makes strangers of all devices', async () => {
    const at = await withBob();
    await at.accounts.rememberDevice('bob', OWN.device ?? '', at.clock.now());
    await at.accounts.setPassword('bob', hash, at.author, null);
    expect(await at.accounts.knowsDevice('bob', OWN.device ?? '')).toBe(false);
  });

  it('that lock are in the audit, with where the last came from', async () => {
    const at = await withBob();
    for (let count = 0; count < 7; count += 1) await at.tried('wrong wrong wrong');
    const entries = await createAuditLog(at.db).list({ subjectKind: 'accounts', subjectId: 'bob', limit: 5 });
    expect(entries.filter(({ action }) => action === 'locked')).toMatchObject([
      { actor: STRANGER.address, actorId: null, after: { address: STRANGER.address, ofKnownDevice: false } },
    ]);
  });
});

describe('who is let in', () => {
  const given = (at: Awaited<ReturnType<typeof withBob>>, email: string, password = PASSWORD) =>
    checkPassword(at.accounts, { email, password }, STRANGER, at.clock.now());

  it('is whoever has that address, however it is written, and the password', async () => {
    const at = await withBob();
    expect(await given(at, ` ${EMAIL.toUpperCase()} `)).toMatchObject({
      ok: true,
      value: { personId: 'bob' },
    });
    for (const email of ['nobody@login.example', 'no address', ''])
      expect(await given(at, email)).toEqual({ ok: false, error: 'unknown' });
    expect(await given(at, EMAIL, 'wrong wrong wrong')).toEqual({ ok: false, error: 'wrong' });
  });

  it('is nobody who has chosen no password yet', async () => {
    const at = await withBob();
    await at.accounts.setEmail('dora', 'dora@login.example', at.author);
    expect(await given(at, 'dora@login.example', '')).toEqual({ ok: false, error: 'wrong' });
  });

  it('is nobody who has left, with neither password nor code', async () => {
    const at = await withBob();
    await at.turnOn();
    const leavesAt = at.clock.now() + 60_000;
    await at.db.updateTable('people').set({ leaves_at: leavesAt }).where('id', '=', 'bob').execute();
    at.clock.pass(59_999);
    expect(await at.tried(PASSWORD)).toBe('in');
    at.clock.pass(1);
    expect(await at.tried(PASSWORD)).toBe('unknown');
    expect(await at.triedCode(at.code())).toBe('unknown');
  });

  it('has wrong tries of before forgiven', async () => {
    const at = await withBob();
    for (let round = 0; round < 2; round += 1) {
      for (let count = 0; count < 4; count += 1) expect(await at.tried('wrong wrong wrong')).toBe('wrong');
      expect(await at.tried(PASSWORD)).toBe('in');
    }
  });
});

describe('a code', () => {
  it('is nothing to whoever has no second factor', async () => {
    const at = await withBob();
    expect(await at.triedCode('000000')).toBe('unknown');
  });

  it('is good once, whichever it is', async () => {
    const at = await withBob();
    await at.turnOn();
    const now = at.code();
    expect([await at.triedCode(now), await at.triedCode(now)]).toEqual(['in', 'wrong']);
    expect([await at.triedCode('AAAAA BBBBB'), await at.triedCode('aaaaa-bbbbb')]).toEqual(['in', 'wrong']);
  });

  it('to recover is good too for whoever has a passkey alone', async () => {
    const at = await withBob();
    await at.turnOn();
    const bob = await at.accounts.of('bob');
    if (bob === null) throw new Error('bob has an account');
    const withPasskey = { ...bob, totpSecret: null, hasPasskey: true };
    const tried = async (code: string) =>
      (await checkSecondFactor(at.accounts, withPasskey, code, STRANGER, at.clock.now())).ok;
    expect([await tried(at.code()), await tried('aaaaa-bbbbb')]).toEqual([false, true]);
  });
});

it.each([
  [0, null],
  [4, null],
  [5, 30],
  [6, 60],
  [9, 480],
  [10, 900],
  [50, 900],
])('after %i failures in a row everything is refused for %s seconds', (failures, seconds) => {
  expect(lockedUntil(failures, 1_000)).toBe(seconds === null ? null : 1_000 + seconds * 1_000);
});
