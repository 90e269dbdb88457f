import { expect, test } from 'vitest';
import { proposalProblem } from '../../bench/proposal-problem.ts';
import { createHighs } from '../../src/solver/highs.ts';
import { createProposalThreads } from '../../src/solver/proposal-thread.ts';
import { brokenRules } from '../domain/planning-proposal/rule-checker.ts';
import { mayServe, servicesOf } from '../domain/planning-proposal/try-everything.ts';

test('ten people over three months: covered, lawful, fairer than taking turns, and other work goes on meanwhile', async () => {
  const problem = proposalProblem('days', 1);
  let ticks = 0;
  const ticking = setInterval(() => ticks++, 20);
  const startedAt = performance.now();
  const outcome = await createProposalThreads().propose(problem, 120);
  clearInterval(ticking);
  const tookMs = performance.now() - startedAt;
  console.log(`ten people over three months: ${(tookMs / 1000).toFixed(1)} s`);

  if (!outcome.ok) throw new Error(outcome.error);
  const { assignments, fairness, rotation, open, proved } = outcome.value;
  expect(open).toEqual([]);
  expect(proved).toEqual({ coverage: true, fairness: true });
  for (const person of problem.people)
    expect(brokenRules(problem, person.personId, servicesOf(problem, person, assignments))).toEqual([]);
  for (const { slotId, personId } of assignments) {
    const person = problem.people.find((one) => one.personId === personId);
    const slot = problem.slots.find((one) => one.id === slotId);
    expect(person && slot && mayServe(person, slot)).toBe(true);
  }
  expect(fairness.spread).toBeLessThan(rotation.spread / 4);
  expect(fairness.standardDeviation).toBeLessThan(rotation.standardDeviation / 4);
  expect(fairness.ratherNot).toBeLessThan(rotation.ratherNot);
  // Solved on this thread, the timer would have run once, at the end.
  expect(ticks).toBeGreaterThan(tookMs / 200);
}, 180_000);

test('what goes wrong in the thread is an error for who asked', async () => {
  const problem = proposalProblem('weeks', 1);
  const broken = { ...problem, slots: null as never };
  await expect(createProposalThreads().propose(broken, 10)).rejects.toThrow();
});

test('a program without a solution is said to have none; one without columns has nothing to be asked', async () => {
  const limits = { relativeGap: 0, absoluteGap: 0, maxBranches: 100, maxSeconds: 10 };
  const column = { cost: 1, lower: 0, upper: 1, whole: true };
  const row = { lower: 2, upper: 2, terms: [{ column: 0, factor: 1 }] };
  expect(await createHighs().solve({ columns: [column], rows: [row] }, limits)).toEqual({
    kind: 'infeasible',
  });
  expect(await createHighs().solve({ columns: [], rows: [] }, limits)).toEqual({
    kind: 'solved',
    values: [],
    proved: true,
  });
});
