import { describe, expect, it } from 'vitest';
import { type ChallengeUse, createChallenges } from '../../src/accounts/challenges.ts';
import { checkShown, optionsToAdd, optionsToShow, readAdded } from '../../src/accounts/passkey-ceremony.ts';
import { createAccountStore } from '../../src/database/accounts/account-store.ts';
import { createPasskeyStore } from '../../src/database/accounts/passkey-store.ts';
import { house } from '../notices/notifier-fixture.ts';
import { type Answering, createAuthenticator } from './authenticator.ts';

const PARTY = { host: 'vigie.example.org', origin: 'https://vigie.example.org' };
const LOG_IN: ChallengeUse = { purpose: 'log-in', personId: null };
const BOBS_FACTOR: ChallengeUse = { purpose: 'second-factor', personId: 'bob' };

/** Bob has a passkey; `shows`: what comes of showing it. */
async function withBobsPasskey() {
  const at = await house('2026-11-25 14:00');
  const passkeys = createPasskeyStore(at.db);
  const accounts = createAccountStore(at.db);
  for (const personId of ['bob', 'dora'])
    await accounts.setEmail(personId, `${personId}@example.org`, { actor: 'test', at: at.clock.now() });
  const challenges = createChallenges();
  const ceremony = { party: PARTY, challenges, passkeys };
  const key = createAuthenticator();
  const author = { actor: 'Bob', at: at.clock.now() };
  const bob = { personId: 'bob', name: 'Bob', email: 'bob@example.org' };

  async function adds(how: Partial<Answering> = {}, personId = 'bob') {
    const { challenge } = await optionsToAdd(ceremony, bob, at.clock.now());
    const answer = key.added({ ...PARTY, challenge, ...how });
    return readAdded(ceremony, personId, answer, at.clock.now());
  }
  async function challengeFor(use: ChallengeUse) {
    return (await optionsToShow(ceremony, use, at.clock.now())).challenge;
  }
  async function shows(use: ChallengeUse, how: Partial<Answering> = {}) {
    const challenge = how.challenge ?? (await challengeFor(use));
    const answer = key.shown({ ...PARTY, ...how, challenge });
    return (await checkShown(ceremony, use, answer, at.clock.now()))?.personId ?? null;
  }
  const added = await adds();
  if (added === null) throw new Error('an honest device is taken');
  await passkeys.add({ ...added, name: 'Key' }, [], author, null);
  return { ...at, ceremony, passkeys, key, adds, shows, challengeFor };
}

