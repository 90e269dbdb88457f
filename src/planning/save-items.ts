import { isDeepStrictEqual } from 'node:util';
import type {
  Change,
  Configuration,
  ItemOf,
  ManagedSchedule,
  Section,
} from '../domain/items/configuration.ts';
import { idExpectation, isId } from '../domain/items/item-id.ts';
import { ITEMS } from '../domain/items/items.ts';
import { knownIds } from '../domain/items/known-ids.ts';
import { errorsOfRules, type ValidationError } from '../domain/items/validation-error.ts';
import type { NumberingPlan } from '../domain/phone-number.ts';
import { fail, ok, type Result } from '../runtime/result.ts';
import type {
  Author,
  ConfigurationDraft,
  ConfigurationStore,
  RecordedChange,
  Version,
  Warnings,
} from './configuration.ts';
import { violationsOfTeams } from './edit-schedule.ts';
import { brokenReferences, sharedEmails, sharedNumbers } from './portable-config/check-wholeness.ts';
import { compare } from './portable-config/compare.ts';

/** One item as somebody wants it to be. */
export interface ItemEdit<S extends Section = Section> {
  readonly section: S;
  readonly id: string;
  /**
   * As a configuration file has it, so that one set of rules judges both: what is left out stays. Null: the item is to
   * go; a person takes what was entered of their absences along.
   */
  readonly raw: unknown;
  /** What they had before them: a version, or that there is no such item. Null: whatever it is by now. */
  readonly basedOn: Version | 'nothing' | null;
}

/** What was changed, and what of the rules of people's teams it newly breaks. */
export interface SavedItems {
  readonly changes: readonly Change[];
  readonly warnings: Warnings;
}

/** Why nothing was saved. */
export type SaveRefusal =
  /** Whoever saves may not make one of the changes. */
  | { readonly kind: 'not-allowed' }
  | { readonly kind: 'invalid'; readonly validationErrors: readonly ItemValidationError[] }
  | {
      /** Somebody else changed, made or removed the item meanwhile. */
      readonly kind: 'moved';
      readonly section: Section;
      readonly id: string;
      readonly changes: readonly RecordedChange[];
      /** Null: it has been removed. */
      readonly current: ItemOf<Section> | null;
      readonly version: Version;
      /** What was to be written, as it was given. */
      readonly proposal: unknown;
    };

export type ItemValidationError = ValidationError & { readonly section: Section; readonly id: string };

export interface SavingRules {
  readonly author: Author;
  /** Asked of every change before any is made. */
  readonly allows?: (change: Change) => boolean;
}

export interface ReadingRules {
  readonly plan: NumberingPlan;
  readonly homeTimeZone: string;
}

/** Brings items to what somebody wants, all or nothing, unless others changed one since it was looked at. */
export function saveItems(
  store: ConfigurationStore,
  edits: readonly ItemEdit[],
  { author, allows = () => true, ...rules }: ReadingRules & SavingRules,
): Promise<Result<SavedItems, SaveRefusal>> {
  return store.edit(async (draft): Promise<Result<SavedItems, SaveRefusal>> => {
    const changes = await changesOf(draft, edits, rules);
    if (!changes.ok) return changes;
    if (!changes.value.every(allows)) return fail({ kind: 'not-allowed' });
    const applied = await draft.apply(changes.value, author);
    if (!applied.ok) return fail(await forbidding(draft, changes.value, applied.error));
    return ok({ changes: changes.value, warnings: applied.value });
  });
}

/** A rule of a team is told at the schedule that would break it, with the name of the person. */
async function forbidding(
  draft: ConfigurationDraft,
  changes: readonly Change[],
  forbidden: Warnings,
): Promise<SaveRefusal> {
  const { people } = await draft.outline();
  const errors = errorsOfRules(violationsOfTeams(forbidden, (id) => people.get(id)?.name ?? id));
  const schedules = changes.filter(({ section }) => section === 'schedules');
  return {
    kind: 'invalid',
    validationErrors: schedules.flatMap(({ section, id }) =>
      errors.map((error) => ({ ...error, section, id })),
    ),
  };
}

/** What saving would change, or why it would be refused; nothing is written. */
export function checkItems(
  store: ConfigurationStore,
  edits: readonly ItemEdit[],
  rules: ReadingRules,
): Promise<Result<readonly Change[], SaveRefusal>> {
  return store.edit((draft) => changesOf(draft, edits, rules));
}

