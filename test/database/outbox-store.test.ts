import { describe, expect, it } from 'vitest';
import { createAuditLog } from '../../src/database/accounts/audit-store.ts';
import { createConfigurationStore } from '../../src/database/configuration/configuration-store.ts';
import type { Database } from '../../src/database/database.ts';
import { enqueue } from '../../src/database/notices/notice-store.ts';
import { createOutbox } from '../../src/database/notices/outbox-store.ts';
import type { DeliveryTrouble } from '../../src/domain/notice/delivery-trouble.ts';
import type { Medium } from '../../src/domain/notice/notice.ts';
import type { NewNotice, Notice, TryOutcome } from '../../src/notices/outbox.ts';
import { saveItems } from '../../src/planning/save-items.ts';
import { notice } from '../notices/outbox-fixture.ts';
import { FRANCE } from '../planning/plan.ts';
import { temporaryDatabase } from './temporary-database.ts';

const NOW = Date.UTC(2026, 10, 25, 11);
const LAPSES = NOW + 120_000;
const REFUSED: DeliveryTrouble = { code: 'answered', said: '550 no such user' };

async function outboxed() {
  const { db } = await temporaryDatabase();
  const outbox = createOutbox(db);
  const put = async (part: Partial<NewNotice> = {}) => {
    await enqueue(db, notice(NOW, part));
    const [newest] = await outbox.list({ limit: 1 });
    if (newest === undefined) throw new Error('a notice was put in');
    return newest.id;
  };
  const claimed = async (medium: Medium = 'email', now = NOW) => {
    const [first] = await outbox.claim(medium, now, 1, now + 120_000);
    if (first === undefined) throw new Error('a notice is due');
    return first;
  };
  const settle = (one: Notice, verdict: TryOutcome['verdict'], health: TryOutcome['health'] = null) =>
    outbox.settle(one, { verdict, gateway: 'told', at: NOW + 7, health });
  /** A notice that the gateway took as `reference`. */
  const taken = async (reference: string, part: Partial<NewNotice> = {}) => {
    const id = await put(part);
    await settle(await claimed(part.medium), { state: 'sent', reference });
    return id;
  };
  const domainEvents = async () =>
    (await db.selectFrom('domain_events').select(['kind', 'details']).orderBy('id').execute()).map(
      ({ kind, details }) => ({ kind, ...JSON.parse(details) }),
    );
  return { db, outbox, put, claimed, settle, taken, domainEvents };
}

/** Adds people, with their last days. */
async function withPeople(db: Database, lastDays: Readonly<Record<string, string | null>>): Promise<void> {
  const edits = Object.entries(lastDays).map(([id, lastDay]) => {
    const raw = { name: id, languages: ['en'], ...(lastDay === null ? {} : { lastDay }) };
    return { section: 'people', id, raw, basedOn: 'nothing' } as const;
  });
  const saved = await saveItems(createConfigurationStore(db), edits, {
    ...{ plan: FRANCE, homeTimeZone: 'Europe/Paris', author: { actor: 'test', at: NOW } },
  });
  if (!saved.ok) throw new Error(JSON.stringify(saved.error));
}

