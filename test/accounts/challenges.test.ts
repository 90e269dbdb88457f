import { describe, expect, it } from 'vitest';
import { createChallenges } from '../../src/accounts/challenges.ts';
import { relyingPartyOf } from '../../src/accounts/passkey-ceremony.ts';

const NOW = Date.UTC(2026, 10, 25, 11);
const MIAS = { purpose: 'second-factor', personId: 'mia' } as const;

function made(challenges = createChallenges()) {
  return { challenges, text: Buffer.from(challenges.make(MIAS, NOW)).toString('base64url') };
}

describe('a challenge', () => {
  it('holds for what it was made for, and for nothing else', () => {
    const { challenges, text } = made();
    expect(challenges.holds(text, MIAS, NOW)).toBe(true);
    expect(challenges.holds(text, { ...MIAS, purpose: 'log-in' }, NOW)).toBe(false);
    expect(challenges.holds(text, { ...MIAS, purpose: 'add' }, NOW)).toBe(false);
    expect(challenges.holds(text, { ...MIAS, personId: 'otto' }, NOW)).toBe(false);
    expect(challenges.holds(text, { ...MIAS, personId: null }, NOW)).toBe(false);
  });

  it('holds for five minutes', () => {
    const { challenges, text } = made();
    expect(challenges.holds(text, MIAS, NOW + 299_999)).toBe(true);
    expect(challenges.holds(text, MIAS, NOW + 300_000)).toBe(false);
  });

  it('is ours: not another process’s, not one with a bit changed, not a later one, not a stump', () => {
    const { challenges, text } = made();
    expect(createChallenges().holds(text, MIAS, NOW)).toBe(false);
    const bytes = Buffer.from(text, 'base64url');
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(challenges.holds(changed.toString('base64url'), MIAS, NOW)).toBe(false);
    }
    for (const other of ['', text.slice(0, 40), `${text}AAAA`])
      expect(challenges.holds(other, MIAS, NOW)).toBe(false);
  });

  it('is spent once, however it is written; when it is too old anyway, it is forgotten', () => {
    const { challenges, text } = made();
    expect([
      challenges.spend(text, NOW),
      challenges.spend(text, NOW),
      challenges.spend(`${text}=`, NOW),
    ]).toEqual([true, false, false]);
    const other = Buffer.from(challenges.make(MIAS, NOW)).toString('base64url');
    expect(challenges.spend(other, NOW + 1000)).toBe(true);
    expect(challenges.spend(text, NOW + 299_999)).toBe(false);
  });

  it('differs each time', () => {
    const { challenges } = made();
    const all = Array.from({ length: 50 }, () => Buffer.from(challenges.make(MIAS, NOW)).toString('hex'));
    expect(new Set(all).size).toBe(50);
  });
});

describe('passkeys are made for', () => {
  it.each([
    ['https://vigie.example.org', 'vigie.example.org'],
    ['https://vigie.example.org:8443', 'vigie.example.org'],
    ['http://localhost:8080', 'localhost'],
    ['http://vigie.example.org', null],
    ['https://192.0.2.7', null],
    ['https://[2001:db8::7]', null],
    [null, null],
  ])('%s: %s', (publicUrl, host) => {
    expect(relyingPartyOf(publicUrl)?.host ?? null).toBe(host);
  });
});
