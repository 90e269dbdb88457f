import { describe, expect, it } from 'vitest';
import { checkDuty } from '../../src/domain/labour/check-duty.ts';
import type { Regime } from '../../src/domain/labour/limits.ts';
import { presetRules } from '../../src/domain/labour/presets.ts';
import type { PresetId } from '../../src/domain/labour/team-rules.ts';
import { NO_RULES } from '../../src/domain/planning-proposal/explanation.ts';
import type { Candidate } from '../../src/domain/planning-proposal/problem.ts';
import { hourRule } from '../../src/labour/clocks.ts';
import type { PersonRules } from '../../src/labour/labour-settings.ts';
import { withinTheLaw } from '../../src/labour/lawful-problem.ts';
import { proposePlanning } from '../../src/planning/propose-planning.ts';
import { createHighs } from '../../src/solver/highs.ts';
import { slot } from '../domain/planning-proposal/any-problem.ts';

const solver = createHighs();

function rulesBy(preset: PresetId, regimes: Readonly<Record<string, Regime>> = {}) {
  const team = presetRules(preset);
  return (personId: string): PersonRules => ({
    ...{ personId, teamId: 'team', team },
    labour: { regime: regimes[personId] ?? 'employee', payrollNumber: '', workingHours: null },
  });
}

/** A day each, for four weeks of February 2027 which begins on a Monday. */
const DAYS = Array.from({ length: 28 }, (_, day) =>
  slot('2027-02-01', `d${String(day).padStart(2, '0')}`, [[day, '09:00', 1, '09:00']]),
);
const NIGHTS = Array.from({ length: 7 }, (_, day) =>
  slot('2027-02-01', `n${day}`, [[day, '20:00', 1, '07:00']]),
);

async function propose(slots: typeof DAYS, people: readonly string[], rulesOf: (id: string) => PersonRules) {
  const candidates = people.map(
    (personId): Candidate => ({ personId, skills: [], share: 1, wishes: [], fixed: [], pastBurden: 0 }),
  );
  const problem = withinTheLaw({ slots, people: candidates, rules: NO_RULES }, rulesOf);
  const proposal = await proposePlanning(problem, solver, 20);
  if (!proposal.ok) throw new Error(proposal.error);
  const found = people.flatMap((personId) => {
    const rules = rulesOf(personId);
    const mine = proposal.value.assignments.filter((one) => one.personId === personId);
    const duties = slots.filter(({ id }) => mine.some(({ slotId }) => slotId === id));
    const person = { personId, regime: rules.labour.regime, duties, leave: [] };
    return checkDuty(person, rules.team.limits, hourRule(rules.team));
  });
  return { ...proposal.value, found };
}

describe('a proposal within the rules of the people’s team', () => {
  it('gives hospital staff one Saturday and Sunday a month and 72 hours in 15 days at most', async () => {
    const people = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const free = await propose(DAYS, people, rulesBy('code-du-travail'));
    const bound = await propose(DAYS, people, rulesBy('fph'));
    expect(bound.found).toEqual([]);
    expect(bound.assignments.length).toBeGreaterThan(20);
    expect(free.open).toEqual([]);
    // Seven people can share four weeks without breaking anything; three cannot.
    const three = await propose(DAYS, ['a', 'b', 'c'], rulesBy('fph'));
    expect(three.found).toEqual([]);
    expect(three.open.length).toBeGreaterThan(0);
    const whys = three.open.flatMap(({ people: them }) =>
      them.flatMap(({ obstacles }) => obstacles.map((one) => (one.kind === 'rule' ? one.breach.rule : ''))),
    );
    expect(new Set(whys)).toContain('rolling-hours');
  }, 90_000);

  it('never plans somebody under age at night', async () => {
    const { assignments } = await propose(
      NIGHTS,
      ['kim', 'lea'],
      rulesBy('code-du-travail', { kim: 'young' }),
    );
    expect(new Set(assignments.map(({ personId }) => personId))).toEqual(new Set(['lea']));
  });

  it('has no limits for elected members but fairness', async () => {
    const mayors = rulesBy('fph', { a: 'elected', b: 'elected' });
    const { open } = await propose(DAYS.slice(0, 14), ['a', 'b'], mayors);
    expect(open).toEqual([]);
  });
});
