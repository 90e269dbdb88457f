import type { NumberingPlan } from '../domain/phone-number.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type {
  Author,
  Change,
  Configuration,
  ConfigurationBook,
  ItemOf,
  RecordedChange,
  Section,
  Version,
} from './configuration.ts';
import { brokenReferences, sharedNumbers } from './portable-config/check-wholeness.ts';
import type { ReadingContext } from './portable-config/fields.ts';
import type { Flaw } from './portable-config/form.ts';
import { FORMS } from './portable-config/forms.ts';
import { knownIds } from './portable-config/known-ids.ts';

/** Which item somebody changes, and what they had before them. */
export interface ItemEdit<S extends Section> {
  readonly section: S;
  readonly id: string;
  /** Null: whatever it is by now. */
  readonly basedOn: Version | null;
  readonly author: Author;
}

export type ItemRefusal<S extends Section> =
  | { readonly kind: 'invalid'; readonly flaws: readonly Flaw[] }
  | {
      readonly kind: 'moved';
      readonly changes: readonly RecordedChange[];
      readonly current: ItemOf<S> | null;
      readonly version: Version;
      /** What was to be written, as it was given. */
      readonly proposal: unknown;
    };

export interface ReadingRules {
  readonly plan: NumberingPlan;
  readonly homeTimeZone: string;
}

/**
 * Adds an item or changes it, given as a file has it: what is left out stays, and what a file may not say may not be
 * said here.
 */
export function saveItem<S extends Section>(
  book: ConfigurationBook,
  edit: ItemEdit<S>,
  raw: unknown,
  rules: ReadingRules,
): Promise<Result<Version, ItemRefusal<S>>> {
  return change(book, edit, raw, (before, configuration) =>
    FORMS[edit.section].read(edit.id, raw, before, { ...rules, known: knownWith(configuration, edit) }),
  );
}

/** Removes an item that nothing uses any more. A person takes what was entered of their absences along. */
export function removeItem<S extends Section>(
  book: ConfigurationBook,
  edit: ItemEdit<S>,
): Promise<Result<Version, ItemRefusal<S>>> {
  return change(book, edit, null, () => ok(null));
}

function change<S extends Section>(
  book: ConfigurationBook,
  { section, id, basedOn, author }: ItemEdit<S>,
  proposal: unknown,
  decide: (
    before: ItemOf<S> | null,
    configuration: Configuration,
  ) => Result<ItemOf<S> | null, readonly Flaw[]>,
): Promise<Result<Version, ItemRefusal<S>>> {
  return book.edit(async (draft): Promise<Result<Version, ItemRefusal<S>>> => {
    const stored = await draft.read();
    const before = (stored[section] as ReadonlyMap<string, ItemOf<S>>).get(id) ?? null;
    const version = await draft.version(section, id);
    if (basedOn !== null && basedOn !== version) {
      const changes = await draft.changesSince(section, id, basedOn);
      return fail({ kind: 'moved', changes, current: before, version, proposal });
    }
    const after = decide(before, stored);
    if (!after.ok) return fail({ kind: 'invalid', flaws: after.error });
    const changes = [
      { section, id, before, after: after.value } as Change,
      ...(section === 'people' && after.value === null ? absencesOf(id, stored) : []),
    ];
    const flaws = flawsOfWhole(stored, changes);
    if (flaws.length > 0) return fail({ kind: 'invalid', flaws });
    await draft.apply(changes, author);
    return ok(await draft.version(section, id));
  });
}

function absencesOf(id: string, { absences }: Configuration): readonly Change[] {
  const before = absences.get(id);
  return before ? [{ section: 'absences', id, before, after: null }] : [];
}

/** The item itself may be referred to, also while it is new. */
function knownWith(configuration: Configuration, edit: ItemEdit<Section>): ReadingContext['known'] {
  return knownIds((section) => [
    ...configuration[section].keys(),
    ...(section === edit.section ? [edit.id] : []),
  ]);
}

function flawsOfWhole(stored: Configuration, changes: readonly Change[]): readonly Flaw[] {
  const wanted = withChanges(stored, changes);
  const owners = new Map(
    [...stored.hotlines.values()].flatMap(({ id, numbers }) => numbers.map((number) => [number, id])),
  );
  // The item itself is what is seen, so its section and id are not part of the path.
  return [...brokenReferences(wanted), ...sharedNumbers(wanted, (number) => owners.get(number) ?? null)].map(
    ({ path, message }) => ({ path: path.slice(2), message }),
  );
}

function withChanges(stored: Configuration, changes: readonly Change[]): Configuration {
  const whole = {
    people: new Map(stored.people),
    absences: new Map(stored.absences),
    teams: new Map(stored.teams),
    schedules: new Map(stored.schedules),
    policies: new Map(stored.policies),
    hotlines: new Map(stored.hotlines),
  };
  for (const { section, id, after } of changes) {
    const items: Map<string, unknown> = whole[section];
    if (after === null) items.delete(id);
    else items.set(id, after);
  }
  return whole;
}
