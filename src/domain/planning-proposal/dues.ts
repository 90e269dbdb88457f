import type { Candidate, PlanningProblem } from './problem.ts';

/** What everyone would carry, past included, if it could be divided as their shares ask. */
export function duesOf(problem: PlanningProblem): ReadonlyMap<Candidate, number> {
  const past = sum(problem.people.map((person) => person.pastBurden));
  const coming = sum(problem.slots.map((slot) => slot.burden * slot.people));
  const shares = sum(problem.people.map((person) => person.share));
  return new Map(problem.people.map((person) => [person, ((past + coming) * person.share) / shares]));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
