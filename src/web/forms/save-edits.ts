import { isDeepStrictEqual } from 'node:util';
import type { ItemOf, Section } from '../../domain/items/configuration.ts';
import type { ItemContext } from '../../domain/items/field.ts';
import { ITEMS } from '../../domain/items/items.ts';
import { knownIds } from '../../domain/items/known-ids.ts';
import { asksForProof } from '../../planning/asks-for-proof.ts';
import type { Version, Warnings } from '../../planning/configuration.ts';
import type { ConfigurationReader } from '../../planning/configuration-reader.ts';
import { type ItemEdit, type SaveRefusal, saveItems } from '../../planning/save-items.ts';
import type { Instant } from '../../runtime/instant.ts';
import { PROOF, proofProblem } from '../access/proof.ts';
import type { MemberChangeContext, MemberContext } from '../request-context.ts';
import { errorsInWords, NO_ERRORS, type ValidationErrors, validationError } from './validation-errors.ts';

/** Why nothing was saved, with all that the form needs to be shown again. */
export interface NotSaved {
  readonly kind: 'not-saved';
  /** Of the items of a section, or of one of them. */
  readonly validationErrors: (section: Section, id?: string) => ValidationErrors;
  readonly conflict: Conflict | null;
}

/** What somebody else saved while the form was open. */
export interface Conflict {
  readonly kind: 'changed' | 'gone';
  /** Version of what is stored now: with it the form can be saved knowingly over it. Empty: there is nothing. */
  readonly opened: string;
  /** What is stored now, for each part that differs from the form. */
  readonly theirs: Readonly<Record<string, string>>;
  /** Who changed it and when, the latest last. */
  readonly by: readonly { readonly actor: string; readonly at: Instant }[];
}

export interface Saved {
  readonly kind: 'saved';
  readonly changed: boolean;
  /** What of the rules of people's teams it newly breaks. */
  readonly warnings: Warnings;
}

export type SaveOutcome = Saved | NotSaved;

/** What a form says that it was opened on, in its field `opened`. */
export function basedOnOf(opened: string): Version | 'nothing' {
  // No version is negative: what no form of ours says counts as moved.
  return opened === '' ? 'nothing' : /^\d{1,15}$/.test(opened) ? Number(opened) : -1;
}

/** What a form of an item has to carry. To be read before the item: one that changes in between must look outdated. */
export async function openedOf(
  { dependencies }: MemberContext,
  section: Section,
  id: string,
): Promise<string> {
  return String(await dependencies.reader.version(section, id));
}

/** Saves what a form wants, all or nothing; the first edit is what the form is about. */
export async function saveEdits(
  context: MemberChangeContext,
  edits: readonly [ItemEdit, ...ItemEdit[]],
): Promise<SaveOutcome> {
  const { dependencies, author, fields } = context;
  const isProved = fields.exact(PROOF) !== '';
  const wrongProof = isProved ? await proofProblem(context) : null;
  if (wrongProof !== null) return notProved(wrongProof);
  const saved = await saveItems(dependencies.configuration, edits, {
    plan: dependencies.numberingPlan,
    homeTimeZone: dependencies.timeZone,
    author,
    allows: (change) => isProved || !asksForProof(change),
  });
  if (saved.ok) {
    const { changes, warnings } = saved.value;
    return { kind: 'saved', changed: changes.length > 0, warnings };
  }
  return refusedEdits(context, saved.error);
}

/** What a form is shown again with. */
export async function refusedEdits(context: MemberContext, refusal: SaveRefusal): Promise<NotSaved> {
  const { language, t } = context;
  if (refusal.kind === 'not-allowed') return notProved(validationError(PROOF, t.access.proofNeeded));
  return {
    kind: 'not-saved',
    validationErrors: (section, id) =>
      refusal.kind === 'invalid'
        ? errorsInWords(
            refusal.validationErrors.filter(
              (error) => error.section === section && (id === undefined || error.id === id),
            ),
            language,
          )
        : NO_ERRORS,
    conflict: refusal.kind === 'moved' ? await conflictOf(context, refusal) : null,
  };
}

function notProved(validationErrors: ValidationErrors): NotSaved {
  return { kind: 'not-saved', validationErrors: () => validationErrors, conflict: null };
}

async function conflictOf(
  { dependencies }: MemberContext,
  moved: Extract<SaveRefusal, { kind: 'moved' }>,
): Promise<Conflict> {
  const { section, current } = moved;
  const by = moved.changes.map(({ author }) => author);
  if (current === null) return { kind: 'gone', opened: '', theirs: {}, by };
  const stored = shownInForms(current);
  const theirs = ITEMS[section].write(stored as never, dependencies.timeZone);
  const mine = written(moved, stored, {
    plan: dependencies.numberingPlan,
    homeTimeZone: dependencies.timeZone,
    ...(await referable(dependencies.reader)),
  });
  const differing = Object.entries(theirs).filter(([key, value]) => !isDeepStrictEqual(value, mine[key]));
  return {
    kind: 'changed',
    opened: String(moved.version),
    theirs: Object.fromEntries(differing.map(([key, value]) => [key, show(value)])),
    by,
  };
}

/** No form has what is planned of a schedule, which may be years. */
function shownInForms(item: ItemOf<Section>): ItemOf<Section> {
  return 'shifts' in item && 'overrides' in item ? { ...item, shifts: [], overrides: [] } : item;
}

/** What the form wants, written as what is stored is; as it was typed when the rules refuse it. */
function written(
  { section, id, proposal }: Extract<SaveRefusal, { kind: 'moved' }>,
  stored: ItemOf<Section>,
  context: ItemContext,
): Readonly<Record<string, unknown>> {
  const read = ITEMS[section].read(id, proposal, stored as never, context);
  if (!read.ok) return (proposal ?? {}) as Readonly<Record<string, unknown>>;
  return ITEMS[section].write(read.value as never, context.homeTimeZone) as Readonly<Record<string, unknown>>;
}

async function referable(reader: ConfigurationReader): Promise<Pick<ItemContext, 'known' | 'sounds'>> {
  const all = await reader.references();
  return { known: knownIds((section) => all[section].keys()), sounds: all.sounds };
}

function show(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–';
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.map(show).join(' · ');
  if (typeof value !== 'object') return String(value);
  return Object.entries(value)
    .map(([key, entry]) => `${key} ${show(entry)}`)
    .join(', ');
}
