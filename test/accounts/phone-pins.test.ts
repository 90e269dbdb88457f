import { describe, expect, it } from 'vitest';
import { hashPassword } from '../../src/accounts/passwords.ts';
import { checkPin } from '../../src/accounts/phone-pins.ts';
import { createAuditLog } from '../../src/database/accounts/audit-store.ts';
import { createPinStore } from '../../src/database/accounts/pin-store.ts';
import { house } from '../notices/notifier-fixture.ts';

const MINUTE = 60_000;
const MOBILE = '+33612000001';
const PINS = { bob: '735182', dora: '408417' };

async function withPins() {
  const at = await house('2026-11-25 14:00');
  const pins = createPinStore(at.db);
  const author = { actor: 'Bob', at: at.clock.now() };
  for (const [person, pin] of Object.entries(PINS)) await pins.set(person, await hashPassword(pin), author);
  const audit = async () =>
    (await createAuditLog(at.db).list({ subjectKind: 'accounts', limit: 50 })).map(
      ({ actor, action, subjectId }) => `${subjectId}: ${action} by ${actor}`,
    );
  const tried = (pin: string, candidates: readonly string[] = ['bob'], from: string | null = MOBILE) =>
    checkPin(pins, { candidates, pin, from }, at.clock.now());
  return { ...at, pins, audit, tried };
}

describe('a PIN on the telephone', () => {
  it('opens what is its owner’s, also on a telephone that several share', async () => {
    const at = await withPins();
    expect(await at.tried(PINS.bob)).toEqual({ personId: 'bob' });
    expect(await at.tried(PINS.dora, ['bob', 'dora'])).toEqual({ personId: 'dora' });
    expect(await at.tried(PINS.dora)).toBe('wrong');
    expect(await at.tried(PINS.bob, [])).toBe('wrong');
  });

  it('is stored as argon2id, and neither it nor its hash is in the audit log', async () => {
    const at = await withPins();
    const [row] = await at.db.selectFrom('phone_pins').selectAll().execute();
    expect(row?.pin_hash).toMatch(/^\$argon2id\$/);
    const entries = JSON.stringify(await createAuditLog(at.db).list({ limit: 50 }));
    expect(entries).not.toContain(PINS.bob);
    expect(entries).not.toContain('argon2');
    expect(await at.audit()).toContain('bob: PIN set by Bob');
  });

  it('wrong ones lock the person for longer and longer, whatever number they come from, and that is written down', async () => {
    const at = await withPins();
    const numbers = ['+33199000001', '+33199000002', '+33199000003', '+33199000004', '+33199000005'];
    for (const from of numbers.slice(0, 3)) expect(await at.tried('000001', ['bob'], from)).toBe('wrong');
    expect(await at.tried(PINS.bob, ['bob'], numbers[3])).toBe('locked');
    at.clock.pass(MINUTE + 1);
    expect(await at.tried('000001', ['bob'], numbers[3])).toBe('wrong');
    at.clock.pass(MINUTE + 1);
    expect(await at.tried(PINS.bob, ['bob'], numbers[4])).toBe('locked');
    at.clock.pass(MINUTE);
    expect(await at.tried(PINS.bob, ['bob'], numbers[4])).toEqual({ personId: 'bob' });
    expect((await at.audit()).filter((entry) => entry.includes('locked'))).toEqual([
      'bob: PIN locked by ☎ +33199000004',
      'bob: PIN locked by ☎ +33199000003',
    ]);
    // Once it was right, the count begins anew.
    expect(await at.tried('000001')).toBe('wrong');
    expect(await at.tried(PINS.bob)).toEqual({ personId: 'bob' });
  });

  it('a number that tries one person after the other is locked, and they are not', async () => {
    const at = await withPins();
    for (const person of ['bob', 'dora', 'nobody']) expect(await at.tried('000001', [person])).toBe('wrong');
    expect(await at.tried(PINS.dora, ['dora'])).toBe('locked');
    expect(await at.tried(PINS.dora, ['dora'], '+33199000009')).toEqual({ personId: 'dora' });
  });

  it('those who withhold their number lock nobody but whose PIN they try', async () => {
    const at = await withPins();
    for (const person of ['sofia', 'nobody', 'sofia', 'sofia']) await at.tried('000001', [person], null);
    expect(await at.tried(PINS.bob, ['bob'], null)).toEqual({ personId: 'bob' });
    for (let n = 0; n < 3; n += 1) expect(await at.tried('000001', ['bob'], null)).toBe('wrong');
    expect(await at.tried(PINS.bob, ['bob'], null)).toBe('locked');
    expect(await at.tried(PINS.dora, ['dora'], null)).toEqual({ personId: 'dora' });
  });

  it('tries at the same moment are all counted', async () => {
    const at = await withPins();
    const results = await Promise.all(
      Array.from({ length: 8 }, (_, n) => at.tried('000001', ['bob'], `+3319900000${n}`)),
    );
    expect(results.filter((result) => result === 'wrong')).toHaveLength(3);
    expect(results.filter((result) => result === 'locked')).toHaveLength(5);
  });

  it('wrong ones of yesterday are forgotten', async () => {
    const at = await withPins();
    for (let n = 0; n < 2; n += 1) await at.tried('000001');
    at.clock.pass(25 * 60 * MINUTE);
    await at.tried('000001');
    expect(await at.tried(PINS.bob)).toEqual({ personId: 'bob' });
  });

  it('taken away, opens nothing', async () => {
    const at = await withPins();
    await at.pins.set('bob', null, { actor: 'Bob', at: at.clock.now() });
    expect(await at.pins.has('bob')).toBe(false);
    expect(await at.tried(PINS.bob)).toBe('wrong');
  });
});
