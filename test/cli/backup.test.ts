import { existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import SQLite from 'better-sqlite3';
import { sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { MIGRATIONS } from '../../migrations/index.ts';
import { openDatabase } from '../../src/database/database.ts';
import { makeOutdated } from '../database/temporary-database.ts';
import { openIn, withExample } from './example.ts';
import { buildVigieForTheseTests, vigieIn } from './vigie.ts';

buildVigieForTheseTests();

const LAST = Object.keys(MIGRATIONS).at(-1);

/** A process that keeps the database open, with changes that are not in its main file yet. */
function inUse(path: string): SQLite.Database {
  const db = new SQLite(path);
  onTestFinished(() => void db.close());
  db.pragma('wal_autocheckpoint = 0');
  db.exec(`update people set name = 'Written a moment ago' where id = 'alice'`);
  return db;
}

describe('vigie backup', () => {
  it('holds what was written a moment ago by a service that runs, as one file that only its owner reads', async () => {
    const vigie = await withExample();
    inUse(vigie.path('vigie.db'));
    const done = await vigie.run('backup', 'copy.db');
    expect(done).toMatchObject({ code: 0, err: '' });
    expect(done.out).toContain(`whole and checked (${LAST})`);
    expect(statSync(vigie.path('copy.db')).mode & 0o777).toBe(0o600);
    const copy = new SQLite(vigie.path('copy.db'), { readonly: true });
    onTestFinished(() => void copy.close());
    expect(copy.prepare(`select name from people where id = 'alice'`).pluck().get()).toBe(
      'Written a moment ago',
    );
    expect(readdirSync(vigie.directory).filter((name) => name.startsWith('copy.db'))).toEqual(['copy.db']);
  });

  it('overwrites nothing, and goes to the folder of backups when no file is named', async () => {
    const vigie = await withExample();
    writeFileSync(vigie.path('mine'), 'mine');
    expect(await vigie.run('backup', 'mine')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/already a file at .*mine: it is not overwritten/),
    });
    expect(readFileSync(vigie.path('mine'), 'utf8')).toBe('mine');
    expect(await vigie.run('backup')).toMatchObject({ code: 0 });
    expect(readdirSync(vigie.path('backups'))).toEqual([expect.stringMatching(/^vigie-\d{8}T\d{6}Z\.db$/)]);
  });

  it('of a damaged database nothing is left that looks like a backup', async () => {
    const vigie = await withExample();
    expect(await vigie.run('backup', 'good.db')).toMatchObject({ code: 0 });
    await vigie.run('restore', 'good.db');
    truncateSync(vigie.path('vigie.db'), statSync(vigie.path('vigie.db')).size - 40_960);
    const refused = await vigie.run('backup', 'bad.db');
    expect(refused.code).toBe(1);
    expect(refused.err).toMatch(/damaged|could not be copied|malformed/);
    expect(readdirSync(vigie.directory).filter((name) => name.startsWith('bad.db'))).toEqual([]);
  });

  it('says that there is no database', async () => {
    expect(await vigieIn().run('backup', 'x.db')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/there is no database at .*VIGIE_DATABASE/),
    });
  });
});

describe('vigie restore', () => {
  it('brings back what was, and keeps what was there', async () => {
    const vigie = await withExample();
    await vigie.run('backup', 'copy.db');
    const db = openDatabase(vigie.path('vigie.db'));
    await db.deleteFrom('hotlines').execute();
    await db.destroy();
    const done = await vigie.run('restore', 'copy.db');
    expect(done).toMatchObject({ code: 0, err: '' });
    expect(await openIn(vigie).selectFrom('hotlines').selectAll().execute()).not.toEqual([]);
    const previous = /what was there before is kept in (.*)\n/.exec(done.out)?.[1] ?? '';
    expect(existsSync(previous)).toBe(true);
  });

  it('refuses while a process uses the database, and changes nothing', async () => {
    const vigie = await withExample();
    await vigie.run('backup', 'copy.db');
    const db = inUse(vigie.path('vigie.db'));
    expect(await vigie.run('restore', 'copy.db')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/vigie\.db is in use: stop Vigie first/),
    });
    expect(db.prepare(`select name from people where id = 'alice'`).pluck().get()).toBe(
      'Written a moment ago',
    );
  });

  it('refuses a file that is no database of Vigie, and one of a newer version', async () => {
    const vigie = await withExample();
    writeFileSync(vigie.path('text'), 'no database at all, but long enough to be taken for one');
    expect(await vigie.run('restore', 'text')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/no database that can be read/),
    });
    await vigie.run('backup', 'copy.db');
    const copy = new SQLite(vigie.path('copy.db'));
    copy.exec(`insert into kysely_migration (name, timestamp) values ('9999-x', '2030')`);
    copy.close();
    expect(await vigie.run('restore', 'copy.db')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/newer version of Vigie \(it holds 9999-x\)/),
    });
  });
});

describe('an upgrade', () => {
  it('keeps a copy of what was there, which the older version is told of when it is started again', async () => {
    const vigie = vigieIn();
    await makeOutdated(vigie.path('vigie.db'));
    const upgraded = await vigie.run('migrate');
    expect(upgraded).toMatchObject({ code: 0, err: '' });
    const copy = /what was there is kept in (.*before-upgrade-.*\.db)\n/.exec(upgraded.out)?.[1] ?? '';
    expect(existsSync(copy)).toBe(true);
    // As if the newest migration were one that this version does not know.
    const db = openIn(vigie);
    await sql`update kysely_migration set name = '9999-x' where name = ${LAST}`.execute(db);
    expect(await vigie.run('migrate')).toMatchObject({
      code: 1,
      err: expect.stringContaining(`restore the database saved before it: vigie restore ${copy}`),
    });
  });

  it('changes nothing when no copy can be made', async () => {
    const vigie = vigieIn();
    await makeOutdated(vigie.path('vigie.db'));
    writeFileSync(vigie.path('backups'), 'a file where the folder would be');
    expect(await vigie.run('migrate')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/nothing is changed, for want of a copy/),
    });
    const { rows } = await sql<{ name: string }>`select max(name) as name from kysely_migration`.execute(
      openIn(vigie),
    );
    expect(rows[0]?.name).not.toBe(LAST);
  });
});
