import { expect, it, onTestFinished } from 'vitest';
import { watchLoop } from '../../bench/loop-watch.ts';

it('the longest hold of the loop is told, and forgotten when asked to', async () => {
  const watch = watchLoop();
  onTestFinished(watch.end);
  const until = process.cpuUsage().user + 80_000;
  while (process.cpuUsage().user < until);
  expect(await watch.longest()).toBeGreaterThan(50);
  watch.reset();
  expect(await watch.longest()).toBeLessThan(50);
});
