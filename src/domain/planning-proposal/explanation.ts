import type { Interval } from '../../runtime/instant.ts';
import { hasSkill, unavailability } from './eligibility.ts';
import { heldBeside, openSlots, slotsByPerson } from './fairness.ts';
import type { Assignment, Candidate, PlanningProblem, Slot } from './problem.ts';
import { type Breach, breachesOf } from './rule-check.ts';
import type { RuleName, Rules } from './rules.ts';

/** A slot that lacks people, and what keeps each of the others from it. */
export interface OpenSlot {
  readonly slot: Slot;
  readonly missing: number;
  readonly people: readonly { readonly personId: string; readonly obstacles: readonly Obstacle[] }[];
}

/** Why a person cannot take a slot: they do not know how, they cannot, or a rule forbids it beside what they have. */
export type Obstacle =
  | { readonly kind: 'skill'; readonly skill: string }
  | { readonly kind: 'unavailable'; readonly during: Interval }
  | { readonly kind: 'rule'; readonly breach: Breach };

/** Every slot that `assignments` leave open, with every obstacle for each person who is not on it. */
export function explainOpenSlots(
  problem: PlanningProblem,
  assignments: readonly Assignment[],
): readonly OpenSlot[] {
  const slotsOf = slotsByPerson(problem, assignments);
  return openSlots(problem, assignments).map(({ slot, missing }) => ({
    slot,
    missing,
    people: problem.people
      .filter((person) => !slotsOf(person.personId).includes(slot))
      .map((person) => ({
        personId: person.personId,
        obstacles: obstaclesOf(problem, person, slot, slotsOf(person.personId)),
      })),
  }));
}

function obstaclesOf(
  problem: PlanningProblem,
  person: Candidate,
  slot: Slot,
  theirs: readonly Slot[],
): readonly Obstacle[] {
  const wish = unavailability(person, slot);
  const breaches = breachesOf(slot, heldBeside(person, theirs, slot), problem.rules, person.personId);
  return [
    ...(slot.skill === null || hasSkill(person, slot) ? [] : [{ kind: 'skill' as const, skill: slot.skill }]),
    ...(wish ? [{ kind: 'unavailable' as const, during: { startAt: wish.startAt, endAt: wish.endAt } }] : []),
    ...breaches.map((breach): Obstacle => ({ kind: 'rule', breach })),
  ];
}

/** The rules that could be given up. Nobody can be in two places, so that one cannot. */
export type Waivable = Exclude<RuleName, 'one-place-at-a-time'>;

/** The same rules without one, for each that there is; for finding out what would be won. */
export function rulesWithoutOne(rules: Rules): readonly { readonly rule: Waivable; readonly rules: Rules }[] {
  const without: readonly { readonly rule: Waivable; readonly rules: Rules; readonly isThere: boolean }[] = [
    {
      rule: 'longest-run-hours',
      rules: { ...rules, longestRunHours: null },
      isThere: rules.longestRunHours !== null,
    },
    {
      rule: 'longest-run-days',
      rules: { ...rules, longestRunDays: null },
      isThere: rules.longestRunDays !== null,
    },
    { rule: 'rest', rules: { ...rules, restHours: null }, isThere: rules.restHours !== null },
    {
      rule: 'no-two-weeks-running',
      rules: { ...rules, noTwoWeeksRunning: false },
      isThere: rules.noTwoWeeksRunning,
    },
    ...(['rolling-hours', 'weeks-running'] as const).map((kind) => ({
      rule: kind,
      rules: { ...rules, ofPeople: (rules.ofPeople ?? []).filter((one) => one.kind !== kind) },
      isThere: (rules.ofPeople ?? []).some((one) => one.kind === kind),
    })),
    { rule: 'cap', rules: { ...rules, caps: [] }, isThere: rules.caps.length > 0 },
  ];
  return without.filter(({ isThere }) => isThere).map(({ rule, rules: fewer }) => ({ rule, rules: fewer }));
}

export const NO_RULES: Rules = {
  longestRunHours: null,
  longestRunDays: null,
  restHours: null,
  noTwoWeeksRunning: false,
  caps: [],
};
