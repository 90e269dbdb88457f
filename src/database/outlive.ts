/**
 * From Node 24.19 on, the native objects of better-sqlite3 12 must not be collected as garbage: where that happens
 * while no script runs, Node ends the process ("RemoveEnvironmentCleanupHook: Assertion failed: (env) != nullptr",
 * seen in our image). Version 13 is free of it, but does not run on Node 20. So on Node 24 they are kept for good;
 * what is prepared must therefore be bounded, as it is by the texts of our queries.
 */
export const MUST_OUTLIVE = Number(process.versions.node.split('.')[0]) >= 24;

const kept: object[] = [];

/** Keeps a database or a statement from being collected, where that would end the process. */
export function outlive<Native extends object>(native: Native): Native {
  if (MUST_OUTLIVE) kept.push(native);
  return native;
}
