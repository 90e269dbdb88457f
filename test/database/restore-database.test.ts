import { chmodSync, existsSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { restoreDatabase } from '../../src/database/upkeep/restore-database.ts';
import { makeCurrent, temporaryDirectory } from './temporary-database.ts';

/** A copy that came back from elsewhere, as anybody can read it. */
async function copyFromElsewhere() {
  const folder = temporaryDirectory();
  const copy = `${folder}/copy.db`;
  await makeCurrent(copy);
  chmodSync(copy, 0o644);
  return { copy, database: `${folder}/vigie.db` };
}

test('what is restored is its owner’s alone, whoever could read the copy', async () => {
  const { copy, database } = await copyFromElsewhere();
  expect(restoreDatabase(copy, database, 0)).toMatchObject({ ok: true });
  expect(statSync(database).mode & 0o777).toBe(0o600);
  expect(readFileSync(database).equals(readFileSync(copy))).toBe(true);
  expect(existsSync(`${database}.restoring`)).toBe(false);
});

test('a link that somebody laid where the copy is made leads nowhere', async () => {
  const { copy, database } = await copyFromElsewhere();
  const other = `${temporaryDirectory()}/other`;
  writeFileSync(other, 'of somebody else');
  symlinkSync(other, `${database}.restoring`);
  expect(restoreDatabase(copy, database, 0)).toMatchObject({ ok: true });
  expect(readFileSync(other, 'utf8')).toBe('of somebody else');
});
