import type { MemberContext } from '../request-context.ts';

/** What Asterisk has that is nobody's phone, trunks that were described, and those that hotlines use. */
export async function trunkChoices({ dependencies }: MemberContext): Promise<readonly string[]> {
  const { reader, endpoints } = dependencies;
  const [people, hotlines, described] = await Promise.all([
    reader.people(),
    reader.hotlines(),
    reader.trunks(),
  ]);
  const methods = [...people.values()].flatMap(({ contactMethods }) => contactMethods);
  const extensions = new Set<string>(
    methods.flatMap(({ target }) => (target.kind === 'extension' ? [target.extension] : [])),
  );
  const named = [...[...hotlines.values()].flatMap(({ trunk }) => trunk ?? []), ...described.keys()];
  const read = endpoints.all().map(({ name }) => name);
  const names = [...new Set([...named, ...read.filter((name) => !extensions.has(name))])];
  // What is a number looks like the extension of somebody who has no card yet.
  return names.toSorted((a, b) => Number(isNumber(a)) - Number(isNumber(b)) || a.localeCompare(b));
}

/** The one that is meant where nobody has said so: the only one, or the only one that is there. */
export async function likelyTrunk(context: MemberContext): Promise<string | null> {
  const names = (await trunkChoices(context)).filter((name) => !isNumber(name));
  const there = names.filter((name) => context.dependencies.endpoints.stateOf(name) === 'online');
  const [only = null, ...others] = there.length === 1 ? there : names;
  return others.length === 0 ? only : null;
}

function isNumber(name: string): boolean {
  return /^\d+$/.test(name);
}
