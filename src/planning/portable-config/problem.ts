/** Something wrong in a configuration file. `path` leads to it ("hotlines.support.policy"); empty: the whole file. */
export interface Problem {
  readonly path: string;
  /** Counted from 1; null when it is not in the file but in what is stored already. */
  readonly line: number | null;
  readonly message: string;
}

export type Path = readonly (string | number)[];

/** "hotlines.support.policy, line 42: unknown policy "nigth"". */
export function describeProblem(problem: Problem): string {
  const place = [problem.path, problem.line === null ? '' : `line ${problem.line}`].filter(
    (part) => part !== '',
  );
  return place.length === 0 ? problem.message : `${place.join(', ')}: ${problem.message}`;
}
