/**
 * The phones that ring or talk at once, whoever has them rung: one cap for calls of hotlines and for calls of our own.
 * A leg counts from the decision to dial it until its end is known, as the states of the calls say.
 */
export interface OutboundLegs {
  readonly max: number;
  inUse(): number;
  /** How many more may be dialled. */
  free(): number;
  /** Somebody else who has phones rung tells how many those are now. */
  count(legs: () => number): void;
}

export function createOutboundLegs(max: number): OutboundLegs {
  const counters: (() => number)[] = [];
  const inUse = () => counters.reduce((sum, legs) => sum + legs(), 0);
  return {
    max,
    inUse,
    free: () => Math.max(0, max - inUse()),
    count: (legs) => void counters.push(legs),
  };
}
