/**
 * Sums of calls: for each measure, how many of each key. A key of several parts has them in the order told here,
 * with `/` between. Measures of seconds hold how many calls took each whole number of seconds, so that a median is that of the
 * calls themselves, over any number of days.
 */
export const MEASURES = {
  /** CallKind. */
  kinds: 'sum',
  /** Outcome, of offered calls. */
  outcomes: 'sum',
  /** Seconds, of offered calls: until the first ring, until taken, of talk. */
  ring: 'sum',
  taken: 'sum',
  talk: 'sum',
  /** Stage, seconds: offered calls whose caller left. */
  left: 'sum',
  /** Offered and handled in the end. */
  handled: 'sum',
  /** ISO weekday, hour of arrival on the hotline's clocks: offered; of these taken. */
  hours: 'sum',
  'hours-taken': 'sum',
  /** `hour`, `week`: offered calls whose caller had called so shortly before. */
  again: 'sum',
  /** `callers`, `waiting`: the most at once. */
  peaks: 'most',
  /** Step (-1: last resort), round: how many calls came to it; were taken at it. */
  'step-reached': 'sum',
  'step-taken': 'sum',
  /** Kind of contact method: tried; taken by. */
  'method-tried': 'sum',
  'method-taken': 'sum',
  /** Tries that were needed for a call that was taken. */
  tries: 'sum',
  /** Outcome, code of its reason, what the network said (`q17`, `s486`), where there is that: tries that did not take the call. */
  failures: 'sum',
  /** By the same keys: the calls that had such a try. */
  'failure-calls': 'sum',
  /** `tried`, `rang`, `answered`: tries at outside numbers; seconds until the network said that the phone rings. */
  trunk: 'sum',
  'trunk-delay': 'sum',
  /** Trunk, what it did (TrunkWhat): tries, a try through several at each; the calls of these. Trunk, seconds until it rang. */
  trunks: 'sum',
  'trunk-calls': 'sum',
  'trunks-delay': 'sum',
  /** `tries`, `seconds`: what rang between 22:00 and 07:00, and nobody took the call there. */
  'night-vain': 'sum',
  /** Person, AttemptOutcome. */
  people: 'sum',
  /** Person, PersonFigure: calls, each once. */
  'person-calls': 'sum',
  /** Person, seconds from the first ring to the key. */
  'person-taken': 'sum',
  /** Person: seconds of talk; tries between 22:00 and 07:00. */
  'person-talk': 'sum',
  'night-tries': 'sum',
  /** Person, month: days of it on whose evening a night with tries began, as bits (`nights.ts`); with tries that were answered. */
  nights: 'bits',
  'nights-answered': 'bits',
  /** TaskKind of tasks opened; seconds until taken, until done; reason that closed them. */
  tasks: 'sum',
  'task-taken': 'sum',
  'task-done': 'sum',
  'task-ends': 'sum',
  /** FallbackReason; `answered`: calls that the dialplan dealt with. */
  fallback: 'sum',
} as const;

export type Measure = keyof typeof MEASURES;

/** What two sums of a measure are together. */
const MERGES: Readonly<Record<(typeof MEASURES)[Measure], (a: number, b: number) => number>> = {
  sum: (a, b) => a + b,
  most: Math.max,
  bits: (a, b) => a | b,
};

/** Whose keys begin with a person: they are read only where people are shown, for there are many of them. */
const OF_PEOPLE: ReadonlySet<Measure> = new Set([
  ...(['people', 'person-calls', 'person-taken', 'person-talk'] as const),
  ...(['night-tries', 'nights', 'nights-answered'] as const),
]);

/** How many of each key. */
export type Counts = Readonly<Record<string, number>>;

/** Sums of some calls; a measure of which there is nothing is left out. */
export type Sums = { readonly [M in Measure]?: Counts };

/** Collects sums. */
export class Tally {
  readonly #sums: { [M in Measure]?: Record<string, number> } = {};

  add(measure: Measure, key: string | number, amount = 1): void {
    const counts = this.#countsOf(measure);
    counts[key] = MERGES[MEASURES[measure]](counts[key] ?? 0, amount);
  }

  addAll(sums: Sums): void {
    for (const measure of Object.keys(sums) as Measure[]) {
      const [counts, added] = [this.#countsOf(measure), sums[measure] ?? {}];
      const merge = MERGES[MEASURES[measure]];
      // Tens of thousands for a page: without a list of them first.
      for (const key in added) counts[key] = merge(counts[key] ?? 0, added[key] ?? 0);
    }
  }

  #countsOf(measure: Measure): Record<string, number> {
    const known = this.#sums[measure];
    if (known !== undefined) return known;
    const counts: Record<string, number> = {};
    this.#sums[measure] = counts;
    return counts;
  }

  get sums(): Sums {
    return this.#sums;
  }
}

/** What is told of calls, and what of people. */
export function apart(sums: Sums): { readonly calls: Sums; readonly people: Sums } {
  const of = (isOfPeople: boolean): Sums =>
    Object.fromEntries(
      Object.entries(sums).filter(([measure]) => OF_PEOPLE.has(measure as Measure) === isOfPeople),
    );
  return { calls: of(false), people: of(true) };
}

export function countOf(counts: Counts | undefined, key: string | number): number {
  return counts?.[key] ?? 0;
}

export function totalOf(counts: Counts | undefined): number {
  return Object.values(counts ?? {}).reduce((total, amount) => total + amount, 0);
}

/** The counts whose key begins with `first`, by what follows it. */
export function under(counts: Counts | undefined, first: string): Counts {
  const prefix = `${first}/`;
  const found: Record<string, number> = {};
  for (const [key, amount] of Object.entries(counts ?? {}))
    if (key.startsWith(prefix)) found[key.slice(prefix.length)] = amount;
  return found;
}

/** The same of every first part there is. */
export function byFirst(counts: Counts | undefined): ReadonlyMap<string, Counts> {
  const found = new Map<string, Record<string, number>>();
  for (const key in counts) {
    const end = key.indexOf('/');
    const first = key.slice(0, end);
    const own = found.get(first) ?? {};
    found.set(first, own);
    own[key.slice(end + 1)] = counts[key] ?? 0;
  }
  return found;
}

/** Counts by the last part of their keys, or by any other (from 0). */
export function byPart(counts: Counts | undefined, part: number): Counts {
  const found: Record<string, number> = {};
  for (const [key, amount] of Object.entries(counts ?? {})) {
    const name = key.split('/')[part] ?? '';
    found[name] = (found[name] ?? 0) + amount;
  }
  return found;
}
