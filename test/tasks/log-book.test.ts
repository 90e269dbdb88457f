import { describe, expect, it } from 'vitest';
import { readLinkedMessage } from '../../src/database/calls/listen-links.ts';
import { createLogBook } from '../../src/database/calls/log-book-store.ts';
import { createRetention } from '../../src/database/upkeep/retention.ts';
import { hashLinkToken } from '../../src/notices/tokens.ts';
import { usualRetention } from '../../src/retention-config.ts';
import { temporaryDatabase } from '../database/temporary-database.ts';

const DAY = 86_400_000;

async function store() {
  const { db } = await temporaryDatabase();
  const log = createLogBook(db);
  const write = (at: number, text: string, hotlineId = 'h') =>
    log.write({ at, hotlineId, authorId: 'bob', text, callId: null });
  await write(1, 'Chaudière de l’Étoile réparée');
  await write(2, 'Clé remise à 100 % au gardien');
  await write(3, 'Chaudière : pièce commandée');
  await write(4, 'Chaudière d’ailleurs', 'other');
  const texts = async (search: object) =>
    (await log.search({ hotlineId: 'h', limit: 10, ...search })).map(({ at }) => at);
  return { log, texts };
}

describe('the log book of a hotline', () => {
  it('is read from the latest entry, a page at a time, and holds no other hotline’s', async () => {
    const { log, texts } = await store();
    expect(await texts({})).toEqual([3, 2, 1]);
    const [latest] = await log.search({ hotlineId: 'h', limit: 1 });
    expect(await texts({ before: latest })).toEqual([2, 1]);
  });

  it('goes on by time, also past what was written down late', async () => {
    const { log, texts } = await store();
    await log.write({ at: 1.5, hotlineId: 'h', authorId: null, text: 'late', callId: null });
    const [, , second] = await log.search({ hotlineId: 'h', limit: 3 });
    expect(second?.text).toBe('late');
    expect(await texts({ before: second })).toEqual([1]);
  });

  it('is searched by words in any order and case, accents included, and by time', async () => {
    const { texts } = await store();
    expect(await texts({ words: 'CHAUDIÈRE' })).toEqual([3, 1]);
    expect(await texts({ words: 'réparée étoile' })).toEqual([1]);
    expect(await texts({ from: 2, to: 3 })).toEqual([2]);
  });

  it('takes signs of the database for what they are', async () => {
    const { texts } = await store();
    expect(await texts({ words: '100 %' })).toEqual([2]);
    expect(await texts({ words: '%' })).toEqual([2]);
    expect(await texts({ words: "_' or 1=1 --" })).toEqual([]);
  });
});

describe('what was kept long enough', () => {
  it('is erased with every link to it; what is younger stays, and its link ends by itself', async () => {
    const { db } = await temporaryDatabase();
    const now = 1000 * DAY;
    const bob = {
      name: 'Bob',
      role: 'member',
      languages: 'fr',
      colour: null,
      joins_at: null,
      leaves_at: null,
    };
    await db
      .insertInto('people')
      .values({ id: 'bob', ...bob })
      .execute();
    for (const [id, age] of [
      ['old', 91],
      ['young', 89],
    ] as const) {
      const call = { hotline_id: 'h', dialled: '1', caller_number: null, caller_name: null, started_at: 1 };
      await db
        .insertInto('calls')
        .values({
          id,
          ...call,
          ended_at: 2,
          outcome: 'voicemail',
          accepted_by: null,
          caller_leg: null,
          state: null,
          is_test: 0,
          is_own_test: 0,
        })
        .execute();
      await db
        .insertInto('messages')
        .values({ recording: id, call_id: id, seconds: 3, audio: Buffer.from(id), kept_at: now - age * DAY })
        .execute();
      await db
        .insertInto('listen_links')
        .values({ token_hash: hashLinkToken(id), recording: id, person_id: 'bob', expires_at: now + DAY })
        .execute();
    }
    const erased = await createRetention(db).erase(now, usualRetention());
    expect(erased).toMatchObject({ messages: 1 });
    expect(await readLinkedMessage(db, hashLinkToken('old'), now)).toBeNull();
    const young = await readLinkedMessage(db, hashLinkToken('young'), now);
    expect(young?.wav.toString()).toBe('young');
    expect(await readLinkedMessage(db, hashLinkToken('young'), now + DAY)).toBeNull();
    expect(await readLinkedMessage(db, 'young', now)).toBeNull();
  });
});
