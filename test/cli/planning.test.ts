import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { buildVigieForTheseTests, vigieIn } from './vigie.ts';

buildVigieForTheseTests();

const EXAMPLE = readFileSync('examples/astreinte.yaml', 'utf8');

/** A directory whose vigie.db holds the example; clocks of home are in Paris. */
async function withExample() {
  const vigie = vigieIn(undefined, { VIGIE_TIME_ZONE: 'Europe/Paris' });
  writeFileSync(vigie.path('plan.yaml'), EXAMPLE);
  expect(await vigie.run('import', 'plan.yaml')).toMatchObject({ code: 0, err: '' });
  return vigie;
}

describe('vigie gaps', () => {
  test('tells when somebody must be on duty and nobody is, of one schedule or of all', async () => {
    const vigie = await withExample();
    const span = ['--from', '2026-11-23 18:00', '--to', '2026-12-08 08:00'];
    expect((await vigie.run('gaps', 'primary', ...span)).out).toBe(
      `Astreinte principale (primary): 2 gaps from 2026-11-23 18:00 to 2026-12-08 08:00 (Europe/Paris)
  2026-11-30 08:00 to 2026-11-30 18:00 (10 h)
  2026-12-07 08:00 to 2026-12-08 08:00 (24 h)
`,
    );
    expect((await vigie.run('gaps', ...span)).out).toContain('Roulement (everyday): no gap from');
    expect(JSON.parse((await vigie.run('gaps', 'primary', ...span, '--json')).out)).toEqual([
      {
        schedule: { id: 'primary', name: 'Astreinte principale', timeZone: 'Europe/Paris' },
        start: '2026-11-23T17:00:00.000Z',
        end: '2026-12-08T07:00:00.000Z',
        gaps: [
          { start: '2026-11-30T07:00:00.000Z', end: '2026-11-30T17:00:00.000Z' },
          { start: '2026-12-07T07:00:00.000Z', end: '2026-12-08T07:00:00.000Z' },
        ],
      },
    ]);
  });

  test('refuses a schedule and times that are none', async () => {
    const vigie = await withExample();
    expect(await vigie.run('gaps', 'tertiary')).toMatchObject({
      code: 1,
      err: 'vigie: there is no schedule tertiary\n',
    });
    expect((await vigie.run('gaps', '--from', 'noon')).err).toBe(
      'vigie: --from is "noon": expected a time such as 2026-11-23 18:00\n',
    );
    expect((await vigie.run('gaps', '--from', '2026-11-24 00:00', '--to', '2026-11-23 00:00')).err).toBe(
      'vigie: --to is not after --from\n',
    );
  });
});

describe('vigie replace', () => {
  test('replaces somebody, which vigie who tells at once', async () => {
    const vigie = await withExample();
    expect(
      await vigie.run(
        'replace',
        'primary',
        'alice',
        'bob',
        '--from',
        '2026-11-26 18:00',
        '--to',
        '2026-11-27 08:00',
      ),
    ).toEqual({
      code: 0,
      out: 'Bob Durand replaces Alice Martin on Astreinte principale from 2026-11-26 18:00 to 2026-11-27 08:00 (Europe/Paris)\n',
      err: '',
    });
    expect((await vigie.run('who', 'support', '--at', '2026-11-26 20:00')).out).toContain(
      'Bob Durand (replaces Alice Martin, override by ',
    );
  });

  test('until the duty that is replaced ends, unless told otherwise', async () => {
    const vigie = await withExample();
    const replaced = await vigie.run(
      'replace',
      'primary',
      'alice',
      'nobody',
      '--from',
      '2026-11-28 12:00',
      '--json',
    );
    expect(JSON.parse(replaced.out)).toEqual({
      schedule: 'primary',
      person: 'nobody',
      replaces: 'alice',
      start: '2026-11-28T11:00:00.000Z',
      end: '2026-11-30T07:00:00.000Z',
      warnings: [],
    });
  });

  test('what makes no sense is refused, and changes nothing', async () => {
    const vigie = await withExample();
    const times = ['--from', '2026-11-26 18:00', '--to', '2026-11-27 08:00'];
    expect(await vigie.run('replace', 'primary', 'dan', 'bob', ...times)).toMatchObject({
      code: 1,
      err: 'vigie: replaces: dan is never on duty then, so nothing would be replaced\nvigie: nothing was changed\n',
    });
    expect((await vigie.run('replace', 'primary', 'alice', 'zoe', ...times)).err).toMatch(
      /person: unknown person "zoe"/,
    );
    expect((await vigie.run('replace', 'primary', 'dan', 'bob', '--from', '2026-11-26 18:00')).err).toMatch(
      /--to is missing/,
    );
  });

  test('two commands at once both count', async () => {
    const vigie = await withExample();
    const replaced = await Promise.all([
      vigie.run(
        'replace',
        'primary',
        'alice',
        'bob',
        '--from',
        '2026-11-26 18:00',
        '--to',
        '2026-11-27 08:00',
      ),
      vigie.run(
        'replace',
        'primary',
        'alice',
        'dan',
        '--from',
        '2026-11-27 18:00',
        '--to',
        '2026-11-28 08:00',
      ),
    ]);
    expect(replaced).toMatchObject([{ code: 0 }, { code: 0 }]);
    const exported = await vigie.run('export');
    expect(exported.out).toContain('person: bob, replaces: alice, start: 2026-11-26 18:00');
    expect(exported.out).toContain('person: dan, replaces: alice, start: 2026-11-27 18:00');
  });
});

