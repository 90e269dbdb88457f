import SQLite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/database.ts';
import { createOutbox } from '../../src/database/notices/outbox-store.ts';
import type { Outbox } from '../../src/notices/outbox.ts';
import { FAILS, HOUR, MINUTE, noticeModule, ToldSender } from './outbox-fixture.ts';

describe('the dispatcher', () => {
  it('sends what waits, once, and notes that it was sent', async () => {
    const sender = new ToldSender('email');
    const at = await noticeModule(sender);
    await at.put();
    at.start();
    await expect.poll(() => at.outbox.counts()).toEqual({ sent: 1 });
    await at.pass(HOUR, MINUTE);
    expect(sender.letters).toHaveLength(1);
    expect(sender.letters[0]).toMatchObject({ to: 'bob@example.org', timeToLiveSeconds: 3600 });
  });

  it('a notice of the same event, person and medium enters once', async () => {
    const at = await noticeModule();
    await at.put({ dedupKey: 'x' });
    await at.put({ dedupKey: 'x' });
    expect(await at.outbox.counts()).toEqual({ waiting: 1 });
  });

  it('a mail server that is down for fifty minutes delays a notice, with ever fewer tries', async () => {
    const sender = new ToldSender('email');
    const at = await noticeModule(sender);
    const upAt = at.clock.now() + 50 * MINUTE;
    sender.answer = () => (at.clock.now() < upAt ? FAILS : { kind: 'sent', reference: 'r1' });
    await at.put({ expiresAt: at.clock.now() + 2 * HOUR });
    at.start();
    await expect.poll(() => sender.letters.length).toBe(1);
    await at.pass(49 * MINUTE);
    expect(await at.outbox.counts()).toEqual({ waiting: 1 });
    expect(sender.letters.length).toBeLessThan(13);
    await at.pass(12 * MINUTE);
    await expect.poll(() => at.outbox.counts()).toEqual({ sent: 1 });
    expect(new Set(sender.letters.map(({ name }) => name)).size).toBe(1);
  });

  it('what is too late is not sent: a server that is down for an hour drops what was good for less', async () => {
    const sender = new ToldSender('email');
    const at = await noticeModule(sender);
    sender.answer = () => FAILS;
    await at.put({ expiresAt: at.clock.now() + 30 * MINUTE });
    at.start();
    await expect.poll(() => sender.letters.length).toBe(1);
    await at.pass(HOUR);
    const [kept] = await at.outbox.list({ limit: 1 });
    expect(kept).toMatchObject({ state: 'expired', trouble: { error: 'no connection' }, nextTryAt: null });
    const tries = await at.outbox.history(kept?.id ?? 0);
    expect(tries).toHaveLength(sender.letters.length);
    expect(tries[0]).toMatchObject({ kind: 'waiting', gateway: 'told', trouble: { error: 'no connection' } });
    expect(tries.at(-1)).toMatchObject({ kind: 'expired' });
  });

  it('what waited too long before its first try is not sent either', async () => {
    const sender = new ToldSender('email');
    const at = await noticeModule(sender);
    await at.put({ expiresAt: at.clock.now() - 1 });
    at.start();
    await expect.poll(() => at.outbox.counts()).toEqual({ expired: 1 });
    expect(sender.letters).toEqual([]);
  });

  it('a failing gateway raises one alarm, and one all-clear when it is back', async () => {
    const sender = new ToldSender('email');
    const at = await noticeModule(sender);
    sender.answer = () => FAILS;
    await at.put();
    at.start();
    await expect.poll(() => sender.letters.length).toBe(1);
    await at.pass(5 * MINUTE);
    expect(await at.outbox.health('email')).toMatchObject({
      alarmed: true,
      lastTrouble: { error: 'no connection' },
    });
    sender.answer = () => ({ kind: 'sent', reference: null });
    await at.pass(11 * MINUTE);
    await expect.poll(async () => (await at.outbox.health('email')).alarmed).toBe(false);
    const domainEvents = await at.db.selectFrom('domain_events').select(['kind', 'details']).execute();
    expect(domainEvents.map(({ details }) => JSON.parse(details).said)).toEqual(['down', 'back']);
  });

  it('one person gets no more than their rate; the rest comes later, nothing is lost', async () => {
    const sender = new ToldSender('sms');
    const rates = { person: { most: 3, seconds: 60 }, gateway: { most: 100, seconds: 60 } };
    const at = await noticeModule(sender, rates);
    for (let n = 0; n < 8; n += 1) await at.put({ medium: 'sms' });
    await at.put({ medium: 'sms', personId: 'carol' });
    at.start();
    await expect.poll(() => sender.letters.length).toBe(4);
    await at.pass(MINUTE - 1);
    expect(sender.letters).toHaveLength(4);
    await at.pass(1);
    await expect.poll(() => sender.letters.length).toBe(7);
    await at.pass(MINUTE);
    await expect.poll(() => at.outbox.counts()).toEqual({ sent: 9 });
  });

  it('a gateway gets no more than its rate', async () => {
    const sender = new ToldSender('sms');
    const rates = { person: { most: 100, seconds: 60 }, gateway: { most: 7, seconds: 60 } };
    const at = await noticeModule(sender, rates);
    for (let n = 0; n < 20; n += 1) await at.put({ medium: 'sms', personId: `p${n}` });
    at.start();
    await expect.poll(() => sender.letters.length).toBe(7);
    await at.pass(MINUTE);
    await expect.poll(() => sender.letters.length).toBe(14);
  });
});

