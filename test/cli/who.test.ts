import { describe, expect, test } from 'vitest';
import { withExample } from './example.ts';
import { buildVigieForTheseTests } from './vigie.ts';

buildVigieForTheseTests();

describe('vigie who', () => {
  test('tells whom each step rings, where, why and until when', async () => {
    const vigie = await withExample();
    expect((await vigie.run('who', 'support', '--at', '2026-11-25 19:00')).out).toBe(
      `Customer support (support) at 2026-11-25 19:00 (Europe/Paris)
policy Nights and weekends: 2 rounds, 300 s at most
step 1: in-order, 25 s
  schedule primary
    Chloé Petit (replaces Alice Martin, override by Claire, until 25 November 2026 at 23:00): 203
step 2: in-order, 25 s
  schedule backup
    Bob Durand (planned shift, until 30 November 2026 at 08:00): +33199001202
step 3: all-at-once, 30 s
  team technicians
    Alice Martin (team technicians): 201 (without pressing 1), then +33199001201
    Bob Durand (team technicians): +33199001202
    Chloé Petit (team technicians): 203
  number
    Security desk (named in the policy): +33199001299
`,
    );
  });

  test('a hotline is found by any of its numbers, a gap is shown, JSON is for programs', async () => {
    const vigie = await withExample();
    const answer = await vigie.run('who', '01 99 00 12 00', '--at', '2026-12-24T18:00:00Z', '--json');
    const forecast = JSON.parse(answer.out);
    expect(forecast).toMatchObject({ hotline: { id: 'support' }, at: '2026-12-24T18:00:00.000Z' });
    expect(forecast.steps[1].targets).toEqual([{ target: 'schedule backup', people: [] }]);
    expect((await vigie.run('who', '4000', '--at', '2026-12-24 19:00')).out).toContain(
      'schedule backup\n    nobody\n',
    );
  });

  test('an unknown hotline and a time that is none are refused', async () => {
    const vigie = await withExample();
    expect(await vigie.run('who', 'sales')).toEqual({
      code: 1,
      out: '',
      err: 'vigie: there is no hotline sales\n',
    });
    const refused = await vigie.run('who', 'support', '--at', 'noon');
    expect(refused).toMatchObject({
      code: 1,
      err: 'vigie: --at is "noon": expected a time such as 2026-11-23 18:00\n',
    });
  });
});
