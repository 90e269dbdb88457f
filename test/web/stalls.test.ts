import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { fillBusyYears } from '../../bench/busy-years.ts';
import { sweep } from '../../bench/stall-sweep.ts';
import { systemClock } from '../../src/runtime/clock.ts';

/**
 * The sweep's own limit is 50 ms, measured on a quiet machine. Here code is cold and the machine busy with other tests:
 * what is looked for is work that grows with what was sent, which holds for seconds.
 */
const LIMIT_MS = 500;
const CALLS = 500;

it('no request holds the event loop for as long as a caller could notice: npm run bench:stalls in small', {
  timeout: 900_000,
}, async () => {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'vigie-stalls-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const file = path.join(directory, 'vigie.db');
  await fillBusyYears(file, CALLS, systemClock.now());
  const found = await sweep(file, CALLS, { each: 1, seed: 1, limitMs: LIMIT_MS, again: 6 });
  expect(found.length).toBeGreaterThan(400);
  expect(found.filter(({ heldMs }) => heldMs > LIMIT_MS)).toEqual([]);
});
