import { createHash } from 'node:crypto';
import { fail, ok, type Result } from '../domain/result.ts';
import {
  type Author,
  type Change,
  type Configuration,
  type ConfigurationBook,
  type ItemOf,
  SECTIONS,
  type Section,
} from './configuration.ts';
import { brokenReferences, sharedNumbers } from './portable-config/check-wholeness.ts';
import { compare } from './portable-config/compare.ts';
import type { ReadingContext } from './portable-config/fields.ts';
import type { Flaw } from './portable-config/form.ts';
import { FORMS } from './portable-config/forms.ts';
import { isId } from './portable-config/item-id.ts';
import type { ReadingRules } from './save-item.ts';

/** One item as somebody wants it to be. */
export interface Edit<S extends Section = Section> {
  readonly section: S;
  readonly id: string;
  /** As in a configuration file, so that one set of rules judges both; null: the item is to go. */
  readonly raw: Readonly<Record<string, unknown>> | null;
  /** Fingerprint of what the person was looking at; null: they are making a new one. */
  readonly opened: string | null;
}

export type EditProblem =
  | { readonly kind: 'flaws'; readonly flaws: readonly ItemFlaw[] }
  /** Somebody else changed it meanwhile. */
  | { readonly kind: 'changed'; readonly section: Section; readonly id: string }
  | { readonly kind: 'gone'; readonly section: Section; readonly id: string }
  | { readonly kind: 'exists'; readonly section: Section; readonly id: string };

export interface ItemFlaw extends Flaw {
  readonly section: Section;
  readonly id: string;
}

/** Brings items to what somebody wants, all or nothing, unless they were changed since they were looked at. */
export function editItems(
  book: ConfigurationBook,
  edits: readonly Edit[],
  options: ReadingRules & { readonly author: Author },
): Promise<Result<readonly Change[], EditProblem>> {
  return book.edit(async (draft) => {
    const stored = await draft.read();
    const outdated = edits.map((edit) => outdatedness(stored, edit)).find((problem) => problem !== null);
    if (outdated) return fail(outdated);
    const { wanted, flaws } = carryOut(stored, edits, options);
    const owner = owners(stored);
    const breaks = [...brokenReferences(wanted), ...sharedNumbers(wanted, owner)];
    const all = [...flaws, ...(flaws.length > 0 ? [] : breaks.map(toFlaw))];
    if (all.length > 0) return fail<EditProblem>({ kind: 'flaws', flaws: all });
    const changes = compare(stored, wanted);
    await draft.apply(changes, options.author);
    return ok(changes);
  });
}

/** What a form carries, to find at saving whether the item is still the one that it showed. */
export function fingerprint<S extends Section>(section: S, item: ItemOf<S>): string {
  const text = JSON.stringify(FORMS[section].write(item, 'UTC'));
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}

/** What refers to an item, as "section.id"; it cannot go while anything does. */
export function usersOf(configuration: Configuration, section: Section, id: string): readonly string[] {
  const without = copyOf(configuration);
  without[section].delete(id);
  return brokenReferences(without as unknown as Configuration)
    .filter(({ path }) => path[0] === section && path[1] === id)
    .flatMap(({ neededBy }) => neededBy)
    .filter((name, index, all) => all.indexOf(name) === index);
}

function outdatedness(stored: Configuration, { section, id, opened }: Edit): EditProblem | null {
  const item = stored[section].get(id);
  if (opened === null) return item === undefined ? null : { kind: 'exists', section, id };
  if (item === undefined) return { kind: 'gone', section, id };
  return fingerprint(section, item as ItemOf<Section>) === opened ? null : { kind: 'changed', section, id };
}

function carryOut(
  stored: Configuration,
  edits: readonly Edit[],
  rules: ReadingRules,
): { wanted: Configuration; flaws: readonly ItemFlaw[] } {
  const wanted = copyOf(stored);
  const flaws: ItemFlaw[] = [];
  for (const { section, id, raw } of edits) if (raw === null) wanted[section].delete(id);
  const known = knownIds(wanted, edits);
  for (const edit of edits) {
    if (edit.raw === null) continue;
    const { section, id } = edit;
    if (!isId(section, id)) flaws.push({ section, id, path: ['id'], message: 'not an id' });
    const read = FORMS[section].read(id, edit.raw, (stored[section].get(id) ?? null) as never, {
      ...rules,
      known,
    });
    if (read.ok) wanted[section].set(id, read.value);
    else flaws.push(...read.error.map((flaw) => ({ ...flaw, section, id })));
  }
  return { wanted: wanted as unknown as Configuration, flaws };
}

function copyOf(stored: Configuration): Record<Section, Map<string, unknown>> {
  const copy = (section: Section) => new Map(stored[section] as ReadonlyMap<string, unknown>);
  return Object.fromEntries(SECTIONS.map((section) => [section, copy(section)])) as never;
}

function knownIds(
  wanted: Readonly<Record<Section, ReadonlyMap<string, unknown>>>,
  edits: readonly Edit[],
): ReadingContext['known'] {
  const made = (section: Section) =>
    edits.filter((edit) => edit.section === section && edit.raw !== null).map(({ id }) => id);
  return Object.fromEntries(
    SECTIONS.map((section) => [section, new Set([...wanted[section].keys(), ...made(section)])]),
  ) as never;
}

function owners(stored: Configuration): (number: string) => string | null {
  const owner = new Map(
    [...stored.hotlines.values()].flatMap(({ id, numbers }) =>
      numbers.map((number) => [number, id] as const),
    ),
  );
  return (number) => owner.get(number) ?? null;
}

function toFlaw({ path, message }: { readonly path: Flaw['path']; readonly message: string }): ItemFlaw {
  const [section, id, ...rest] = path;
  return { section: section as Section, id: String(id), path: rest, message };
}
