import { describe, expect, it } from 'vitest';
import { hashPassword } from '../../src/accounts/passwords.ts';
import { checkPin } from '../../src/accounts/phone-pins.ts';
import { createToken, hashToken } from '../../src/accounts/tokens.ts';
import { createPinStore } from '../../src/database/accounts/pin-store.ts';
import { readLinkedMessage } from '../../src/database/calls/listen-links.ts';
import { createOutbox } from '../../src/database/notices/outbox-store.ts';
import { createRecipients } from '../../src/database/notices/recipients-store.ts';
import { hashOfToken, newFeedId, newToken } from '../../src/planning/calendar-feed/feed.ts';
import { type OpenSite, openSite, PASSWORD } from './open-site.ts';
import { seedCall, wav } from './seed-calls.ts';

const MINUTE = 60_000;
const PIN = '408417';

/** Mia with everything that a person can be given, and what of it opens something now. */
async function withMia() {
  const site = await openSite();
  const { db, clock, dependencies } = site;
  const author = { actor: 'test', at: clock.now() };
  const session = await site.as('mia');
  const invitation = createToken();
  const link = { tokenHash: hashToken(invitation), personId: 'mia', purpose: 'reset' as const };
  await dependencies.accounts.addLink({ ...link, expiresAt: clock.now() + 60 * MINUTE }, clock.now());
  const token = newToken();
  const feed = {
    id: newFeedId(),
    of: { kind: 'person', personId: 'mia' } as const,
    label: '',
    language: null,
  };
  await dependencies.feeds.add({ ...feed, createdAt: 0, lastUsedAt: null }, hashOfToken(token), author);
  await createPinStore(db).set('mia', await hashPassword(PIN), author);
  await seedCall(db, { id: 'night', at: clock.now() - MINUTE, outcome: 'voicemail', message: wav(7) });
  await db
    .insertInto('listen_links')
    .values({
      token_hash: 'listen',
      recording: 'rec-night',
      person_id: 'mia',
      expires_at: clock.now() + 60 * MINUTE,
    })
    .execute();
  await waitingNotice(site);
  await db
    .updateTable('notice_addresses')
    .set({ email: 'mia@home.example' })
    .where('person_id', '=', 'mia')
    .execute();

  const opens = async () => {
    const now = clock.now();
    const pin = await checkPin(createPinStore(db), { candidates: ['mia'], pin: PIN, from: null }, now);
    const [told] = await createRecipients(db, () => now).of(['mia']);
    return {
      session: (await session.get('/now')).status === 200,
      logIn:
        (await site.anybody().send('/log-in', { email: 'mia@example.org', password: PASSWORD })).status ===
        303,
      link: (await site.anybody().get(`/welcome/${invitation}`)).status === 200,
      calendar: (await site.anybody().get(`/calendar/${token}.ics`)).status === 200,
      listening: (await readLinkedMessage(db, 'listen', now)) !== null,
      pin: typeof pin === 'object',
      address: told?.email ?? null,
    };
  };
  const claimed = () => createOutbox(db).claim('email', clock.now(), 5, clock.now() + MINUTE);
  return { ...site, author, opens, claimed };
}

async function waitingNotice({ db, clock }: OpenSite) {
  const at = clock.now();
  const texts = { words: '{}', subject: 'x', body: 'x', recording: null, thread: null };
  const none = { hotline_id: null, call_id: null, instead_of: null, again_of: null };
  const untried = {
    tried_at: null,
    sent_at: null,
    delivered_at: null,
    gateway: null,
    reference: null,
    detail: null,
  };
  await db
    .insertInto('notices')
    .values({
      ...{
        dedup_key: 'one',
        kind: 'missed-call',
        medium: 'email',
        person_id: 'mia',
        address: 'mia@home.example',
      },
      ...{
        language: 'en',
        state: 'waiting',
        created_at: at,
        next_try_at: at,
        expires_at: at + 60 * MINUTE,
        tries: 0,
      },
      ...texts,
      ...none,
      ...untried,
    })
    .execute();
}

const EVERYTHING = {
  session: true,
  logIn: true,
  link: true,
  calendar: true,
  listening: true,
  pin: true,
  address: 'mia@home.example',
};
const NOTHING = {
  session: false,
  logIn: false,
  link: false,
  calendar: false,
  listening: false,
  pin: false,
  address: null,
};

describe('what a person was given', () => {
  it('opens until the end of their last day, and nothing of it afterwards', async () => {
    const at = await withMia();
    const leavesAt = at.clock.now() + 10 * MINUTE;
    await at.db.updateTable('people').set({ leaves_at: leavesAt }).where('id', '=', 'mia').execute();
    at.clock.pass(10 * MINUTE - 1);
    expect(await at.opens()).toEqual(EVERYTHING);
    at.clock.pass(1);
    expect(await at.opens()).toEqual(NOTHING);
    expect(await at.claimed()).toEqual([]);
    expect(await at.db.selectFrom('notices').select(['state', 'detail']).execute()).toEqual([
      { state: 'suppressed', detail: '{"code":"gone"}' },
    ]);
  });

  it('opens nothing any more when an administrator ends their access, and what waits is not sent', async () => {
    const at = await withMia();
    expect(await at.opens()).toEqual(EVERYTHING);
    const ada = await at.as('ada');
    expect((await ada.send('/people/mia/access/end', {}, '/people/mia')).status).toBe(303);
    expect(await at.opens()).toEqual(NOTHING);
    expect(await at.claimed()).toEqual([]);
    // Nor does any of it come back with the access.
    await at.dependencies.accounts.setEmail('mia', 'mia@example.org', at.author);
    expect(await at.opens()).toEqual({ ...NOTHING, address: 'mia@example.org' });
  });

  it('and what is still waiting for others is sent', async () => {
    const at = await withMia();
    await at.dependencies.accounts.remove('otto', at.author);
    expect(await at.claimed()).toHaveLength(1);
  });
});
