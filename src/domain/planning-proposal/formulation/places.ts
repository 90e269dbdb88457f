import type { Assignment, Candidate, Duty, Slot } from '../problem.ts';
import type { ProgramBuilder, Term } from './linear-program.ts';

/** A duty that one person has already (`column` null), or may be given (1 in the column). */
export interface Place {
  readonly duty: Duty;
  readonly column: number | null;
}

/** An assignment that can be made: 1 in the column makes it. */
export interface Choice extends Assignment {
  readonly slot: Slot;
  readonly person: Candidate;
  readonly column: number;
}

/** An amount in a program: what is certain, and what depends on columns. */
export interface Amount {
  readonly certain: number;
  readonly terms: readonly Term[];
}

/** How many of `places` are taken, each weighing what `weight` says. */
export function taken(places: readonly Place[], weight: (duty: Duty) => number): Amount {
  return total(
    places.map(({ duty, column }) =>
      column === null
        ? { certain: weight(duty), terms: [] }
        : { certain: 0, terms: [{ column, factor: weight(duty) }] },
    ),
  );
}

/** 1 when at least one of `places` is taken, 0 when none is. */
export function anyTaken(builder: ProgramBuilder, places: readonly Place[]): Amount {
  const columns = places.flatMap(({ column }) => (column === null ? [] : [column]));
  if (columns.length < places.length) return { certain: 1, terms: [] };
  const [only, ...others] = columns;
  if (only === undefined) return { certain: 0, terms: [] };
  if (others.length === 0) return { certain: 0, terms: [{ column: only, factor: 1 }] };
  // Not below any of them; what limits it from above is the rule that uses it.
  const any = builder.column({ cost: 0, lower: 0, upper: 1, whole: false });
  for (const column of columns)
    builder.atMost(
      [
        { column, factor: 1 },
        { column: any, factor: -1 },
      ],
      0,
    );
  return { certain: 0, terms: [{ column: any, factor: 1 }] };
}

export function total(amounts: readonly Amount[]): Amount {
  const factors = new Map<number, number>();
  for (const { column, factor } of amounts.flatMap((amount) => amount.terms))
    factors.set(column, (factors.get(column) ?? 0) + factor);
  return {
    certain: amounts.reduce((sum, amount) => sum + amount.certain, 0),
    terms: [...factors].map(([column, factor]) => ({ column, factor })),
  };
}

/**
 * Adds amount ≤ limit. Where what is certain exceeds it already, nothing more may come: the past cannot be mended,
 * and must not make a program without solution.
 */
export function addLimit(builder: ProgramBuilder, amount: Amount, limit: number): void {
  if (amount.terms.length > 0) builder.atMost(amount.terms, Math.max(0, limit - amount.certain));
}
