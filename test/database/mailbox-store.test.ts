import { describe, expect, it } from 'vitest';
import { createAuditLog } from '../../src/database/accounts/audit-store.ts';
import { createPinStore } from '../../src/database/accounts/pin-store.ts';
import { createMailboxStore } from '../../src/database/calls/mailbox-store.ts';
import { createMessageCopies } from '../../src/database/upkeep/copy-store.ts';
import { createRetention } from '../../src/database/upkeep/retention.ts';
import type { HotlineScope } from '../../src/domain/permissions.ts';
import { usualRetention } from '../../src/retention-config.ts';
import { ends, house, PHONE_OF, rings } from '../notices/notifier-fixture.ts';
import { FRANCE } from '../planning/plan.ts';

/** Two messages: the first call rang Bob, the second Dora. Everybody has a PIN but the viewer. */
async function mailbox(hotlines: HotlineScope = 'all') {
  const at = await house('2026-11-26 03:00');
  const pins = createPinStore(at.db);
  for (const person of ['bob', 'dora', 'sofia'])
    await pins.set(person, 'hash', { actor: person, at: at.clock.now() });
  const copies = createMessageCopies(at.db);
  const store = createMailboxStore({
    db: at.db,
    pins,
    tasks: at.tasks,
    numberingPlan: FRANCE,
    hotlinesOf: async () => hotlines,
  });
  await at.begin();
  for (const [id, person, number] of [
    ['c1', 'bob', '+33199001234'],
    ['c2', 'dora', null],
  ] as const) {
    await at.call(
      id,
      [rings(1, person, 0), ends(1, 'no-answer'), { kind: 'call-ended', outcome: 'voicemail' }],
      number,
    );
    await at.keepMessage(id);
    await copies.keep(`${id}-message`);
    at.clock.pass(60_000);
  }
  await at.settle();
  const newOf = async (person: string) => (await store.newMessages(person)).map(({ recording }) => recording);
  return { ...at, pins, copies, store, newOf };
}

describe('messages by telephone', () => {
  it('are those that one may listen to on the pages: a member’s own calls, everybody’s for a supervisor', async () => {
    const at = await mailbox();
    expect(await at.newOf('bob')).toEqual(['c1-message']);
    expect(await at.newOf('dora')).toEqual(['c2-message']);
    expect(await at.newOf('sofia')).toEqual(['c1-message', 'c2-message']);
    await at.db.updateTable('people').set({ role: 'viewer' }).where('id', '=', 'bob').execute();
    expect(await at.newOf('bob')).toEqual([]);
    expect(await at.newOf('nobody')).toEqual([]);
    expect(await at.store.newMessages('dora')).toEqual([
      expect.objectContaining({ callerNumber: null, timeZone: 'Europe/Paris' }),
    ]);
  });

  it('are a supervisor’s of the hotlines in their care, and those that rang them', async () => {
    const there = await mailbox(new Set(['heating']));
    expect(await there.newOf('sofia')).toEqual(['c1-message', 'c2-message']);
    for (const reach of [new Set(['elsewhere']), new Set<string>()]) {
      const at = await mailbox(reach);
      expect(await at.newOf('sofia')).toEqual([]);
      expect(await at.store.erase('sofia', 'c1-message', at.clock.now())).toBe(false);
      expect(await at.store.callBack('sofia', 'c1-message', at.clock.now())).toBeNull();
      await at.db.updateTable('attempts').set({ person_id: 'sofia' }).where('call_id', '=', 'c2').execute();
      expect(await at.newOf('sofia')).toEqual(['c2-message']);
      expect(await at.store.erase('sofia', 'c2-message', at.clock.now())).toBe(true);
    }
  });

  it('are new to each until they have heard them, and to nobody once somebody has seen to them', async () => {
    const at = await mailbox();
    await at.store.noteHeard('sofia', 'c1-message', at.clock.now());
    expect(await at.newOf('sofia')).toEqual(['c2-message']);
    expect(await at.newOf('bob')).toEqual(['c1-message']);
    const task = (await at.tasks.list({ limit: 9 })).find(({ callerNumber }) => callerNumber !== null);
    await at.tasks.change(
      task?.id ?? 0,
      { type: 'finish', by: 'dora', reason: 'reached', text: '' },
      at.clock.now(),
    );
    expect(await at.newOf('bob')).toEqual([]);
  });

  it('erased by somebody who may listen are gone for all, with an entry in the audit log, and so is Asterisk’s copy', async () => {
    const at = await mailbox();
    expect(await at.store.erase('bob', 'c2-message', at.clock.now())).toBe(false);
    expect(await at.copies.stale()).toEqual([]);
    expect(await at.store.erase('bob', 'c1-message', at.clock.now())).toBe(true);
    expect(await at.store.erase('bob', 'c1-message', at.clock.now())).toBe(false);
    expect(await at.newOf('sofia')).toEqual(['c2-message']);
    expect(await createAuditLog(at.db).list({ subjectKind: 'messages', limit: 9 })).toMatchObject([
      { actor: 'Bob ☎', action: 'removed', subjectId: 'c1-message', before: { call: 'c1' } },
    ]);
    expect(await at.copies.stale()).toEqual(['c1-message']);
    await at.copies.forget('c1-message');
    expect(await at.copies.stale()).toEqual([]);
  });

  it('too old to be kept leave Asterisk too', async () => {
    const at = await mailbox();
    at.clock.pass(91 * 86_400_000);
    await createRetention(at.db).erase(at.clock.now(), usualRetention());
    expect(await at.copies.stale()).toEqual(['c1-message', 'c2-message']);
  });

  it('are left on Asterisk only while somebody has a PIN', async () => {
    const at = await mailbox();
    expect(await at.copies.keep('c3-message')).toBe(true);
    for (const person of ['bob', 'dora', 'sofia'])
      await at.pins.set(person, null, { actor: person, at: at.clock.now() });
    expect(await at.copies.keep('c4-message')).toBe(false);
    expect(await at.copies.stale()).toEqual(['c1-message', 'c2-message', 'c3-message']);
  });

  it('callers are called back as the hotline, and the task tells that it was tried', async () => {
    const at = await mailbox();
    expect(await at.store.callBack('bob', 'c2-message', at.clock.now())).toBeNull();
    expect(await at.store.callBack('bob', 'c1-message', at.clock.now())).toMatchObject({
      hotline: { id: 'heating' },
      callerNumber: '+33199001234',
    });
    const task = (await at.tasks.list({ limit: 9 })).find(({ callerNumber }) => callerNumber !== null);
    expect(task).toMatchObject({ state: 'taken', takenBy: 'bob' });
  });

  it('a number is somebody’s however it is written, and only with a PIN', async () => {
    const at = await mailbox();
    for (const number of [PHONE_OF.bob, '0612000001', '0033612000001'])
      expect(await at.store.candidates(number)).toEqual([{ personId: 'bob', language: 'fr' }]);
    await at.pins.set('bob', null, { actor: 'Bob', at: at.clock.now() });
    expect(await at.store.candidates(PHONE_OF.bob)).toEqual([]);
    expect(await at.store.candidates("';--")).toEqual([]);
  });
});
