import { describe, expect, test } from 'vitest';
import { openIn, withExample } from './example.ts';
import { buildVigieForTheseTests } from './vigie.ts';

buildVigieForTheseTests();

describe('vigie audit verify', () => {
  test('says that the audit is whole, and prints a hash that a later run looks for', async () => {
    const vigie = await withExample();
    const whole = await vigie.run('audit', 'verify');
    expect(whole).toMatchObject({ code: 0, err: '' });
    expect(whole.out).toMatch(/^the audit is whole: \d+ entries\n[\w-]{43}\n$/);
    const noted = whole.out.split('\n')[1] ?? '';
    expect(await vigie.run('audit', 'verify', `--noted=${noted}`)).toMatchObject({ code: 0 });
    const other = await vigie.run('audit', 'verify', '--noted=another');
    expect(other).toMatchObject({ code: 1, out: '' });
    expect(other.err).toContain('written anew');
  });

  test('names the first entry that was changed', async () => {
    const vigie = await withExample();
    await openIn(vigie).updateTable('audit_entries').set({ actor: 'Eve' }).where('id', '=', 2).execute();
    const refused = await vigie.run('audit', 'verify');
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toContain('entry 2 does not follow');
  });
});
