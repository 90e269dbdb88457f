import type {
  Assignment,
  Candidate,
  PlanningProblem,
  Slot,
} from '../../../src/domain/planning-proposal/problem.ts';
import { brokenRules, type Service } from './rule-checker.ts';

/** True when the person knows how, and can: by its pieces, half-hours that they cannot are none of the slot's. */
export function mayServe(person: Candidate, slot: Slot): boolean {
  const cannot = person.wishes.filter((wish) => wish.preference === 'unavailable');
  const meets = slot.pieces.some((piece) =>
    cannot.some((wish) => Math.max(piece.startAt, wish.startAt) < Math.min(piece.endAt, wish.endAt)),
  );
  return !meets && (slot.skill === null || person.skills.includes(slot.skill));
}

export function servicesOf(
  problem: PlanningProblem,
  person: Candidate,
  assignments: readonly Assignment[],
): readonly Service[] {
  const mine = assignments.filter(({ personId }) => personId === person.personId);
  return [
    ...person.fixed.map((duty) => ({ duty, planned: false })),
    ...mine.map(({ slotId }) => {
      const duty = problem.slots.find(({ id }) => id === slotId);
      if (!duty) throw new Error(`there is no slot ${slotId}`);
      return { duty, planned: true };
    }),
  ];
}

/** The fewest person-hours that any lawful planning leaves open, found by trying every one. */
export function leastOpenHours(problem: PlanningProblem): number {
  const all = problem.slots.reduce((sum, slot) => sum + slot.hours * slot.people, 0);
  let best = Number.POSITIVE_INFINITY;
  const lawful = (assignments: readonly Assignment[]) =>
    problem.people.every(
      (person) =>
        brokenRules(problem, person.personId, servicesOf(problem, person, assignments)).length === 0,
    );
  const descend = (index: number, assignments: readonly Assignment[], open: number) => {
    if (open >= best) return;
    const slot = problem.slots[index];
    if (!slot) {
      if (lawful(assignments)) best = open;
      return;
    }
    const able = problem.people.filter((person) => mayServe(person, slot));
    for (const takers of subsets(able, slot.people)) {
      const more = takers.map(({ personId }) => ({ slotId: slot.id, personId }));
      descend(index + 1, [...assignments, ...more], open + (slot.people - takers.length) * slot.hours);
    }
  };
  descend(0, [], 0);
  return Math.min(best, all);
}

/** Of at most `most` items, the larger ones first. */
function subsets<T>(items: readonly T[], most: number): readonly (readonly T[])[] {
  const [first, ...others] = items;
  if (first === undefined || most === 0) return [[]];
  const [without, within] = [subsets(others, most), subsets(others, most - 1)];
  return [...within.map((rest) => [first, ...rest]), ...without].toSorted((a, b) => b.length - a.length);
}
