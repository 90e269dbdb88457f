import SQLite from 'better-sqlite3';
import { sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { withStatementCache } from '../../src/database/statement-cache.ts';
import { temporaryDatabase } from './temporary-database.ts';

function emptyFile() {
  const file = new SQLite(':memory:');
  onTestFinished(() => void file.close());
  file.exec('create table notes (id integer primary key, text text)');
  return withStatementCache(file);
}

describe('the statements that are kept', () => {
  it('a text is prepared once', () => {
    const cached = emptyFile();
    const text = 'select text from notes where id = ?';
    expect(cached.prepare(text)).toBe(cached.prepare(text));
  });

  it('the same statement gives other rows for other values', () => {
    const cached = emptyFile();
    for (const [id, text] of ['one', 'two'].entries())
      cached.prepare('insert into notes values (?, ?)').run([id, text]);
    const select = 'select text from notes where id = ?';
    expect(cached.prepare(select).all([0])).toEqual([{ text: 'one' }]);
    expect(cached.prepare(select).all([1])).toEqual([{ text: 'two' }]);
  });

  it('a change of the tables has every text prepared anew', () => {
    const cached = emptyFile();
    cached.prepare('insert into notes values (?, ?)').run([1, 'one']);
    const select = 'select * from notes';
    const before = cached.prepare(select);
    before.all([]);
    cached.prepare('alter table notes add column author text').run([]);
    expect(cached.prepare(select)).not.toBe(before);
    expect(cached.prepare(select).all([])).toEqual([{ id: 1, text: 'one', author: null }]);
  });

  it('of more texts than are worth keeping, the oldest go', () => {
    const cached = emptyFile();
    const first = cached.prepare('select 0 as n');
    for (let n = 1; n <= 300; n += 1) cached.prepare(`select ${n} as n`);
    expect(cached.prepare('select 300 as n')).toBe(cached.prepare('select 300 as n'));
    expect(cached.prepare('select 0 as n')).not.toBe(first);
  });

  it('of those, what is asked for again and again stays', () => {
    const cached = emptyFile();
    const often = cached.prepare('select 0 as n');
    for (let n = 1; n <= 400; n += 1) {
      cached.prepare(`select ${n} as n`);
      expect(cached.prepare('select 0 as n')).toBe(often);
    }
  });

  it('another process may change the tables meanwhile', async () => {
    const { db, path } = await temporaryDatabase();
    const people = () => sql`select * from people`.execute(db);
    await sql`insert into people (id, name, languages, role) values ('a', 'Alice', 'en', 'responder')`.execute(
      db,
    );
    const [before] = (await people()).rows;
    const other = new SQLite(path);
    other.exec("alter table people add column note text default 'new'");
    other.close();
    expect((await people()).rows).toEqual([{ ...(before as object), note: 'new' }]);
  });
});
