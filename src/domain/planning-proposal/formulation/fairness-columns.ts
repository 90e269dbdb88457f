import { duesOf } from '../dues.ts';
import { wishedPart } from '../eligibility.ts';
import type { PlanningProblem } from '../problem.ts';
import type { ProgramBuilder, Term } from './linear-program.ts';
import type { Choice } from './places.ts';

/**
 * Being far from one's due costs more and more: nothing within the first band, then 1, 3, 5… for each unit of
 * burden, as the square would in steps. Widths are in parts of the average burden of a slot.
 */
const BANDS = [
  { width: 0.25, slope: 0 },
  { width: 0.5, slope: 1 },
  { width: 1, slope: 3 },
  { width: 2, slope: 6 },
  { width: Number.POSITIVE_INFINITY, slope: 12 },
] as const;

/** What a wish is worth, in burden: "rather not" doubles what a duty costs, "gladly" takes a third off. */
const RATHER_NOT = 1;
const GLADLY = -1 / 3;

export function addFairness(
  builder: ProgramBuilder,
  problem: PlanningProblem,
  choices: readonly Choice[],
): void {
  const dues = duesOf(problem);
  const unit = mean(problem.slots.map((slot) => slot.burden));
  for (const person of problem.people) {
    const mine = choices.filter((choice) => choice.person === person);
    const load = mine.map(({ column, slot }): Term => ({ column, factor: slot.burden }));
    const bands = (sign: 1 | -1) =>
      BANDS.map(({ width, slope }): Term => {
        const column = builder.column({
          cost: slope / person.share,
          lower: 0,
          upper: width * unit * person.share,
          whole: false,
        });
        return { column, factor: -sign };
      });
    const due = (dues.get(person) ?? 0) - person.pastBurden;
    builder.row({ lower: due, upper: due, terms: [...load, ...bands(1), ...bands(-1)] });
    addWishes(builder, mine);
  }
}

function addWishes(builder: ProgramBuilder, choices: readonly Choice[]): void {
  for (const { column, slot, person } of choices) {
    const cost =
      RATHER_NOT * wishedPart(person, slot, 'rather-not') + GLADLY * wishedPart(person, slot, 'gladly');
    if (cost !== 0) builder.addCost(column, cost * slot.burden);
  }
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : sum(values) / values.length;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
