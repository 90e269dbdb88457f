import { expect, test } from 'vitest';
import type { CallHistory } from '../../src/calls/log/call-history.ts';
import { createDomainEventStore } from '../../src/database/notices/domain-event-store.ts';
import type { DomainEventStore } from '../../src/notices/effects.ts';
import { createNotifier } from '../../src/notices/notifier.ts';
import type { NotifierSources } from '../../src/notices/sources.ts';
import { createLogger } from '../../src/runtime/log.ts';
import { StoreUnavailable } from '../../src/runtime/store-unavailable.ts';
import { HandClock } from '../asterisk/hand-clock.ts';
import { temporaryDatabase } from '../database/temporary-database.ts';

test('however much waits to be told, and however often it is asked to, calls have nine tenths of the time', async () => {
  const clock = new HandClock();
  const startedAt = clock.now();
  let told = 0;
  let workedMs = 0;
  const domainEvents: Partial<DomainEventStore> = {
    waiting: async (most) =>
      Array.from({ length: most }, (_, id) => ({ id, event: { kind: 'call-began', callId: 'c1' } }) as never),
    drop: async (waiting) => {
      told += waiting.length;
      workedMs += 3 * waiting.length;
      clock.pass(3 * waiting.length);
    },
  };
  const history: Pick<CallHistory, 'find'> = { find: async () => null };
  const notifier = createNotifier({
    domainEvents: domainEvents as DomainEventStore,
    sources: { history } as NotifierSources,
    clock,
    log: createLogger({ level: 'fatal', format: 'json' }),
    onTold: () => undefined,
    crash: (error) => {
      throw error;
    },
  });
  notifier.begin();
  while (clock.now() < startedAt + 3_000) {
    notifier.begin();
    await new Promise((resolve) => setImmediate(resolve));
    clock.pass(10);
  }
  notifier.end();
  expect(told).toBeGreaterThan(50);
  expect(workedMs / (clock.now() - startedAt)).toBeLessThan(0.12);
});

test('while the database is locked nothing becomes a dead letter: it is read again after 1, 2, 4, 8, 10… seconds, then told', async () => {
  const { db } = await temporaryDatabase();
  const clock = new HandClock();
  const domainEvents = createDomainEventStore(db, { takeWithinSeconds: 900 });
  await domainEvents.write({ kind: 'call-began', callId: 'c1' }, clock.now());
  const asked: number[] = [];
  let locked = true;
  const history: Pick<CallHistory, 'find'> = {
    find: async () => {
      asked.push(clock.now());
      if (locked) throw new StoreUnavailable('locked', 'database is locked');
      return null;
    },
  };
  const notifier = createNotifier({
    domainEvents,
    sources: { history: history } as NotifierSources,
    clock,
    log: createLogger({ level: 'fatal', format: 'json' }),
    onTold: () => undefined,
    crash: (error) => {
      throw error;
    },
  });
  const pass = async (seconds: number) => {
    for (let second = 0; second < seconds; second += 1) {
      clock.pass(1000);
      // Calls go on happening, and ask for it to be told.
      notifier.begin();
      for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    }
  };
  notifier.begin();
  await pass(40);
  const waits = asked.slice(1).map((at, index) => (at - (asked[index] ?? 0)) / 1000);
  expect(waits.map(Math.round)).toEqual([1, 2, 4, 8, 10, 10]);
  expect(await domainEvents.deadLetters()).toBe(0);
  expect(await domainEvents.waiting(5)).toHaveLength(1);
  locked = false;
  await pass(40);
  expect(await domainEvents.waiting(5)).toEqual([]);
  expect(await domainEvents.deadLetters()).toBe(0);
  notifier.end();
});