describe('two dispatchers', () => {
  it('never claim the same notice', async () => {
    const at = await noticeModule();
    for (let n = 0; n < 30; n += 1) await at.put();
    const other = openDatabase(at.path);
    const both = [at.outbox, createOutbox(other)];
    const now = at.clock.now();
    const claimed = (
      await Promise.all(
        Array.from({ length: 10 }, (_, n) => both[n % 2]?.claim('email', now, 5, now + MINUTE) ?? []),
      )
    ).flat();
    await other.destroy();
    expect(claimed).toHaveLength(30);
    expect(new Set(claimed.map(({ id }) => id)).size).toBe(30);
  });

  it('a claim that lapsed is taken by another, and the first one’s word comes too late', async () => {
    const at = await noticeModule();
    await at.put();
    const now = at.clock.now();
    const [first] = await at.outbox.claim('email', now, 5, now + MINUTE);
    expect(await at.outbox.claim('email', now + MINUTE - 1, 5, now + 2 * MINUTE)).toEqual([]);
    const [second] = await at.outbox.claim('email', now + MINUTE, 5, now + 2 * MINUTE);
    if (!first || !second) throw new Error('both claim it in turn');
    const outcome = { gateway: 'told', at: now, health: null };
    await at.outbox.settle(first, {
      ...outcome,
      verdict: { state: 'failed', trouble: { code: 'too-late' } },
    });
    expect((await at.outbox.find(first.id))?.state).toBe('sending');
    await at.outbox.settle(second, { ...outcome, verdict: { state: 'sent', reference: null } });
    expect((await at.outbox.find(first.id))?.state).toBe('sent');
  });
});

describe('a database that another process has locked', () => {
  it('stops the dispatcher only for as long, and what was sent meanwhile is not sent again', async () => {
    const sender = new ToldSender('email');
    const at = await noticeModule(sender);
    const other = new SQLite(at.path);
    let locked = false;
    sender.answer = () => {
      other.exec('begin immediate');
      locked = true;
      return { kind: 'sent', reference: null };
    };
    await at.db.executeQuery((await import('kysely')).CompiledQuery.raw('pragma busy_timeout = 10'));
    await at.put();
    at.start();
    await expect.poll(() => locked).toBe(true);
    await expect.poll(() => at.log()).toContain('what came of a notice');
    other.exec('rollback');
    other.close();
    await expect
      .poll(async () => {
        at.clock.pass(1_000);
        return at.outbox.counts();
      })
      .toEqual({ sent: 1 });
    expect(sender.letters).toHaveLength(1);
  });
});

