import type { Person } from '../../domain/person.ts';
import { formatOf } from '../format.ts';
import type { RequestContext } from '../request-context.ts';

/** What is to be said of when a person comes and goes: nothing of one who came long ago and stays. */
export function stayOf(
  { t, now, dependencies, language }: RequestContext,
  { joinsAt, leavesAt }: Pick<Person, 'joinsAt' | 'leavesAt'>,
): readonly string[] {
  const { day } = formatOf({ language, now, dependencies });
  return [
    ...(joinsAt !== null && joinsAt > now ? [t.people.joinsOn(day(joinsAt))] : []),
    // The last day is the one before they are gone.
    ...(leavesAt === null ? [] : [t.people[leavesAt > now ? 'leavesOn' : 'leftOn'](day(leavesAt - 1))]),
  ];
}
