import type { Flaw } from '../../planning/portable-config/form.ts';

/** What is wrong with a form, to be told beside the fields. */
export interface Flaws {
  readonly count: number;
  /** The first that concerns a field: exactly it, or something within it. */
  at(path: string): string | null;
  /** Exactly there: for a row whose own fields tell their own. */
  on(path: string): string | null;
  readonly list: readonly { readonly path: string; readonly message: string }[];
}

export function flawsOf(flaws: readonly { readonly path: string; readonly message: string }[]): Flaws {
  return {
    count: flaws.length,
    list: flaws,
    on: (path) => flaws.find((flaw) => flaw.path === path)?.message ?? null,
    at: (path) =>
      flaws.find((flaw) => flaw.path === path || flaw.path.startsWith(`${path}.`))?.message ?? null,
  };
}

export const NO_FLAWS = flawsOf([]);

/** One flaw of one field. */
export function flaw(path: string, message: string): Flaws {
  return flawsOf([{ path, message }]);
}

/** Flaws found by the configuration's rules, in the reader's words. */
export function translated(flaws: readonly Flaw[], inWords: (message: string) => string): Flaws {
  return flawsOf(flaws.map(({ path, message }) => ({ path: path.join('.'), message: inWords(message) })));
}