describe('what a person asks for', () => {
  it('a notice that failed can be sent again; one that is on its way cannot', async () => {
    const sender = new ToldSender('email');
    const at = await noticeModule(sender);
    sender.answer = () => ({ kind: 'permanent', trouble: { code: 'answered', said: '550 no such address' } });
    await at.put();
    at.start();
    await expect.poll(() => at.outbox.counts()).toEqual({ failed: 1 });
    const [failed] = await at.outbox.list({ states: ['failed'], limit: 5 });
    const id = failed?.id ?? 0;
    sender.answer = () => ({ kind: 'sent', reference: null });
    const author = { actor: 'Ada', at: at.clock.now() };
    const copy = { nth: 0, address: 'bob@elsewhere.example', expiresAt: at.clock.now() + HOUR };
    const again = await at.outbox.sendAgain(id, copy, author);
    expect(again).toBeGreaterThan(id);
    // A form that was sent twice asks for the same copy.
    expect(await at.outbox.sendAgain(id, copy, author)).toBe(again);
    expect(await at.outbox.sendAgain(again ?? 0, copy, author)).toBeNull();
    await at.pass(2 * MINUTE);
    await expect.poll(() => at.outbox.counts()).toEqual({ failed: 1, sent: 1 });
    expect(sender.letters.map(({ to }) => to)).toEqual(['bob@example.org', 'bob@elsewhere.example']);
    expect(sender.letters[0]?.name).not.toBe(sender.letters[1]?.name);
    expect((await at.outbox.history(again ?? 0)).map(({ kind, actor }) => [kind, actor])).toEqual([
      ['again', 'Ada'],
      ['sent', null],
    ]);
    const { after } = await at.db.selectFrom('audit_entries').selectAll().executeTakeFirstOrThrow();
    expect(JSON.parse(after ?? '')).toMatchObject({ copy: again, person: 'bob' });
  });

  it('reports of a gateway find their notice, in any order', async () => {
    const sender = new ToldSender('sms');
    const at = await noticeModule(sender);
    sender.answer = () => ({ kind: 'sent', reference: 'SM1' });
    await at.put({ medium: 'sms' });
    at.start();
    await expect.poll(() => at.outbox.counts()).toEqual({ sent: 1 });
    expect(await at.outbox.report('SM2', 'delivered', null, 1)).toBe(false);
    expect(await at.outbox.report('SM1', 'delivered', null, 1)).toBe(true);
    expect(await at.outbox.report('SM1', 'on-its-way', null, 2)).toBe(true);
    expect(await at.outbox.report('SM1', 'undelivered', { code: 'answered', said: '30003' }, 3)).toBe(true);
    expect(await at.outbox.counts()).toEqual({ delivered: 1 });
  });
});

