import SQLite from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { answers, presses } from '../../trial/phones/behaviour.ts';
import { waitUntil } from '../../trial/wait-until.ts';
import { net } from '../safety-net/net.ts';

/** Longer than every minute's work takes to come round. */
const LOCKED_MS = 65_000;

it('while another process locks the database for a minute all that recurs waits and says so, and nothing ends', {
  timeout: 240_000,
}, async () => {
  const on = await net();
  const vigie = on.vigie();
  let ended = false;
  vigie.exited.then(() => {
    ended = true;
  });
  await vigie.onWatch();
  await on.pbx.phone('202', answers({}, presses('1')));
  const other = new SQLite(on.file);
  onTestFinished(() => void other.close());
  const from = Date.now();
  other.exec('begin exclusive');
  await waitUntil('the minute is over', () => ended || Date.now() - from > LOCKED_MS, LOCKED_MS + 30_000);
  const caller = await on.pbx.call('4000');
  await waitUntil('they are joined', async () => (await on.pbx.bridged()).length === 1, 60_000);
  other.exec('rollback');
  await caller.hangUp();
  await on.pbx.empty();
  const waited = new Set(linesSaying(vigie.log(), 'the database cannot be used now; it is tried again'));
  expect(waited).toContain('duty watch');
  expect(waited).toContain('task watch');
  await expect
    .poll(() => [...waited].filter((work) => !backAgain(vigie.log()).includes(work)), { timeout: 60_000 })
    .toEqual([]);
  await expect.poll(async () => (await on.all()).map(({ outcome }) => outcome)).toEqual(['accepted']);
  expect(ended).toBe(false);
  expect(vigie.log()).not.toMatch(/"level":(60|"fatal")/);
});

function backAgain(log: string): readonly string[] {
  return linesSaying(log, 'the database can be used again');
}

/** The works that the log names in lines of this message. */
function linesSaying(log: string, message: string): readonly string[] {
  return log
    .split('\n')
    .filter((line) => line.includes(message))
    .flatMap((line) => /"work":"([^"]+)"/.exec(line)?.[1] ?? []);
}
