import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { buildVigieForTheseTests, vigieIn } from './vigie.ts';

buildVigieForTheseTests();

const PERIOD = ['--from', '2026-12-07', '--to', '2027-01-04'];

async function withExample() {
  const vigie = vigieIn();
  writeFileSync(vigie.path('plan.yaml'), readFileSync('examples/astreinte.yaml'));
  writeFileSync(vigie.path('request.yaml'), readFileSync('examples/planning-request.yaml'));
  expect(await vigie.run('import', 'plan.yaml')).toMatchObject({ code: 0, err: '' });
  return vigie;
}

test('proposes duties, tells how fair they are, and changes nothing', async () => {
  const vigie = await withExample();
  const before = await vigie.run('export');
  const { code, out, err } = await vigie.run('propose', 'primary', ...PERIOD, '--request', 'request.yaml');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/^2026-12-07 18:00 to 2026-12-14 08:00 {2}nights: \S/m);
  expect(out).toContain('all 4 duties are covered, and no rule is broken');
  expect(out).toMatch(/^from the least to the most loaded: \d.* \(taking turns: \d.*\)$/m);
  expect(await vigie.run('export')).toEqual(before);
});

test('its YAML is what import reads, keeps the shifts outside the period, and is the same the next time', async () => {
  const vigie = await withExample();
  const propose = () => vigie.run('propose', 'primary', ...PERIOD, '--request', 'request.yaml', '--yaml');
  const { out } = await propose();
  expect(out).toContain('{ person: alice, start: 2026-11-23 18:00, end: 2026-11-30 08:00 }');
  expect((await propose()).out).toBe(out);
  writeFileSync(vigie.path('proposal.yaml'), out);
  expect(await vigie.run('import', 'proposal.yaml')).toMatchObject({ code: 0, err: '' });
  // What is planned now is what it would propose again: the period is replaced, not added to.
  expect((await propose()).out).toBe(out);
});

test('what cannot be covered is told with what keeps each person from it, and what giving up a rule would win', async () => {
  const vigie = await withExample();
  writeFileSync(
    vigie.path('hard.yaml'),
    `people:
  alice: { unavailable: [{ start: 2026-12-20, end: 2026-12-28 }] }
  bob:
turns: [{ name: week, length: week, handoff: monday 08:00 }]
rules: { noTwoWeeksRunning: true }
`,
  );
  const period = ['--from', '2026-12-14', '--to', '2027-01-04'];
  const { code, out } = await vigie.run('propose', 'primary', ...period, '--request', 'hard.yaml');
  expect(code).toBe(0);
  // Alice can have neither the second week nor the third, and Bob not both.
  expect(out).toContain('1 of 3 duties cannot be covered without breaking a rule:');
  expect(out).toMatch(/^ {2}Alice Martin: unavailable 2026-12-20 00:00 to 2026-12-29 00:00$/m);
  expect(out).toMatch(/^ {2}Bob Durand: on duty in the week beside it: /m);
  expect(out).toContain('without noTwoWeeksRunning everything could be covered, instead of 168 h open');
});

test('what is wrong is told, and exits 1', async () => {
  const vigie = await withExample();
  const refusals = [
    [['nowhere', ...PERIOD], 'there is no schedule nowhere'],
    [['primary', '--from', 'soon', '--to', '2027-01-04'], '--from is "soon": expected a date'],
    [['primary', '--from', '2027-01-04', '--to', '2027-01-04'], '--to is not after --from'],
    [['primary', ...PERIOD, '--request', 'missing.yaml'], 'the file cannot be read'],
    [['primary', ...PERIOD, '--request', 'plan.yaml'], 'vigie: schedules, line '],
  ] as const;
  for (const [args, message] of refusals) {
    const refused = await vigie.run('propose', ...args);
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toContain(message);
  }
});
