import type { FormContext } from '../../domain/items/form-part.ts';
import type { Person } from '../../domain/person.ts';
import { formatOf } from '../format.ts';
import type { MemberContext } from '../request-context.ts';

/** What forms are shown and understood with, for this reader. */
export async function formContext({ dependencies, language, now }: MemberContext): Promise<FormContext> {
  const people = await dependencies.reader.people();
  const { phone } = formatOf({ language, now, dependencies });
  return {
    phone,
    personCalled: (name) => personCalled(name, people),
    calledAs(personId) {
      const name = people.get(personId)?.name ?? personId;
      return [...people.values()].filter((person) => person.name === name).length > 1 ? personId : name;
    },
  };
}

/** The id of whoever is called so, whatever its capitals; null: nobody, or several. */
export function personCalled(name: string, people: ReadonlyMap<string, Person>): string | null {
  if (people.has(name)) return name;
  const wanted = name.toLowerCase();
  const called = [...people.values()].filter((person) => person.name.toLowerCase() === wanted);
  return called.length === 1 ? (called[0]?.id ?? null) : null;
}