describe('what is due', () => {
  it('is claimed by its medium, the longest due first, no more than was asked for', async () => {
    const { outbox, put } = await outboxed();
    const late = await put({ sendAt: NOW - 1 });
    const sms = await put({ medium: 'sms' });
    const due = await put({ sendAt: NOW });
    await put({ sendAt: NOW + 1 });
    const ids = async (medium: Medium, most: number) =>
      (await outbox.claim(medium, NOW, most, LAPSES)).map(({ id }) => id);
    expect(await ids('email', 1)).toEqual([late]);
    expect(await ids('email', 5)).toEqual([due]);
    expect(await ids('email', 5)).toEqual([]);
    expect(await ids('sms', 5)).toEqual([sms]);
    expect(await outbox.find(late)).toMatchObject({
      ...{ state: 'sending', tries: 1, triedAt: NOW, nextTryAt: LAPSES },
    });
  });

  it('comes in the order in which it was told, whatever it was due at', async () => {
    const { outbox, put } = await outboxed();
    const [first, second] = [await put({ sendAt: NOW }), await put({ sendAt: NOW - 5 })];
    expect((await outbox.claim('email', NOW, 5, LAPSES)).map(({ id }) => id)).toEqual([first, second]);
  });

  it('is known: when the next is, and since when the oldest has been', async () => {
    const { outbox, put, claimed, settle } = await outboxed();
    expect([await outbox.nextDueAt('email'), await outbox.dueSince('email', NOW)]).toEqual([null, null]);
    await put({ createdAt: NOW - 50, sendAt: NOW + 60 });
    expect(await outbox.nextDueAt('email')).toBe(NOW + 60);
    // One that is put off is not late.
    expect(await outbox.dueSince('email', NOW)).toBeNull();
    await put({ createdAt: NOW - 40, sendAt: NOW + 9 });
    expect(await outbox.nextDueAt('email')).toBe(NOW + 9);
    expect(await outbox.nextDueAt('sms')).toBeNull();
    await put({ createdAt: NOW - 9, sendAt: NOW });
    expect(await outbox.dueSince('email', NOW)).toBe(NOW - 9);
    expect(await outbox.dueSince('sms', NOW)).toBeNull();
    await settle(await claimed(), { state: 'waiting', nextTryAt: NOW + 99, trouble: REFUSED });
    // One that was tried and waits for its next try is.
    expect(await outbox.dueSince('email', NOW)).toBe(NOW - 9);
  });

  it('is due again at once when the service begins anew, and only what it was sending', async () => {
    const { outbox, put, claimed } = await outboxed();
    const [sending] = [await put(), await put({ sendAt: NOW + 500 })];
    await claimed();
    expect(await outbox.releaseClaims(NOW + 1)).toBe(1);
    expect((await outbox.claim('email', NOW + 1, 5, LAPSES)).map(({ id }) => id)).toEqual([sending]);
  });

  it('is put off without the try being counted, unless another has it', async () => {
    const { outbox, put, claimed } = await outboxed();
    const id = await put();
    const first = await claimed();
    const second = await claimed('email', NOW + 120_000);
    await outbox.postpone(first, NOW + 5);
    expect(await outbox.find(id)).toMatchObject({ state: 'sending', tries: 2 });
    await outbox.postpone(second, NOW + 130_000);
    expect(await outbox.find(id)).toMatchObject({
      ...{ state: 'waiting', tries: 1, triedAt: null, nextTryAt: NOW + 130_000 },
    });
  });

  it('is told to nobody who has left; everybody else is told', async () => {
    const { db, outbox, put, domainEvents } = await outboxed();
    await withPeople(db, { gone: '2026-11-24', going: '2026-11-25' });
    const gone = await put({ personId: 'gone' });
    const [going, unknown] = [await put({ personId: 'going' }), await put({ personId: 'no-such' })];
    expect((await outbox.claim('email', NOW, 5, LAPSES)).map(({ id }) => id)).toEqual([going, unknown]);
    expect(await outbox.find(gone)).toMatchObject({
      ...{ state: 'suppressed', trouble: { code: 'gone' }, nextTryAt: null },
    });
    expect(await domainEvents()).toEqual([]);
  });
});