describe('a passkey', () => {
  it('opens its owner’s account, and is their second factor', async () => {
    const at = await withBobsPasskey();
    expect(await at.shows(LOG_IN)).toBe('bob');
    expect(await at.shows(BOBS_FACTOR)).toBe('bob');
    expect((await at.passkeys.of('bob'))[0]).toMatchObject({
      usedAt: at.clock.now(),
      transports: ['internal'],
    });
  });

  it('is asked for by its id when it is known whose, and by nobody’s when it is not', async () => {
    const at = await withBobsPasskey();
    const asked = async (use: ChallengeUse) => optionsToShow(at.ceremony, use, at.clock.now());
    expect(await asked(BOBS_FACTOR)).toMatchObject({
      allowCredentials: [{ id: at.key.id }],
      userVerification: 'preferred',
    });
    const open = await asked(LOG_IN);
    expect(open.allowCredentials ?? []).toEqual([]);
    expect(open.userVerification).toBe('required');
    expect(await optionsToAdd(at.ceremony, { personId: 'bob', name: 'Bob', email: 'b' }, 0)).toMatchObject({
      excludeCredentials: [{ id: at.key.id }],
    });
  });

  it.each<[string, Partial<Answering>]>([
    ['on a page of another host', { origin: 'https://vigie.example.org.evil.example' }],
    ['on a page without TLS', { origin: 'http://vigie.example.org' }],
    ['made for another host', { host: 'evil.example' }],
    ['that only said that it made one', { type: 'webauthn.create' }],
    ['with a challenge that we never gave', { challenge: 'AAAA' }],
  ])('shown %s opens nothing', async (_, how) => {
    const at = await withBobsPasskey();
    expect(await at.shows(LOG_IN, how)).toBeNull();
    expect(await at.shows(BOBS_FACTOR, how)).toBeNull();
  });

  it('whose device did not check its owner is a second factor, and no log-in', async () => {
    const at = await withBobsPasskey();
    expect(await at.shows(BOBS_FACTOR, { isVerified: false })).toBe('bob');
    expect(await at.shows(LOG_IN, { isVerified: false })).toBeNull();
  });

  it('is nobody else’s factor', async () => {
    const at = await withBobsPasskey();
    expect(await at.shows({ purpose: 'second-factor', personId: 'dora' })).toBeNull();
  });

  it('shown for one thing is not shown for another', async () => {
    const at = await withBobsPasskey();
    const challenge = await at.challengeFor(BOBS_FACTOR);
    expect(await at.shows(LOG_IN, { challenge })).toBeNull();
    expect(await at.shows(BOBS_FACTOR, { challenge: await at.challengeFor(LOG_IN) })).toBeNull();
  });

  it('answer that was seen once is good once, and for five minutes', async () => {
    const at = await withBobsPasskey();
    const challenge = await at.challengeFor(LOG_IN);
    expect(await at.shows(LOG_IN, { challenge })).toBe('bob');
    expect(await at.shows(LOG_IN, { challenge })).toBeNull();
    const late = await at.challengeFor(LOG_IN);
    at.clock.pass(300_000);
    expect(await at.shows(LOG_IN, { challenge: late })).toBeNull();
  });

  it('whose counter does not go on has a copy somewhere, and opens nothing', async () => {
    const at = await withBobsPasskey();
    expect(await at.shows(LOG_IN, { counter: 7 })).toBe('bob');
    for (const counter of [7, 6, 0]) expect(await at.shows(LOG_IN, { counter })).toBeNull();
    expect(await at.shows(LOG_IN, { counter: 8 })).toBe('bob');
  });

  it('signed by another key, or that nobody knows, opens nothing', async () => {
    const at = await withBobsPasskey();
    const other = createAuthenticator();
    const challenge = await at.challengeFor(LOG_IN);
    const forged = JSON.parse(other.shown({ ...PARTY, challenge }));
    const check = (answer: unknown) =>
      checkShown(at.ceremony, LOG_IN, JSON.stringify(answer), at.clock.now());
    expect(await check(forged)).toBeNull();
    expect(await check({ ...forged, id: at.key.id, rawId: at.key.id })).toBeNull();
  });

  it('removed opens nothing', async () => {
    const at = await withBobsPasskey();
    await at.passkeys.remove('bob', at.key.id, { actor: 'Bob', at: at.clock.now() }, null);
    expect(await at.shows(LOG_IN)).toBeNull();
  });

  it.each(['', 'x', '{}', 'null', '[]', '{"id":"a","rawId":"a","type":"public-key"}', '{{{{{{{{'.repeat(9)])(
    'that is %j is none',
    async (answer) => {
      const at = await withBobsPasskey();
      expect(await checkShown(at.ceremony, LOG_IN, answer, at.clock.now())).toBeNull();
      expect(await readAdded(at.ceremony, 'bob', answer, at.clock.now())).toBeNull();
    },
  );
});

describe('a passkey is added', () => {
  it.each<[string, Partial<Answering>]>([
    ['for another host', { host: 'evil.example' }],
    ['on a page of another host', { origin: 'https://evil.example' }],
    ['with a challenge that we never gave', { challenge: 'AAAA' }],
    ['by an answer that only shows one', { type: 'webauthn.get' }],
  ])('never %s', async (_, how) => {
    expect(await (await withBobsPasskey()).adds(how)).toBeNull();
  });

  it('only to whom its challenge was given', async () => {
    expect(await (await withBobsPasskey()).adds({}, 'dora')).toBeNull();
  });

  it('also by a device that does not check its owner: it is a second factor', async () => {
    expect(await (await withBobsPasskey()).adds({ isVerified: false })).not.toBeNull();
  });

  it('once with each challenge', async () => {
    const at = await withBobsPasskey();
    const bob = { personId: 'bob', name: 'Bob', email: 'bob@example.org' };
    const { challenge } = await optionsToAdd(at.ceremony, bob, at.clock.now());
    expect(await at.adds({ challenge })).not.toBeNull();
    expect(await at.adds({ challenge })).toBeNull();
  });

  it('once: one that is known, whoever’s it is, is refused', async () => {
    const at = await withBobsPasskey();
    const again = (await at.adds()) ?? expect.fail('it was made by an honest device');
    const author = { actor: 'Dora', at: at.clock.now() };
    expect(await at.passkeys.add({ ...again, personId: 'dora', name: 'Copy' }, [], author, null)).toBe(false);
    expect((await at.passkeys.find(at.key.id))?.personId).toBe('bob');
  });
});
