import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NO_RULES } from '../../src/domain/planning-proposal/explanation.ts';
import type { Duty, PlanningProblem, Slot } from '../../src/domain/planning-proposal/problem.ts';
import { type Proposal, proposePlanning } from '../../src/planning/propose-planning.ts';
import { createHighs } from '../../src/solver/highs.ts';
import { anyProblem, duty, slot } from '../domain/planning-proposal/any-problem.ts';
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
            const violations = brokenRules(problem, personId, services);
            // Of someone who would be in two places at once, nothing else is told.
            const worth = violations.filter((rule) => rule === 'one-place-at-a-time');
            expect([...new Set(rules)].sort()).toEqual(worth.length > 0 ? worth : violations);
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

describe('duties of one person that were planned over each other before', () => {
  const MONDAY = '2026-10-19';
  const fourDaysFrom = (day: number) => duty(MONDAY, [[day, '08:00', 4, '08:00']]);
  /** Right after what ends on Monday at 08:00, until Tuesday. */
  const mondayUntil = (time: string) => slot(MONDAY, 'monday', [[0, '08:00', 1, time]]);

  /** What is told of `next` for somebody who has `fixed` and may be on duty for a week running. */
  async function obstacles(fixed: readonly Duty[], next: Slot) {
    const somebody = { personId: 'a', skills: [], share: 1, wishes: [], pastBurden: 0, fixed };
    const rules = { ...NO_RULES, longestRunHours: 7 * 24 };
    const { open } = await propose({ slots: [next], people: [somebody], rules });
    return open.flatMap(({ people }) => people.flatMap((person) => person.obstacles));
  }

  function tooLong(first: Duty, { endAt }: Slot, hours: number) {
    const run = { startAt: first.startAt, endAt };
    return { kind: 'rule', breach: { rule: 'longest-run-hours', limit: 7 * 24, run, hours } };
  }

  test('are one run, and its whole length is why no more can follow', async () => {
    const [first, next] = [fourDaysFrom(-6), mondayUntil('12:00')];
    const told = await obstacles([first, fourDaysFrom(-4)], next);
    expect(told).toEqual([tooLong(first, next, 6 * 24 + 28)]);
  });

  test('may be followed by what makes no more than the longest run of them', async () => {
    expect(await obstacles([fourDaysFrom(-6), fourDaysFrom(-4)], mondayUntil('08:00'))).toEqual([]);
  });

  // From the second on, a day more would be just a week: only the first makes it too long.
  test('are not made longer where they are too long already', async () => {
    const [first, next] = [fourDaysFrom(-9), mondayUntil('08:00')];
    const told = await obstacles([first, fourDaysFrom(-6), fourDaysFrom(-4)], next);
    expect(told).toEqual([tooLong(first, next, 9 * 24 + 24)]);
  });
});
