import type { Person } from '../../domain/person.ts';
import { createFormat } from '../format.ts';
import type { Visit } from '../visit.ts';

/** What is to be said of when a person comes and goes: nothing of one who came long ago and stays. */
export function stayOf(
  { t, now, needs, language }: Visit,
  { joinsAt, leavesAt }: Pick<Person, 'joinsAt' | 'leavesAt'>,
): readonly string[] {
  const { day } = createFormat(language, needs.timeZone, now, needs.numberingPlan);
  return [
    ...(joinsAt !== null && joinsAt > now ? [t.people.joinsOn(day(joinsAt))] : []),
    // The last day is the one before they are gone.
    ...(leavesAt === null ? [] : [t.people[leavesAt > now ? 'leavesOn' : 'leftOn'](day(leavesAt - 1))]),
  ];
}
