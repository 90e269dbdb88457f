import type { Expected, Mistake } from '../domain/items/validation-error.ts';

/** A text, or what makes one of what belongs to it. */
type Said<Params> = string | ((params: Params) => string);

/** What is said of each code in one language; a code without words does not compile. */
export interface ValidationErrorWords {
  /** "a whole number from 1 to 120", as it stands after "expected". */
  readonly expected: { readonly [What in Expected['what']]: Said<Extract<Expected, { what: What }>> };
  readonly mistakes: {
    readonly [Code in Mistake['code']]: Said<
      Extract<Mistake, { code: Code }> & { readonly thing: string; readonly given: string | null }
    >;
  };
  readonly given: { readonly nothing: string; readonly list: string; readonly mapping: string };
}
