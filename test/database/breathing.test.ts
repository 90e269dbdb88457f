import { expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../src/database/database.ts';
import { createBreather } from '../../src/runtime/clock.ts';
import { temporaryDatabase } from './temporary-database.ts';

it('the queries of many calls at once leave the event loop its turns', async () => {
  const { path } = await temporaryDatabase();
  const db = openDatabase(path, { breathe: createBreather(5) });
  onTestFinished(() => db.destroy());

  let turns = 0;
  let counting = true;
  const count = () => {
    turns += 1;
    if (counting) setImmediate(count);
  };
  setImmediate(count);
  await Promise.all(Array.from({ length: 3000 }, () => db.selectFrom('people').selectAll().execute()));
  counting = false;

  // Without a breath they all run in one turn; how many turns there are with it depends on the machine.
  expect(turns).toBeGreaterThan(3);
});