async function changesOf(
  draft: ConfigurationDraft,
  edits: readonly ItemEdit[],
  rules: ReadingRules,
): Promise<Result<readonly Change[], SaveRefusal>> {
  const removes = edits.some(({ raw }) => raw === null);
  const stored = copyOf(await (removes ? draft.references() : draft.outline()));
  for (const edit of edits) {
    const moved = await movedMeanwhile(draft, stored, edit);
    if (moved) return fail(moved);
  }
  const settings = carryOut(stored, edits, rules);
  // What is planned is read only where duty may change, or go.
  const planned = edits.filter(({ section, id }) => {
    const before = section === 'schedules' ? stored.schedules.get(id) : undefined;
    return before && (removes || !isSameDuty(before, settings.wanted.schedules.get(id) ?? null));
  });
  for (const { id } of planned) {
    const schedule = await draft.item('schedules', id);
    if (schedule) stored.schedules.set(id, schedule);
  }
  const { wanted, validationErrors } = planned.length > 0 ? carryOut(stored, edits, rules) : settings;
  if (validationErrors.length > 0) return fail({ kind: 'invalid', validationErrors });
  const broken = errorsOfWhole(wanted, stored, await draft.loginEmails());
  if (broken.length > 0) return fail({ kind: 'invalid', validationErrors: broken });
  return ok(compare(stored, wanted));
}

/** What refers to an item, as "section.id"; it cannot go while anything does. */
export function usersOf(configuration: Configuration, section: Section, id: string): readonly string[] {
  const without = copyOf(configuration);
  remove(without, section, id);
  const users = brokenReferences(without)
    .filter(({ path }) => path[0] === section && path[1] === id)
    .flatMap(({ neededBy }) => neededBy);
  return [...new Set(users)];
}

/** Whether nothing differs that says who is on duty. */
function isSameDuty(before: ManagedSchedule, after: ManagedSchedule | null): boolean {
  if (after === null) return false;
  const duty = ({ timeZone, holidays, rotations }: ManagedSchedule) => ({ timeZone, holidays, rotations });
  return (
    after.shifts === before.shifts &&
    after.overrides === before.overrides &&
    isDeepStrictEqual(duty(before), duty(after))
  );
}

async function movedMeanwhile(
  draft: ConfigurationDraft,
  stored: Configuration,
  { section, id, raw, basedOn }: ItemEdit,
): Promise<SaveRefusal | null> {
  if (basedOn === null) return null;
  const version = await draft.version(section, id);
  if (basedOn === 'nothing' ? !stored[section].has(id) : basedOn === version) return null;
  const current = await draft.item(section, id);
  const changes = basedOn === 'nothing' ? [] : await draft.changesSince(section, id, basedOn);
  return { kind: 'moved', section, id, changes, current, version, proposal: raw };
}

function carryOut(
  stored: Configuration,
  edits: readonly ItemEdit[],
  rules: ReadingRules,
): { wanted: Configuration; validationErrors: readonly ItemValidationError[] } {
  const wanted = copyOf(stored);
  for (const { section, id, raw } of edits) if (raw === null) remove(wanted, section, id);
  // Items that are new may refer to each other.
  const made = edits.filter(({ raw }) => raw !== null);
  const known = knownIds((section) => [
    ...wanted[section].keys(),
    ...made.filter((edit) => edit.section === section).map(({ id }) => id),
  ]);
  const validationErrors = made.flatMap(({ section, id, raw }): readonly ItemValidationError[] => {
    if (!isId(section, id)) return [{ section, id, path: ['id'], ...idExpectation(section) }];
    const before = stored[section].get(id) ?? null;
    const read = ITEMS[section].read(id, raw, before as never, { ...rules, known, sounds: stored.sounds });
    if (!read.ok) return read.error.map((validationError) => ({ ...validationError, section, id }));
    (wanted[section] as Map<string, unknown>).set(id, read.value);
    return [];
  });
  return { wanted, validationErrors };
}

function errorsOfWhole(
  wanted: Configuration,
  stored: Configuration,
  logins: ReadonlyMap<string, string>,
): readonly ItemValidationError[] {
  const owners = new Map(
    [...stored.hotlines.values()].flatMap(({ id, numbers }) => numbers.map((number) => [number, id])),
  );
  const ownerOf = (number: string) => owners.get(number) ?? null;
  const broken = [
    ...brokenReferences(wanted),
    ...sharedNumbers(wanted, ownerOf),
    ...sharedEmails(wanted, logins),
  ];
  return broken.map(({ neededBy: _, path, ...mistake }) => {
    const [section, id, ...rest] = path;
    return { ...mistake, section: section as Section, id: String(id), path: rest };
  });
}

type Copy = { readonly [S in Section]: Map<string, ItemOf<S>> } & Pick<Configuration, 'sounds'>;

function copyOf(stored: Configuration): Copy {
  return {
    people: new Map(stored.people),
    absences: new Map(stored.absences),
    teams: new Map(stored.teams),
    schedules: new Map(stored.schedules),
    policies: new Map(stored.policies),
    hotlines: new Map(stored.hotlines),
    trunks: new Map(stored.trunks),
    sounds: stored.sounds,
  };
}

function remove(from: Copy, section: Section, id: string): void {
  from[section].delete(id);
  if (section === 'people') from.absences.delete(id);
}
