/** A rule that what somebody wants would break, told at the field that people see. */
export interface RuleViolation<Rule extends string = string> {
  readonly path: readonly (string | number)[];
  readonly rule: Rule;
  /** Whom or what it is about ("alice", "weekly"); empty when the field says it all. */
  readonly about: string;
}

/** The same, seen from what `path` leads to. */
export function within<Rule extends string>(
  path: RuleViolation['path'],
  violations: readonly RuleViolation<Rule>[],
): readonly RuleViolation<Rule>[] {
  return violations.map((one) => ({ ...one, path: [...path, ...one.path] }));
}
