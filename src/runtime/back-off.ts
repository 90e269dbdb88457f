export interface BackOff {
  readonly firstMs: number;
  readonly longestMs: number;
}

/** How long to wait after that many failures in a row before this one: doubling from the first to the longest. */
export function doublingMs(failuresBefore: number, { firstMs, longestMs }: BackOff): number {
  return Math.min(longestMs, firstMs * 2 ** Math.min(failuresBefore, 30));
}

/**
 * The same, and half of it is chance, so that several services do not come back to a restarted Asterisk at one
 * instant. `chance` is in [0, 1).
 */
export function spreadDoublingMs(failuresBefore: number, backOff: BackOff, chance: number): number {
  const whole = doublingMs(failuresBefore, backOff);
  return Math.round(whole / 2 + (whole / 2) * chance);
}
