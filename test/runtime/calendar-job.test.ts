import { expect, it } from 'vitest';
import { startCalendarJob } from '../../src/runtime/calendar-job.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { createLogger } from '../../src/runtime/log.ts';
import { StoreUnavailable } from '../../src/runtime/store-unavailable.ts';

const JOB = {
  name: 'a job',
  pattern: '* * * * * *',
  clock: systemClock,
  log: createLogger({ level: 'fatal', format: 'json' }),
};

it('is done again and again, never twice at once, and what runs is finished before it has stopped', async () => {
  let running = 0;
  let most = 0;
  let done = 0;
  const job = startCalendarJob({ ...JOB, crash: () => undefined }, async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, 1_300));
    running -= 1;
    done += 1;
  });
  await expect.poll(() => done).toBe(2);
  await expect.poll(() => running).toBe(1);
  await job.stop();
  expect({ running, most, done }).toEqual({ running: 0, most: 1, done: 3 });
});

it('what it throws is a bug, and is told', async () => {
  const bugs: unknown[] = [];
  const job = startCalendarJob({ ...JOB, crash: (error) => bugs.push(error) }, () =>
    Promise.reject(new Error('bug')),
  );
  await expect.poll(() => bugs.length).toBeGreaterThan(0);
  await job.stop();
});

it('a store that cannot be used is no bug: the work is begun anew until it is done', async () => {
  const bugs: unknown[] = [];
  let tries = 0;
  const job = startCalendarJob({ ...JOB, crash: (error) => bugs.push(error) }, async () => {
    tries += 1;
    if (tries < 3) throw new StoreUnavailable('locked', 'database is locked');
  });
  await expect.poll(() => tries).toBeGreaterThanOrEqual(3);
  await job.stop();
  expect(bugs).toEqual([]);
});
