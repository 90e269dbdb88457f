import { overlaps } from './duty-measures.ts';
import { isEligible } from './eligibility.ts';
import type { Assignment, Candidate, PlanningProblem } from './problem.ts';

/**
 * What taking turns would give: each slot goes to the next in order who can (has the skill, is available, is not
 * elsewhere); whoever is passed over waits for their next turn. It knows no rule, wish, burden or past.
 */
export function plainRotation(problem: PlanningProblem): readonly Assignment[] {
  const { people, slots } = problem;
  const assignments: Assignment[] = [];
  const held = new Map(people.map((person) => [person, [...person.fixed]]));
  let next = 0;
  for (const slot of slots) {
    const inTurn = people.map((_, index) => people[(next + index) % people.length] as Candidate);
    const takers = inTurn
      .filter((person) => isEligible(person, slot))
      .filter((person) => !held.get(person)?.some((duty) => overlaps(duty, slot)))
      .slice(0, slot.people);
    for (const person of takers) {
      assignments.push({ slotId: slot.id, personId: person.personId });
      held.get(person)?.push(slot);
    }
    const last = takers.at(-1);
    if (last) next = (people.indexOf(last) + 1) % people.length;
  }
  return assignments;
}
