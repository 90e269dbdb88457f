import type { ValidationError } from '../../domain/items/validation-error.ts';
import type { Language } from '../../domain/person.ts';
import { mistakeInWords } from '../../words/validation-error-words.ts';

/** What is wrong with a form, to be told beside the fields. */
export interface ValidationErrors {
  readonly count: number;
  /** The first that concerns a field: exactly it, or something within it. */
  at(path: string): string | null;
  /** Exactly there: for a row whose own fields tell their own. */
  on(path: string): string | null;
  readonly list: readonly { readonly path: string; readonly message: string }[];
}

export function validationErrorsOf(
  validationErrors: readonly { readonly path: string; readonly message: string }[],
): ValidationErrors {
  return {
    count: validationErrors.length,
    list: validationErrors,
    on: (path) => validationErrors.find((validationError) => validationError.path === path)?.message ?? null,
    at: (path) =>
      validationErrors.find(
        (validationError) => validationError.path === path || validationError.path.startsWith(`${path}.`),
      )?.message ?? null,
  };
}

export const NO_ERRORS = validationErrorsOf([]);

/** One validation error of one field. */
export function validationError(path: string, message: string): ValidationErrors {
  return validationErrorsOf([{ path, message }]);
}

/** What the configuration's rules found, in the reader's words. */
export function errorsInWords(errors: readonly ValidationError[], language: Language): ValidationErrors {
  return validationErrorsOf(
    errors.map((error) => ({ path: error.path.join('.'), message: mistakeInWords(error, language) })),
  );
}