describe('a try', () => {
  const refuses = (said: string) => ({ kind: 'permanent', trouble: { code: 'answered', said } }) as const;
  const first = async ({ outbox }: { outbox: Outbox }) => (await outbox.list({ limit: 1 }))[0];

  it('is made until the very moment at which it is too late, and says why when there was a reason before', async () => {
    const sender = new ToldSender('email');
    const at = await noticeModule(sender);
    await at.put({ expiresAt: at.clock.now() + 1 });
    await at.put({ expiresAt: at.clock.now() });
    at.start();
    await expect.poll(() => at.outbox.counts()).toEqual({ sent: 1, expired: 1 });
    expect(sender.letters.map(({ timeToLiveSeconds }) => timeToLiveSeconds)).toEqual([1]);
    expect(await first(at)).toMatchObject({ state: 'expired', trouble: { code: 'too-late' } });
    expect(await at.outbox.health('email')).toMatchObject({ failures: 0 });
  });

  it('waits for what goes with it, which says nothing of the gateway', async () => {
    const sender = new ToldSender('email');
    let report: Buffer | 'later' = 'later';
    const at = await noticeModule(sender, undefined, async () => report);
    await at.put({ reportMonth: '2026-10' });
    at.start();
    await expect.poll(async () => (await first(at))?.trouble).toEqual({ code: 'not-made' });
    expect(await first(at)).toMatchObject({ state: 'waiting', tries: 1 });
    expect(await at.outbox.health('email')).toMatchObject({ failures: 0 });
    report = Buffer.from('%PDF');
    await at.pass(MINUTE);
    await expect.poll(() => at.outbox.counts()).toEqual({ sent: 1 });
    expect(sender.letters[0]?.attachment).toMatchObject({ fileName: 'support-2026-10.pdf' });
  });

  it('that is refused for the notice itself says that the gateway works', async () => {
    const sender = new ToldSender('email');
    const at = await noticeModule(sender);
    sender.answer = () => FAILS;
    await at.put();
    at.start();
    await expect.poll(async () => (await at.outbox.health('email')).failures).toBe(1);
    sender.answer = () => refuses('550 no such user');
    await at.pass(MINUTE);
    await expect.poll(() => at.outbox.counts()).toEqual({ failed: 1 });
    expect(await at.outbox.health('email')).toMatchObject({ failures: 0, failingSince: null });
    await expect
      .poll(() => at.log())
      .toContain('"state":"failed","reason":{"code":"answered","said":"550 no such user"}');
    expect(at.log()).not.toContain('a notice was sent');
  });

  it('keeps no secret that a gateway repeats, neither in the outbox nor in the log', async () => {
    const sender = new ToldSender('email');
    const at = await noticeModule(sender);
    const link = `https://vigie.example.org/l/${'s'.repeat(22)}`;
    sender.answer = () => refuses(`554 your text ${link} is unwanted`);
    await at.put();
    at.start();
    await expect.poll(() => at.outbox.counts()).toEqual({ failed: 1 });
    const trouble = { code: 'answered', said: '554 your text https://vigie.example.org/l/… is unwanted' };
    expect(await first(at)).toMatchObject({ trouble });
    expect(at.log()).not.toContain('ssss');
  });

  it('that the gateway took is said as such, with its own name for it', async () => {
    const sender = new ToldSender('email');
    const at = await noticeModule(sender);
    sender.answer = () => ({ kind: 'sent', reference: 'r1' });
    await at.put();
    at.start();
    await expect.poll(() => at.outbox.counts()).toEqual({ sent: 1 });
    expect(await first(at)).toMatchObject({ reference: 'r1', gateway: 'told', trouble: null });
    await expect.poll(() => at.log()).toContain('a notice was sent');
    expect(at.log()).not.toContain('a notice was not sent');
  });
});

describe('a dispatcher that is stopped', () => {
  it('claims nothing more until it begins again', async () => {
    const sender = new ToldSender('email');
    const at = await noticeModule(sender);
    const dispatcher = at.start();
    await dispatcher.end();
    await at.put();
    await at.pass(5 * MINUTE, MINUTE);
    expect(await at.outbox.counts()).toEqual({ waiting: 1 });
    dispatcher.begin();
    await expect.poll(() => at.outbox.counts()).toEqual({ sent: 1 });
  });

  it('finishes the batch that it has, and takes no other', async () => {
    const sender = new ToldSender('email');
    const at = await noticeModule(sender);
    for (let n = 0; n < 12; n += 1) await at.put();
    let ended: Promise<void> | null = null;
    sender.answer = () => {
      ended ??= dispatcher.end();
      return { kind: 'sent', reference: null };
    };
    const dispatcher = at.start();
    await expect.poll(() => ended).not.toBeNull();
    await ended;
    expect(await at.outbox.counts()).toEqual({ sent: 5, waiting: 7 });
  });

  it('looks again within a minute, though nothing was due, and at once when something becomes due', async () => {
    const sender = new ToldSender('email');
    const at = await noticeModule(sender);
    at.start();
    await at.pass(10_000);
    await at.put({ sendAt: at.clock.now() + 20_000 });
    await at.put({ medium: 'sms' });
    await at.pass(15_000);
    expect(sender.letters).toHaveLength(0);
    await at.pass(60_000);
    await expect.poll(() => sender.letters.length).toBe(1);
    await at.put({ sendAt: at.clock.now() + 10_000 });
    await at.put({ sendAt: at.clock.now() + 15_000 });
    await at.pass(90_000, 5_000);
    await expect.poll(() => sender.letters.length).toBe(3);
  });
});
