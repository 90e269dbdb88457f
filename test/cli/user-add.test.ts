import { describe, expect, test } from 'vitest';
import { buildVigieForTheseTests, ended, vigieIn } from './vigie.ts';

buildVigieForTheseTests();

describe('vigie user add', () => {
  test('makes the person and their account, and prints a link on which the password is chosen', async () => {
    const vigie = vigieIn();
    const added = await vigie.run('user', 'add', '--name', 'Ada Morel', '--email', 'Ada@Example.org');
    expect(added).toMatchObject({ code: 0, err: '' });
    expect(added.out).toMatch(
      /^ada-morel may log in as ada@example\.org \(administrator\)\n.*: http:\/\/127\.0\.0\.1:8080\/welcome\/[\w-]{43}\n$/,
    );
    expect((await vigie.run('export')).out).toContain('role: administrator');
  });

  test('takes the password from standard input', async () => {
    const vigie = vigieIn();
    const flags = ['--name', 'Ada', '--email', 'ada@example.org', '--password-stdin'];
    const added = await ended(vigie.start('user', 'add', ...flags), 'a lantern on the headland\n');
    expect(added).toEqual({ code: 0, err: '', out: 'ada may log in as ada@example.org (administrator)\n' });
    const weak = await ended(vigie.start('user', 'add', ...flags), 'short\n');
    expect(weak).toMatchObject({ code: 1, out: '' });
    expect(weak.err).toContain('at least 12 characters');
  });

  test('tells everything that is wrong at once, and makes nothing', async () => {
    const vigie = vigieIn();
    const refused = await vigie.run('user', 'add', '--name', 'Ada', '--email', 'nope', '--role', 'king');
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toMatch(/--email is "nope".*\n.*--role is "king"/);
  });

  test('gives an e-mail to one person only', async () => {
    const vigie = vigieIn();
    await vigie.run('user', 'add', '--name', 'Ada', '--email', 'ada@example.org');
    const second = await vigie.run('user', 'add', '--name', 'Bob', '--email', 'ada@example.org');
    expect(second).toMatchObject({ code: 1, err: 'vigie: that e-mail belongs to another account\n' });
  });
});