describe('what came of a try', () => {
  it('is that it was sent', async () => {
    const { outbox, taken } = await outboxed();
    const id = await taken('r1');
    expect(await outbox.find(id)).toMatchObject({
      ...{ state: 'sent', sentAt: NOW + 7, reference: 'r1', gateway: 'told', nextTryAt: null, trouble: null },
    });
    expect(await outbox.history(id)).toEqual([
      { at: NOW + 7, kind: 'sent', gateway: 'told', reference: 'r1', trouble: null, actor: null },
    ]);
    expect(await outbox.claim('email', NOW + 1e9, 5, LAPSES)).toEqual([]);
  });

  it('is that it waits for its next try, and nobody is told', async () => {
    const { outbox, put, claimed, settle, domainEvents } = await outboxed();
    const id = await put();
    await settle(await claimed(), { state: 'waiting', nextTryAt: NOW + 99, trouble: REFUSED });
    expect(await outbox.find(id)).toMatchObject({
      ...{ state: 'waiting', nextTryAt: NOW + 99, trouble: REFUSED, sentAt: null, reference: null },
    });
    expect(await domainEvents()).toEqual([]);
  });

  it('is that it failed, which is told on, or was too late, which is not', async () => {
    const { outbox, put, claimed, settle, domainEvents } = await outboxed();
    const expired = await put();
    await settle(await claimed(), { state: 'expired', trouble: { code: 'too-late' } });
    const failed = await put();
    await settle(await claimed(), { state: 'failed', trouble: REFUSED });
    for (const [id, state] of [
      [expired, 'expired'],
      [failed, 'failed'],
    ] as const)
      expect(await outbox.find(id)).toMatchObject({ state, nextTryAt: null, sentAt: null });
    expect((await outbox.history(failed))[0]).toMatchObject({
      kind: 'failed',
      trouble: REFUSED,
      reference: null,
    });
    expect(await domainEvents()).toEqual([{ kind: 'notice-failed', noticeId: failed }]);
  });

  it('is not what an earlier claim says, but how the gateway does is', async () => {
    const { outbox, put, claimed, settle } = await outboxed();
    const id = await put();
    const first = await claimed();
    await claimed('email', LAPSES);
    await settle(first, { state: 'failed', trouble: REFUSED }, { trouble: REFUSED });
    expect(await outbox.find(id)).toMatchObject({ state: 'sending', tries: 2 });
    expect(await outbox.history(id)).toEqual([]);
    expect(await outbox.health('email')).toMatchObject({ failures: 1 });
  });
});

describe('what was tried since', () => {
  it('is counted by medium and person, without what is being sent', async () => {
    const { outbox, put, claimed, taken } = await outboxed();
    await taken('a');
    await taken('b', { personId: 'carol' });
    await taken('c', { medium: 'sms' });
    await put();
    await claimed();
    expect(await outbox.triedSince('email', null, NOW - 1)).toEqual([NOW, NOW]);
    expect(await outbox.triedSince('email', 'bob', NOW - 1)).toEqual([NOW]);
    expect(await outbox.triedSince('email', '', NOW - 1)).toEqual([]);
    expect(await outbox.triedSince('sms', null, NOW - 1)).toEqual([NOW]);
    expect(await outbox.triedSince('email', null, NOW)).toEqual([]);
  });
});

describe('what a gateway reports later', () => {
  it('is that it arrived, once and for all', async () => {
    const { outbox, taken, domainEvents } = await outboxed();
    const id = await taken('r1', { medium: 'sms' });
    expect(await outbox.report('nobodys', 'delivered', null, NOW)).toBe(false);
    expect(await outbox.report('r1', 'on-its-way', null, NOW + 8)).toBe(true);
    expect(await outbox.find(id)).toMatchObject({ state: 'sent', deliveredAt: null });
    expect(await outbox.report('r1', 'delivered', null, NOW + 9)).toBe(true);
    expect(await outbox.report('r1', 'delivered', null, NOW + 10)).toBe(true);
    expect(await outbox.find(id)).toMatchObject({ state: 'delivered', deliveredAt: NOW + 9 });
    expect((await outbox.history(id)).map(({ kind, at }) => [kind, at])).toEqual([
      ['sent', NOW + 7],
      ['delivered', NOW + 9],
    ]);
    expect(await domainEvents()).toEqual([]);
  });

  it('is that it did not arrive, which is told on', async () => {
    const { outbox, taken, domainEvents } = await outboxed();
    const id = await taken('r1', { medium: 'sms' });
    expect(await outbox.report('r1', 'undelivered', REFUSED, NOW + 9)).toBe(true);
    expect(await outbox.find(id)).toMatchObject({ state: 'failed', deliveredAt: null, trouble: REFUSED });
    expect((await outbox.history(id)).at(-1)).toMatchObject({ kind: 'failed', trouble: REFUSED });
    expect(await domainEvents()).toEqual([{ kind: 'notice-failed', noticeId: id }]);
  });
});

