import type { Field } from '../../domain/items/field.ts';
import type { FormValues } from '../../domain/items/form-part.ts';
import type { Language } from '../../domain/person.ts';
import { setIn } from '../../words/phrases.ts';
import type { Conflict } from './save-edits.ts';
import type { ValidationErrors } from './validation-errors.ts';

/** A field as a view shows it: its words, what was typed, what is wrong, and what somebody else saved meanwhile. */
export interface ShownField {
  readonly name: string;
  readonly label: string;
  readonly hint: string | null;
  readonly value: string;
  /** Of words to tick: those that are ticked. */
  readonly chosen: readonly string[];
  readonly checked: boolean;
  readonly error: string | null;
  readonly theirs: string | null;
  readonly optional: boolean;
  readonly type: string;
  readonly rows: number | null;
  readonly attrs: Readonly<Record<string, string | number>>;
}

export function shownField(
  key: string,
  { form, words }: Field<unknown>,
  {
    values,
    validationErrors,
    conflict,
  }: {
    readonly values: FormValues;
    readonly validationErrors: ValidationErrors;
    readonly conflict: Conflict | null;
  },
  language: Language,
): ShownField {
  const simple = form === undefined || form.kind === 'own' ? null : form;
  const value = values[key];
  return {
    name: key,
    label: setIn(language, words[language].label),
    hint: setIn(language, words[language].hint ?? '') || null,
    value: typeof value === 'string' ? value : '',
    chosen: Array.isArray(value) ? value.map(String) : [],
    checked: value === true,
    error: validationErrors.at(key),
    theirs: conflict?.theirs[key] ?? null,
    optional: simple?.optional ?? false,
    type: simple?.type ?? 'text',
    rows: simple?.rows ?? null,
    attrs: simple?.attrs ?? {},
  };
}