describe('vigie absent', () => {
  test('notes an absence in whole days, and takes it back', async () => {
    const vigie = await withExample();
    const days = ['--from', '2026-11-24', '--to', '2026-11-25'];
    expect((await vigie.run('absent', 'alice', ...days, '--note', 'flu')).out).toBe(
      'Alice Martin is absent from 2026-11-24 00:00 to 2026-11-26 00:00 (Europe/Paris)\n',
    );
    expect((await vigie.run('who', 'support', '--at', '2026-11-24 20:00')).out).toContain(
      'schedule primary\n    nobody\n',
    );
    expect((await vigie.run('absent', 'alice', ...days, '--note', 'flu', '--undo', '--json')).out).toContain(
      '"absent": false',
    );
    expect((await vigie.run('who', 'support', '--at', '2026-11-24 20:00')).out).toContain(
      'Alice Martin (planned shift',
    );
  });

  test('is refused by flag', async () => {
    const vigie = await withExample();
    expect(await vigie.run('absent', 'alice', '--from', 'today', '--to', '2026-11-25')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^vigie: --from: expected a date such as/),
    });
    expect((await vigie.run('absent', 'zoe', '--from', '2026-11-24', '--to', '2026-11-25')).err).toContain(
      'person: unknown person "zoe"',
    );
    expect((await vigie.run('absent', 'alice', '--from', '2026-11-24')).code).toBe(2);
  });
});

describe('vigie draft, drafts and publish', () => {
  const period = ['--from', '2030-12-07 08:00', '--to', '2030-12-21 08:00'];

  async function withDraft() {
    const vigie = await withExample();
    writeFileSync(
      vigie.path('december.yaml'),
      '- {person: chloe, start: 2030-12-07 18:00, end: 2030-12-14 08:00}\n- {person: dan, start: 2030-12-14 18:00, end: 2030-12-21 08:00}\n',
    );
    return vigie;
  }

  test('prepare a planning, compare it, and make it count', async () => {
    const vigie = await withDraft();
    const comparison = `draft 1, December: Astreinte principale, 2030-12-07 08:00 to 2030-12-21 08:00 (Europe/Paris)
+ Chloé Petit  2030-12-07 18:00 to 2030-12-14 08:00
+ Dan Robert  2030-12-14 18:00 to 2030-12-21 08:00
! nobody on duty: 2030-12-07 08:00 to 2030-12-07 18:00
! nobody on duty: 2030-12-14 08:00 to 2030-12-14 18:00
`;
    expect(await vigie.run('draft', 'primary', 'december.yaml', ...period, '--name', 'December')).toEqual({
      code: 0,
      out: comparison,
      err: '',
    });
    expect((await vigie.run('drafts')).out).toBe(
      '1  primary  December  2030-12-07 08:00 to 2030-12-21 08:00\n',
    );
    expect((await vigie.run('publish', '1', '--dry-run')).out).toBe(comparison);
    expect((await vigie.run('who', 'support', '--at', '2030-12-08 12:00')).out).not.toContain(
      'Chloé Petit (planned',
    );
    expect(await vigie.run('publish', '1')).toEqual({ code: 0, out: comparison, err: '' });
    expect((await vigie.run('who', 'support', '--at', '2030-12-08 12:00')).out).toContain(
      'Chloé Petit (planned shift',
    );
    expect((await vigie.run('drafts')).out).toBe('no drafts\n');
    expect(await vigie.run('publish', '1')).toMatchObject({
      code: 1,
      err: 'vigie: there is no draft 1; vigie drafts lists them\n',
    });
  });

  test('what others changed meanwhile is told, and overruled only on purpose', async () => {
    const vigie = await withDraft();
    await vigie.run('draft', 'primary', 'december.yaml', ...period);
    await vigie.run(
      'replace',
      'primary',
      'everyone',
      'alice',
      '--from',
      '2030-12-08 18:00',
      '--to',
      '2030-12-09 08:00',
    );
    const refused = await vigie.run('publish', '1');
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toMatch(
      /^vigie: the planning was changed in that period since the draft was begun:\nvigie: {3}by /,
    );
    expect(await vigie.run('publish', '1', '--force', '--reason', 'agreed')).toMatchObject({ code: 0 });
  });

  test('a file with mistakes is refused with its lines, and leaves no draft', async () => {
    const vigie = await withDraft();
    writeFileSync(
      vigie.path('bad.yaml'),
      '- {person: zoe, start: 2030-12-07 18:00, end: 2030-12-07 18:00}\n- {person: dan, start: soon, end: 2030-12-21 08:00}\n',
    );
    expect((await vigie.run('draft', 'primary', 'bad.yaml', ...period)).err).toBe(
      'vigie: 0.person, line 1: unknown person "zoe"\n' +
        'vigie: 0.end, line 1: the end is not after the start\n' +
        'vigie: 1.start, line 2: expected a time such as 2026-11-23 18:00, or 2026-11-23T18:00:00+01:00, not "soon"\n',
    );
    expect(
      (
        await vigie.run(
          'draft',
          'primary',
          'december.yaml',
          '--from',
          '2030-12-07 08:00',
          '--to',
          '2030-12-20 08:00',
        )
      ).err,
    ).toBe('vigie: shifts.1.end: it does not lie in the period of the draft\nvigie: nothing was changed\n');
    expect((await vigie.run('draft', 'primary', 'none.yaml', ...period)).err).toMatch(
      /^vigie: the file cannot be read/,
    );
    expect((await vigie.run('drafts')).out).toBe('no drafts\n');
  });
});
