import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PlanningProblem } from '../../src/domain/planning-proposal/problem.ts';
import { type Proposal, proposePlanning } from '../../src/planning/propose-planning.ts';
import { createHighs } from '../../src/solver/highs.ts';
import { anyProblem } from '../domain/planning-proposal/any-problem.ts';
import { brokenRules } from '../domain/planning-proposal/rule-checker.ts';
import { leastOpenHours, mayServe, servicesOf } from '../domain/planning-proposal/try-everything.ts';

/** Without a thread, which would cost more than these small programs. */
const solver = createHighs();

async function propose(problem: PlanningProblem): Promise<Proposal> {
  const proposal = await proposePlanning(problem, solver, 60);
  if (!proposal.ok) throw new Error(proposal.error);
  return proposal.value;
}

describe('any small planning', () => {
  test('breaks no rule, asks nobody who cannot, and never takes the same person twice for one slot', async () => {
    await fc.assert(
      fc.asyncProperty(anyProblem, async (problem) => {
        const { assignments } = await propose(problem);
        for (const person of problem.people) {
          const services = servicesOf(problem, person, assignments);
          expect(brokenRules(problem, person.personId, services)).toEqual([]);
        }
        for (const slot of problem.slots) {
          const takers = assignments
            .filter(({ slotId }) => slotId === slot.id)
            .map(({ personId }) => personId);
          expect(takers.length).toBeLessThanOrEqual(slot.people);
          expect(new Set(takers).size).toBe(takers.length);
          for (const taker of takers) {
            const person = problem.people.find(({ personId }) => personId === taker);
            expect(person && mayServe(person, slot)).toBe(true);
          }
        }
      }),
      { numRuns: 300 },
    );
  }, 120_000);

  test('covers as much as the best of all plannings that can be tried', async () => {
    await fc.assert(
      fc.asyncProperty(anyProblem, async (problem) => {
        const { open, fairness, proved } = await propose(problem);
        const hours = open.reduce((sum, { slot, missing }) => sum + missing * slot.hours, 0);
        expect(proved.coverage).toBe(true);
        expect(hours).toBeCloseTo(leastOpenHours(problem));
        expect(fairness.uncoveredHours).toBeCloseTo(hours);
      }),
      { numRuns: 150 },
    );
  }, 120_000);

  test('for each open slot, every obstacle that is named is real, and nobody is without one', async () => {
    await fc.assert(
      fc.asyncProperty(anyProblem, async (problem) => {
        const { assignments, open } = await propose(problem);
        for (const { slot, people } of open) {
          const onIt = assignments.filter(({ slotId }) => slotId === slot.id).length;
          expect(people).toHaveLength(problem.people.length - onIt);
          for (const { personId, obstacles } of people) {
            const person = problem.people.find((one) => one.personId === personId);
            if (!person) throw new Error(`there is no ${personId}`);
            const services = servicesOf(problem, person, [...assignments, { slotId: slot.id, personId }]);
            const rules = obstacles.flatMap((one) => (one.kind === 'rule' ? [one.breach.rule] : []));
            const broken = brokenRules(problem, personId, services);
            // Of someone who would be in two places at once, nothing else is told.
            const worth = broken.filter((rule) => rule === 'one-place-at-a-time');
            expect([...new Set(rules)].sort()).toEqual(worth.length > 0 ? worth : broken);
            expect(obstacles.some((one) => one.kind !== 'rule')).toBe(!mayServe(person, slot));
            expect(obstacles).not.toEqual([]);
          }
        }
      }),
      { numRuns: 300 },
    );
  }, 120_000);

  test('is the same each time it is asked for', async () => {
    await fc.assert(
      fc.asyncProperty(anyProblem, async (problem) => {
        expect(await propose(problem)).toEqual(await propose(problem));
      }),
      { numRuns: 50 },
    );
  }, 120_000);
});
