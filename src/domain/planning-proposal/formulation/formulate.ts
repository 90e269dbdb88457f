import { isEligible } from '../eligibility.ts';
import type { Assignment, Candidate, PlanningProblem } from '../problem.ts';
import { addFairness } from './fairness-columns.ts';
import { type LinearProgram, ProgramBuilder } from './linear-program.ts';
import type { Choice, Place } from './places.ts';
import { addRuleRows } from './rule-rows.ts';

/** What a planning is asked for: first to cover all that can be, then to do it fairly. */
export type Aim =
  | { readonly kind: 'coverage' }
  /** `uncoveredHours`: what coverage left open, and no more. */
  | { readonly kind: 'fairness'; readonly uncoveredHours: number };

/** A planning as a linear program, and how its solution is read. */
export interface Formulation {
  readonly program: LinearProgram;
  /** The assignments of a solution (a value for each column). */
  readonly assignments: (values: readonly number[]) => readonly Assignment[];
  /** Person-hours that a solution leaves uncovered. */
  readonly uncoveredHours: (values: readonly number[]) => number;
}

/** Half of the smallest difference that counts, so that rounding never opens or closes a slot. */
const HOURS_TOLERANCE = 1e-6;

/**
 * A column (0 or 1) for each person who is eligible for a slot, a column for the places of a slot that stay empty,
 * a row for each slot, and for each person the rows of the rules.
 */
export function formulate(problem: PlanningProblem, aim: Aim): Formulation {
  const builder = new ProgramBuilder();
  const choices = problem.slots.flatMap((slot) =>
    problem.people
      .filter((person) => isEligible(person, slot))
      .map((person): Choice => {
        const column = builder.column({ cost: 0, lower: 0, upper: 1, whole: true });
        return { slotId: slot.id, personId: person.personId, slot, person, column };
      }),
  );
  const open = problem.slots.map((slot) => {
    const nothingOpen = aim.kind === 'fairness' && aim.uncoveredHours < HOURS_TOLERANCE;
    const cost = aim.kind === 'coverage' ? slot.hours : 0;
    const upper = nothingOpen ? 0 : slot.people;
    return { slot, column: builder.column({ cost, lower: 0, upper, whole: false }) };
  });
  for (const { slot, column } of open) {
    const takers = choices.filter((choice) => choice.slotId === slot.id);
    const terms = [...takers, { column }].map((taker) => ({ column: taker.column, factor: 1 }));
    builder.row({ lower: slot.people, upper: slot.people, terms });
  }
  for (const person of problem.people)
    addRuleRows(builder, placesOf(person, choices), problem.rules, person.personId);
  if (aim.kind === 'fairness') {
    const terms = open.map(({ slot, column }) => ({ column, factor: slot.hours }));
    if (aim.uncoveredHours >= HOURS_TOLERANCE) builder.atMost(terms, aim.uncoveredHours + HOURS_TOLERANCE);
    addFairness(builder, problem, choices);
  }
  const isChosen = (values: readonly number[]) => (choice: Choice) => (values[choice.column] ?? 0) > 0.5;
  return {
    program: builder.program(),
    assignments: (values) =>
      choices.filter(isChosen(values)).map(({ slotId, personId }) => ({ slotId, personId })),
    uncoveredHours: (values) =>
      open.reduce((sum, { slot, column }) => sum + Math.round(values[column] ?? 0) * slot.hours, 0),
  };
}

function placesOf(person: Candidate, choices: readonly Choice[]): readonly Place[] {
  const mine = choices.filter((choice) => choice.person === person);
  return [
    ...person.fixed.map((duty): Place => ({ duty, column: null })),
    ...mine.map(({ slot, column }): Place => ({ duty: slot, column })),
  ].toSorted((a, b) => a.duty.startAt - b.duty.startAt);
}
