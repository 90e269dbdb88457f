import type { LinearProgram } from '../domain/planning-proposal/formulation/linear-program.ts';

/** When a search may stop before the best is proved. */
export interface SearchLimits {
  /** Good enough: this part of the cost, or this much of it, from the best that is possible. */
  readonly relativeGap: number;
  readonly absoluteGap: number;
  /**
   * Work, in branches of the search: the same on every machine, so that the same question always has the same
   * answer. Time is only the last resort.
   */
  readonly maxBranches: number;
  readonly maxSeconds: number;
}

export type SolverAnswer =
  /** `proved`: nothing is better by more than the gaps. */
  | { readonly kind: 'solved'; readonly values: readonly number[]; readonly proved: boolean }
  | { readonly kind: 'infeasible' }
  /** The limits were reached before anything was found. */
  | { readonly kind: 'gave-up' };

/** Solves mixed-integer linear programs. */
export interface ProgramSolver {
  solve(program: LinearProgram, limits: SearchLimits): Promise<SolverAnswer>;
}
