import type { Counts } from './sums.ts';

/** What is told of a measure of seconds: never a mean alone, which one long call would bend. */
export interface Spread {
  readonly count: number;
  readonly median: number;
  readonly p90: number;
}

/** Null: nothing was measured. */
export function spreadOf(seconds: Counts | undefined): Spread | null {
  const sorted = sortedSeconds(seconds);
  const count = sorted.reduce((total, [, amount]) => total + amount, 0);
  return count === 0 ? null : { count, median: atRank(sorted, count, 0.5), p90: atRank(sorted, count, 0.9) };
}

/** How many took no longer than that. */
export function within(seconds: Counts | undefined, limit: number): number {
  return Object.entries(seconds ?? {}).reduce(
    (total, [second, amount]) => (Number(second) <= limit ? total + amount : total),
    0,
  );
}

function sortedSeconds(seconds: Counts | undefined): readonly (readonly [number, number])[] {
  return Object.entries(seconds ?? {})
    .map(([second, amount]) => [Number(second), amount] as const)
    .sort(([a], [b]) => a - b);
}

/** The nearest rank: the smallest value that at least this share of them do not exceed. */
function atRank(sorted: readonly (readonly [number, number])[], count: number, share: number): number {
  const rank = Math.max(1, Math.ceil(share * count));
  let seen = 0;
  for (const [second, amount] of sorted) {
    seen += amount;
    if (seen >= rank) return second;
  }
  throw new Error('a share of nothing');
}
