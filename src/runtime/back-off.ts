const FIRST_MS = 250;
const LONGEST_MS = 15_000;

/**
 * How long to wait before try number `failures` + 1: doubling from 250 ms to 15 s, for ever. Half of it is chance,
 * so that several services do not come back to a restarted Asterisk at one instant. `chance` is in [0, 1).
 */
export function backOffMs(failures: number, chance: number): number {
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures, 10));
  return Math.round(whole / 2 + (whole / 2) * chance);
}
