import type { ItemOf, Section } from '../../planning/configuration.ts';
import { type Edit, type EditProblem, editItems, fingerprint } from '../../planning/edit-items.ts';
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
  const stored = (await needs.reader.all())[section].get(id) as ItemOf<Section> | undefined;
  if (problem.kind === 'gone' || stored === undefined) return { kind: 'gone', opened: '', theirs: {} };
  const written = FORMS[section].write(stored as never, needs.timeZone);
  const differing = Object.entries(written).filter(([key, value]) => !looksLike(value, edit.raw?.[key]));
  return {
    kind: 'changed',
    opened: fingerprint(section, stored),
    theirs: Object.fromEntries(differing.map(([key, value]) => [key, show(value)])),
  };
}

/** Forms send texts; what is stored may be a number. */
function looksLike(stored: unknown, sent: unknown): boolean {
  return sent === undefined || JSON.stringify(asTexts(stored)) === JSON.stringify(asTexts(sent));
}

function asTexts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asTexts);
  if (typeof value !== 'object' || value === null) return String(value ?? '');
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([key, entry]) => [key, asTexts(entry)]),
  );
}

function show(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–';
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.map(show).join(' · ');
  if (typeof value !== 'object') return String(value);
  return Object.entries(value)
    .map(([key, entry]) => `${key} ${show(entry)}`)
    .join(', ');
}
