import type { Mistake } from './validation-error.ts';

/** Something wrong in a file. `path` leads to it ("hotlines.support.policy"); empty: the whole file. */
export type Problem = Mistake & {
  readonly path: string;
  /** Counted from 1; null when it is not in the file but in what is stored already. */
  readonly line: number | null;
};
