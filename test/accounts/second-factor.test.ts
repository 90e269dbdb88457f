import { Secret, TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import {
  createRecoveryCodes,
  createSecret,
  hashRecoveryCode,
  periodOf,
  secretAddress,
} from '../../src/accounts/second-factor.ts';

const NOW = Date.UTC(2026, 10, 25, 11, 0, 7);
const PERIOD_MS = 30_000;

describe('a code of the second factor', () => {
  const secret = createSecret();
  const codeAt = (at: number) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at });

  it('is good in its half minute, the one before and the one after; it says which it is of', () => {
    const now = Math.floor(NOW / PERIOD_MS);
    for (const off of [-1, 0, 1])
      expect(periodOf(secret, codeAt(NOW + off * PERIOD_MS), NOW)).toBe(now + off);
    for (const off of [-2, 2]) expect(periodOf(secret, codeAt(NOW + off * PERIOD_MS), NOW)).toBeNull();
  });

  it('may have spaces, and is six digits', () => {
    const code = codeAt(NOW);
    expect(periodOf(secret, ` ${code.slice(0, 3)} ${code.slice(3)} `, NOW)).not.toBeNull();
    for (const other of ['', code.slice(0, 5), `${code}0`, `x${code}`, `${code}x`, 'abcdef'])
      expect(periodOf(secret, other, NOW), other).toBeNull();
    expect(periodOf(createSecret(), code, NOW)).toBeNull();
  });

  it('is made from 160 random bits, which the address for the telephone holds', () => {
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(createSecret()).not.toBe(secret);
    expect(secretAddress(secret, 'ada@example.org')).toMatch(/^otpauth:\/\/totp\/Vigie:ada%40example.org\?/);
    expect(secretAddress(secret, 'ada@example.org')).toContain(`secret=${secret}`);
  });
});

describe('recovery codes', () => {
  it('are ten, all different, without signs that look alike, and known however they are typed', () => {
    const codes = createRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^[a-hjkmnp-z2-9]{5}-[a-hjkmnp-z2-9]{5}$/);
    const [code = ''] = codes;
    expect(hashRecoveryCode(` ${code.toUpperCase().replace('-', ' ')}`)).toBe(hashRecoveryCode(code));
    expect(hashRecoveryCode(code.slice(1))).not.toBe(hashRecoveryCode(code));
  });
});
