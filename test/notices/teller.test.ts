import { expect, test } from 'vitest';
import { createLogger } from '../../src/log.ts';
import type { CauseBook } from '../../src/notices/deed.ts';
import type { TellingSources } from '../../src/notices/sources.ts';
import { createTeller } from '../../src/notices/teller.ts';
import { HandClock } from '../asterisk/hand-clock.ts';

test('however much waits to be told, and however often it is asked to, calls have nine tenths of the time', async () => {
  const clock = new HandClock();
  const startedAt = clock.now();
  let told = 0;
  let workedMs = 0;
  const causes: Partial<CauseBook> = {
    waiting: async (most) =>
      Array.from({ length: most }, (_, id) => ({ id, cause: { kind: 'none' } }) as never),
    settle: async () => {
      told += 1;
      workedMs += 3;
      clock.pass(3);
    },
  };
  const teller = createTeller({
    causes: causes as CauseBook,
    sources: {} as TellingSources,
    clock,
    log: createLogger({ level: 'fatal', format: 'json' }),
    onTold: () => undefined,
    crash: (error) => {
      throw error;
    },
  });
  teller.begin();
  while (clock.now() < startedAt + 3_000) {
    teller.begin();
    await new Promise((resolve) => setImmediate(resolve));
    clock.pass(10);
  }
  teller.end();
  expect(told).toBeGreaterThan(50);
  expect(workedMs / (clock.now() - startedAt)).toBeLessThan(0.12);
});
