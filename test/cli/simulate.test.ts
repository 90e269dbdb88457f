import { describe, expect, test } from 'vitest';
import { withExample } from './example.ts';
import { buildVigieForTheseTests } from './vigie.ts';

buildVigieForTheseTests();

describe('vigie simulate', () => {
  test('tells second by second what a call would do; a handoff on the way counts', async () => {
    const vigie = await withExample();
    const told = await vigie.run(
      'simulate',
      '4000',
      '--at',
      '2026-11-25 22:58:30',
      '--assume',
      'alice=accepts:8+3',
    );
    expect(told).toMatchObject({ code: 0, err: '' });
    const lines = told.out.split('\n');
    expect(lines[0]).toBe('Customer support (support), 2026-11-25 22:58:30 (Europe/Paris)');
    expect(lines).toContain(
      '  0:08  22:58:38 Vigie calls Chloé Petit on 203 (replaces Alice Martin, override by Claire, until 25 November 2026 at 23:00)',
    );
    expect(lines).toContain('  1:06  22:59:36 Alice Martin answers on 201');
    expect(lines.at(-2)).toBe('  2:06  23:00:36 the call ends: a person took it');
    const french = await vigie.run('simulate', 'support', '--at', '2026-11-25 22:58:30', '--language', 'fr');
    expect(french.out.replaceAll('\u00A0', ' ')).toContain(
      'Vigie appelle Chloé Petit sur 203 (remplace Alice Martin, décision de Claire, jusqu’au 25 novembre 2026 à 23 h)',
    );
  });

  test('--json is for programs; a withheld number and an impatient caller may be assumed', async () => {
    const vigie = await withExample();
    const told = await vigie.run(
      'simulate',
      'support',
      '--at',
      '2026-11-25 19:00',
      '--caller',
      'withheld',
      '--patience',
      '20',
      '--json',
    );
    const run = JSON.parse(told.out);
    expect(run).toMatchObject({
      hotline: { id: 'support' },
      caller: { number: null },
      outcome: 'caller-hung-up',
    });
    expect(run.timeline.at(-1)).toMatchObject({ afterSeconds: 20, local: '2026-11-25 19:00:20' });
    const blocked = await vigie.run('simulate', 'support', '--caller', '01 99 00 66 66');
    expect(blocked.out).toContain('the caller is blocked, and refused');
  });

  test('every assumption that makes no sense is told', async () => {
    const vigie = await withExample();
    const refused = await vigie.run('simulate', 'support', '--assume', 'bbo=busy', '--assume', 'bob=asleep');
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toMatch(
      /^vigie: --assume "bbo=busy": "bbo" is nobody: .*\nvigie: --assume "bob=asleep": "asleep" is no behaviour: .*\n$/,
    );
  });
});
