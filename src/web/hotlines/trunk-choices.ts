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
  return [...new Set([...named, ...read.filter((name) => !extensions.has(name))])].toSorted();
}
