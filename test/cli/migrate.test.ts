import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { MIGRATIONS } from '../../migrations/index.ts';
import { openIn, withExample } from './example.ts';
import { buildVigieForTheseTests, vigieIn } from './vigie.ts';

buildVigieForTheseTests();

describe('vigie migrate', () => {
  test('makes the database, and has nothing to do the second time', async () => {
    const vigie = vigieIn();
    expect(await vigie.run('migrate')).toEqual({
      code: 0,
      out: Object.keys(MIGRATIONS)
        .map((name) => `applied ${name}\n`)
        .join(''),
      err: '',
    });
    expect(await vigie.run('migrate')).toEqual({ code: 0, out: 'the database is up to date\n', err: '' });
  });

  test('refuses a database that a newer version has changed, and so does every other command', async () => {
    const vigie = await withExample();
    await sql`insert into kysely_migration (name, timestamp) values ('9999-x', '2030')`.execute(
      openIn(vigie),
    );
    const commands = [['migrate'], ['import', 'plan.yaml'], ['export'], ['calls']];
    for (const refused of await Promise.all(commands.map((args) => vigie.run(...args)))) {
      expect(refused).toMatchObject({ code: 1, out: '' });
      expect(refused.err).toMatch(
        /^vigie: this database was changed by a newer version of Vigie .*9999-x.*\n$/,
      );
    }
  });

  test('a path that cannot be a database is one clear sentence', async () => {
    const vigie = vigieIn(undefined, { VIGIE_DATABASE: '/nowhere/vigie.db' });
    const refused = await vigie.run('migrate');
    expect(refused.code).toBe(1);
    expect(refused.err).toMatch(
      /^vigie: the database \/nowhere\/vigie.db \(VIGIE_DATABASE\) cannot be opened: .*\n$/,
    );
  });
});
