import { duesOf } from './dues.ts';
import { wishedPart } from './eligibility.ts';
import type { Assignment, Candidate, PlanningProblem, Slot } from './problem.ts';
import { breachesOf, type Held } from './rule-check.ts';

/** How a planning treats one person. */
export interface PersonFairness {
  readonly personId: string;
  readonly share: number;
  /** Burden: from the past, by this planning, and what it would be if all could be divided as the shares ask. */
  readonly past: number;
  readonly planned: number;
  readonly due: number;
  readonly hours: number;
  readonly duties: number;
  readonly nights: number;
  readonly weekends: number;
  readonly holidays: number;
  /** Duties that fall, at least in part, in a time they would rather not serve, or gladly would. */
  readonly ratherNot: number;
  readonly gladly: number;
}

/** How evenly a planning spreads the burden; past included, for a full share. */
export interface Fairness {
  readonly people: readonly PersonFairness[];
  /** Between who carries most and who carries least. */
  readonly spread: number;
  readonly standardDeviation: number;
  readonly ratherNot: number;
  /** Duties that break a rule. */
  readonly breaches: number;
  readonly uncoveredHours: number;
}

export function fairnessOf(problem: PlanningProblem, assignments: readonly Assignment[]): Fairness {
  const dues = duesOf(problem);
  const slotsOf = slotsByPerson(problem, assignments);
  const people = problem.people.map((person) =>
    describe(person, slotsOf(person.personId), dues.get(person) ?? 0),
  );
  const loads = people.map(({ past, planned, share }) => (past + planned) / share);
  return {
    people,
    spread: loads.length === 0 ? 0 : Math.max(...loads) - Math.min(...loads),
    standardDeviation: standardDeviation(loads),
    ratherNot: sum(people.map((person) => person.ratherNot)),
    breaches: sum(problem.people.map((person) => breaking(problem, person, slotsOf(person.personId)).length)),
    uncoveredHours: sum(openSlots(problem, assignments).map(({ slot, missing }) => slot.hours * missing)),
  };
}

/** The slots that lack people, and how many. */
export function openSlots(
  problem: PlanningProblem,
  assignments: readonly Assignment[],
): readonly { readonly slot: Slot; readonly missing: number }[] {
  const taken = new Map<string, number>();
  for (const { slotId } of assignments) taken.set(slotId, (taken.get(slotId) ?? 0) + 1);
  return problem.slots
    .map((slot) => ({ slot, missing: slot.people - (taken.get(slot.id) ?? 0) }))
    .filter(({ missing }) => missing > 0);
}

export function slotsByPerson(
  problem: PlanningProblem,
  assignments: readonly Assignment[],
): (personId: string) => readonly Slot[] {
  const slots = new Map(problem.slots.map((slot) => [slot.id, slot]));
  const of = new Map<string, Slot[]>();
  for (const { personId, slotId } of assignments) {
    const slot = slots.get(slotId);
    if (slot) of.set(personId, [...(of.get(personId) ?? []), slot]);
  }
  return (personId) => of.get(personId) ?? [];
}

/** Everything that a person has besides `slot`. */
export function heldBeside(person: Candidate, slots: readonly Slot[], slot: Slot): readonly Held[] {
  return [
    ...person.fixed.map((duty) => ({ duty, planned: false })),
    ...slots.filter((other) => other !== slot).map((duty) => ({ duty, planned: true })),
  ];
}

/** The slots of a person that break a rule. */
export function breaking(
  problem: PlanningProblem,
  person: Candidate,
  slots: readonly Slot[],
): readonly Slot[] {
  return slots.filter(
    (slot) => breachesOf(slot, heldBeside(person, slots, slot), problem.rules, person.personId).length > 0,
  );
}

function describe(person: Candidate, slots: readonly Slot[], due: number): PersonFairness {
  const distinct = (key: 'nights' | 'weekends' | 'holidays') =>
    new Set(slots.flatMap((slot) => slot.calendar[key])).size;
  const wished = (preference: 'rather-not' | 'gladly') =>
    slots.filter((slot) => wishedPart(person, slot, preference) > 0).length;
  return {
    personId: person.personId,
    share: person.share,
    past: person.pastBurden,
    planned: sum(slots.map((slot) => slot.burden)),
    due,
    hours: sum(slots.map((slot) => slot.hours)),
    duties: slots.length,
    nights: distinct('nights'),
    weekends: distinct('weekends'),
    holidays: distinct('holidays'),
    ratherNot: wished('rather-not'),
    gladly: wished('gladly'),
  };
}

function standardDeviation(values: readonly number[]): number {
  if (values.length === 0) return 0;
  const mean = sum(values) / values.length;
  return Math.sqrt(sum(values.map((value) => (value - mean) ** 2)) / values.length);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
