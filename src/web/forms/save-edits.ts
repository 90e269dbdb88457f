import { isDeepStrictEqual } from 'node:util';
import { type Configuration, type ItemOf, SECTIONS, type Section } from '../../planning/configuration.ts';
import { type Edit, type EditProblem, editItems, fingerprint } from '../../planning/edit-items.ts';
import type { ReadingContext } from '../../planning/portable-config/fields.ts';
import { FORMS } from '../../planning/portable-config/forms.ts';
import type { MemberVisit } from '../visit.ts';
import { flawInWords } from './flaw-words.ts';
import { type Flaws, NO_FLAWS, translated } from './flaws.ts';

/** Why nothing was saved, with all that the form needs to be shown again. */
export interface NotSaved {
  readonly kind: 'not-saved';
  /** Of the items of a section. */
  readonly flaws: (section: Section) => Flaws;
  readonly conflict: Conflict | null;
}

/** What somebody else saved while the form was open. */
export interface Conflict {
  readonly kind: 'changed' | 'gone';
  /** Fingerprint of what is stored now: with it the form can be saved knowingly over it. Empty: there is nothing. */
  readonly opened: string;
  /** What is stored now, for each part that differs from the form. */
  readonly theirs: Readonly<Record<string, string>>;
}

export type SaveOutcome = { readonly kind: 'saved'; readonly changed: boolean } | NotSaved;

/** Saves what a form wants, all or nothing; the first edit is what the form is about. */
export async function saveEdits(visit: MemberVisit, edits: readonly [Edit, ...Edit[]]): Promise<SaveOutcome> {
  const { needs, author, language } = visit;
  const edited = await editItems(needs.configuration, edits, {
    plan: needs.numberingPlan,
    homeTimeZone: needs.timeZone,
    author,
  });
  if (edited.ok) return { kind: 'saved', changed: edited.value.length > 0 };
  const problem = edited.error;
  const inWords = (message: string) => flawInWords(message, language);
  return {
    kind: 'not-saved',
    flaws: (section) =>
      problem.kind === 'flaws'
        ? translated(
            problem.flaws.filter((flaw) => flaw.section === section),
            inWords,
          )
        : NO_FLAWS,
    conflict: problem.kind === 'flaws' ? null : await conflictOf(visit, edits[0], problem),
  };
}

async function conflictOf({ needs }: MemberVisit, edit: Edit, problem: EditProblem): Promise<Conflict> {
  const { section, id } = edit;
  const all = await needs.reader.all();
  const stored = all[section].get(id) as ItemOf<Section> | undefined;
  if (problem.kind === 'gone' || stored === undefined) return { kind: 'gone', opened: '', theirs: {} };
  const theirs = FORMS[section].write(stored as never, needs.timeZone);
  const mine = written(edit, stored, {
    plan: needs.numberingPlan,
    homeTimeZone: needs.timeZone,
    known: knownIds(all),
  });
  const differing = Object.entries(theirs).filter(([key, value]) => !isDeepStrictEqual(value, mine[key]));
  return {
    kind: 'changed',
    opened: fingerprint(section, stored),
    theirs: Object.fromEntries(differing.map(([key, value]) => [key, show(value)])),
  };
}

/** What the form wants, written as what is stored is; as it was typed when the rules refuse it. */
function written(
  { section, id, raw }: Edit,
  stored: ItemOf<Section>,
  context: ReadingContext,
): Readonly<Record<string, unknown>> {
  const read = FORMS[section].read(id, raw, stored as never, context);
  if (!read.ok) return raw ?? {};
  return FORMS[section].write(read.value as never, context.homeTimeZone) as Readonly<Record<string, unknown>>;
}

function knownIds(all: Configuration): ReadingContext['known'] {
  return Object.fromEntries(SECTIONS.map((section) => [section, new Set(all[section].keys())])) as never;
}

function show(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–';
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.map(show).join(' · ');
  if (typeof value !== 'object') return String(value);
  return Object.entries(value)
    .map(([key, entry]) => `${key} ${show(entry)}`)
    .join(', ');
}
