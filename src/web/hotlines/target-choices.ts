import type { MemberContext } from '../request-context.ts';

/** What a target can be chosen from. */
export async function targetChoices({ dependencies }: MemberContext) {
  const [schedules, people, teams] = await Promise.all([
    dependencies.reader.scheduleNames(),
    dependencies.reader.people(),
    dependencies.reader.teams(),
  ]);
  const named = (items: ReadonlyMap<string, { readonly name: string }>, kind: string) =>
    [...items].map(([id, { name }]) => ({ value: `${kind}:${id}`, name }));
  return {
    schedule: [...schedules].map(([id, name]) => ({ value: `schedule:${id}`, name })),
    person: named(people, 'person'),
    team: named(teams, 'team'),
  };
}
