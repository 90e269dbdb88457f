import { mayAbout, type Right, type Subject } from '../../domain/permissions.ts';
import type { Person, Team } from '../../domain/person.ts';
import { type MemberContext, notFound, Refusal } from '../request-context.ts';

/** People whom a right covers, by name. */
export interface PeopleInScope {
  readonly people: readonly Person[];
  readonly teams: ReadonlyMap<string, Team>;
  has(personId: string): boolean;
  nameOf(personId: string | null): string;
}

export async function peopleInScope(context: MemberContext, right: Right): Promise<PeopleInScope> {
  const { dependencies, actor, language } = context;
  const [people, teams] = await Promise.all([dependencies.reader.people(), dependencies.reader.teams()]);
  const within = [...people.values()]
    .filter((person) => mayAbout(right, actor, subjectOf(person, teams)))
    .toSorted((a, b) => a.name.localeCompare(b.name, language));
  const ids = new Set(within.map(({ id }) => id));
  return {
    people: within,
    teams,
    has: (personId) => ids.has(personId),
    nameOf: (personId) => (personId === null ? 'Vigie' : (people.get(personId)?.name ?? personId)),
  };
}

/** Refuses what is about somebody whom the right does not scope. */
export async function holdTo(context: MemberContext, right: Right, personId: string): Promise<void> {
  const [people, teams] = await Promise.all([
    context.dependencies.reader.people(),
    context.dependencies.reader.teams(),
  ]);
  const person = people.get(personId) ?? notFound();
  if (!mayAbout(right, context.actor, subjectOf(person, teams))) throw new Refusal(403, right);
}

export function subjectOf({ id, role }: Person, teams: ReadonlyMap<string, Team>): Subject {
  const teamIds = [...teams.values()]
    .filter(({ memberIds }) => memberIds.includes(id))
    .map((team) => team.id);
  return { personId: id, role, teamIds };
}