describe('a mail that comes back', () => {
  const bounce = { reference: 'r1', said: '550 no such user' };

  it('has failed, and is told on once, however often it comes', async () => {
    const { outbox, taken, domainEvents } = await outboxed();
    const id = await taken('r1');
    expect(await outbox.bounced(bounce, false, NOW + 9)).toBe(true);
    expect(await outbox.bounced(bounce, false, NOW + 10)).toBe(true);
    expect(await outbox.find(id)).toMatchObject({ state: 'failed', trouble: REFUSED, nextTryAt: null });
    expect(await domainEvents()).toEqual([{ kind: 'notice-failed', noticeId: id }]);
    expect(await outbox.history(id)).toHaveLength(2);
  });

  it('says when nothing will ever arrive at the address', async () => {
    const { db, outbox, taken, domainEvents } = await outboxed();
    await withPeople(db, { bob: null });
    await taken('r1');
    await outbox.bounced(bounce, true, NOW + 9);
    expect((await domainEvents()).map(({ kind }) => kind)).toEqual(['notice-failed', 'address-dead']);
  });

  it('is none of ours when we sent no such mail', async () => {
    const { outbox, taken, domainEvents } = await outboxed();
    await taken('r1', { medium: 'sms' });
    expect(await outbox.bounced(bounce, true, NOW + 9)).toBe(false);
    expect(await domainEvents()).toEqual([]);
  });
});

describe('how a gateway does', () => {
  it('is well until a try fails, and again once one does not', async () => {
    const { outbox, put, claimed, settle, domainEvents } = await outboxed();
    const WELL = { failingSince: null, failures: 0, lastTrouble: null, alarmed: false };
    const tried = async (trouble: DeliveryTrouble | null) => {
      await put();
      await settle(await claimed(), { state: 'sent', reference: null }, { trouble });
      return outbox.health('email');
    };
    expect(await outbox.health('email')).toEqual(WELL);
    expect(await tried(null)).toEqual(WELL);
    expect(await tried(REFUSED)).toEqual({
      ...{ failingSince: NOW + 7, failures: 1, lastTrouble: REFUSED, alarmed: false },
    });
    await tried(REFUSED);
    expect(await tried(REFUSED)).toMatchObject({ failures: 3, alarmed: true });
    expect(await outbox.health('sms')).toEqual(WELL);
    expect(await tried(null)).toEqual(WELL);
    expect((await domainEvents()).map(({ kind, said }) => [kind, said])).toEqual([
      ['gateway', 'down'],
      ['gateway', 'back'],
    ]);
  });

  it('is what somebody’s own try says too, and that they tried is written down', async () => {
    const { db, outbox } = await outboxed();
    const test = (result: 'sent' | 'permanent', trouble: DeliveryTrouble | null) =>
      outbox.noteTest('sms', { address: '+33612345678', result, trouble }, { actor: 'Ada', at: NOW });
    await test('permanent', REFUSED);
    expect(await outbox.health('sms')).toMatchObject({ failures: 1 });
    await test('sent', null);
    expect(await outbox.health('sms')).toMatchObject({ failures: 0 });
    const entries = await createAuditLog(db).list({ subjectKind: 'notices', limit: 5 });
    expect(entries.map(({ actor, after }) => [actor, after])).toEqual([
      ['Ada', { address: '+33612345678', result: 'sent', error: null }],
      ['Ada', { address: '+33612345678', result: 'permanent', error: 'answered' }],
    ]);
  });
});
