import { expect, it } from 'vitest';
import type { Instant } from '../../src/runtime/instant.ts';
import { createLogger } from '../../src/runtime/log.ts';
import { recurringWork } from '../../src/runtime/recurring-work.ts';
import { StoreUnavailable } from '../../src/runtime/store-unavailable.ts';
import { HandClock } from '../asterisk/hand-clock.ts';

const settle = async () => {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

function working(work: () => Promise<Instant>) {
  const clock = new HandClock();
  const lines: { msg: string }[] = [];
  const log = createLogger({ level: 'info', format: 'json' }, {
    write: (line: string) => lines.push(JSON.parse(line)),
  } as unknown as NodeJS.WritableStream);
  const bugs: unknown[] = [];
  const recurring = recurringWork({ clock, log, crash: (error) => bugs.push(error) }, 'watch', work);
  return { clock, recurring, bugs, said: () => lines.map(({ msg }) => msg) };
}

it('a store that cannot be used is asked again after 1, 2, 4, 8, 10, 10 s; the log says when it begins and ends', async () => {
  const asked: Instant[] = [];
  let locked = true;
  const { clock, recurring, bugs, said } = working(async () => {
    asked.push(clock.now());
    if (locked) throw new StoreUnavailable('locked', 'database is locked');
    return clock.now() + 60_000;
  });
  recurring.begin();
  await settle();
  for (let second = 0; second < 36; second += 1) {
    clock.pass(1_000);
    // Whoever wants it done at once does not make it ask sooner.
    recurring.begin();
    await settle();
  }
  const waits = asked.slice(1).map((at, index) => (at - (asked[index] ?? 0)) / 1_000);
  expect(waits).toEqual([1, 2, 4, 8, 10, 10]);
  expect(said()).toEqual(['the database cannot be used now; it is tried again']);
  locked = false;
  clock.pass(10_000);
  await settle();
  expect(said()).toContain('the database can be used again');
  expect(bugs).toEqual([]);
  await recurring.end();
});

it('every other error is a bug, and ends it', async () => {
  const { recurring, bugs } = working(() => Promise.reject(new Error('bug')));
  recurring.begin();
  await settle();
  expect(bugs).toHaveLength(1);
  await recurring.end();
});

it('has ended when what runs is done, and not before', async () => {
  let finish: (at: Instant) => void = () => undefined;
  const { recurring } = working(
    () =>
      new Promise((resolve) => {
        finish = resolve;
      }),
  );
  recurring.begin();
  await settle();
  let ended = false;
  void recurring.end().then(() => {
    ended = true;
  });
  await settle();
  expect(ended).toBe(false);
  finish(0);
  await settle();
  expect(ended).toBe(true);
});
