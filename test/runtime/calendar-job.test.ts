import { expect, it } from 'vitest';
import { startCalendarJob } from '../../src/runtime/calendar-job.ts';

const EVERY_SECOND = '* * * * * *';

it('is done again and again, never twice at once, and what runs is finished before it has stopped', async () => {
  let running = 0;
  let most = 0;
  let done = 0;
  const job = startCalendarJob(
    EVERY_SECOND,
    async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 1_300));
      running -= 1;
      done += 1;
    },
    () => undefined,
  );
  await expect.poll(() => done, { timeout: 8_000 }).toBe(2);
  await expect.poll(() => running, { timeout: 4_000 }).toBe(1);
  await job.stop();
  expect({ running, most, done }).toEqual({ running: 0, most: 1, done: 3 });
});

it('what it throws is a bug, and is told', async () => {
  const bugs: unknown[] = [];
  const job = startCalendarJob(
    EVERY_SECOND,
    () => Promise.reject(new Error('bug')),
    (error) => bugs.push(error),
  );
  await expect.poll(() => bugs.length, { timeout: 4_000 }).toBeGreaterThan(0);
  await job.stop();
});
