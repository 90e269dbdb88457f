import { spawn } from 'node:child_process';
import { expect, it, onTestFinished } from 'vitest';
import { findProcess, memoryMegabytes, processorSeconds, watchMachine } from '../../bench/process-use.ts';
import { waitUntil } from '../../trial/wait-until.ts';

it('a process that works is seen to use the processor and its memory', async () => {
  const before = processorSeconds(process.pid);
  const machine = watchMachine();
  const until = performance.now() + 200;
  while (performance.now() < until);
  const used = processorSeconds(process.pid) - before;
  expect(used).toBeGreaterThan(0);
  expect(machine()).toBeGreaterThan(0);
  const { peak, now } = memoryMegabytes(process.pid);
  expect(peak).toBeGreaterThanOrEqual(now);
  expect(now).toBeCloseTo(process.memoryUsage().rss / 1e6, -2);
});

it('a program is found by an argument that is its alone', async () => {
  const start = (argument: string) => {
    const child = spawn('tail', ['-f', '/dev/null', '--pid', String(process.pid), argument], {
      stdio: 'ignore',
    });
    onTestFinished(() => void child.kill());
    return child;
  };
  const own = `-s${Math.ceil(Math.random() * 1e6)}`;
  const child = start(own);
  expect(await waitUntil('tail runs', () => findProcess('tail', own))).toBe(child.pid);
  start(own);
  await waitUntil('two are no longer one', () => findProcess('tail', own) === null);
});
