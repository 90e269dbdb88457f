import type { Interval } from '../../runtime/instant.ts';
import { commonHours } from './burden.ts';
import type { Candidate, Duty, Slot, Wish } from './problem.ts';
import { joined } from './slot-pattern.ts';

/** True when nothing about the person alone keeps them from the slot: they know how, and they can. */
export function isEligible(person: Candidate, slot: Slot): boolean {
  return hasSkill(person, slot) && unavailability(person, slot) === null;
}

export function hasSkill(person: Candidate, slot: Slot): boolean {
  return slot.skill === null || person.skills.includes(slot.skill);
}

/** The first time at which the person cannot serve some of the slot. */
export function unavailability(person: Candidate, slot: Slot): Wish | null {
  const inTheWay = person.wishes.filter(
    (wish) => wish.preference === 'unavailable' && slot.pieces.some((piece) => meets(piece, wish)),
  );
  return inTheWay.toSorted((a, b) => a.startAt - b.startAt)[0] ?? null;
}

/** The part of a duty, 0 to 1, that falls in what the person would rather not (or gladly) serve. */
export function wishedPart(person: Candidate, duty: Duty, preference: 'rather-not' | 'gladly'): number {
  const wishes = joined(person.wishes.filter((wish) => wish.preference === preference));
  const hours = duty.pieces.flatMap((piece) => wishes.map((wish) => commonHours(piece, wish)));
  return hours.reduce((sum, part) => sum + part, 0) / duty.hours;
}

function meets(a: Interval, b: Interval): boolean {
  return a.startAt < b.endAt && b.startAt < a.endAt;
}
