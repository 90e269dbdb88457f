import {
  capBucket,
  cappedAmount,
  cappedOccasions,
  gapHours,
  goesOn,
  overlaps,
  spanHours,
} from '../duty-measures.ts';
import { servedWithin } from '../person-rules.ts';
import type { Cap, PersonRule, Rules } from '../rules.ts';
import type { ProgramBuilder } from './linear-program.ts';
import { addLimit, anyTaken, type Place, taken, total } from './places.ts';
import { addRunRows } from './run-rows.ts';

/** Adds the rows that keep one person's duties within the rules; `places` are in the order of their start. */
export function addRuleRows(
  builder: ProgramBuilder,
  places: readonly Place[],
  rules: Rules,
  personId: string,
): void {
  addApartness(builder, places, rules);
  if (rules.longestRunHours !== null) addRunRows(builder, places, rules.longestRunHours);
  if (rules.longestRunDays !== null) addDayRows(builder, places, rules.longestRunDays);
  if (rules.noTwoWeeksRunning) addWeekRows(builder, places);
  for (const rule of rules.ofPeople ?? [])
    if (rule.personId === personId) addPersonRows(builder, places, rule);
  for (const cap of rules.caps)
    if (cap.personId === null || cap.personId === personId) addCapRows(builder, places, cap);
}

/**
 * One place at a time, and rest between duties. Two duties with too little time between them are possible only when
 * a third goes on where the first ends (it then is too near to the second, or goes on into it in its turn):
 * first + second ≤ 1 + all that go on after the first.
 * Where nothing can go on, duties that exclude each other are one row, which says more than pairs do.
 */
function addApartness(builder: ProgramBuilder, places: readonly Place[], rules: Rules): void {
  const rest = rules.restHours ?? 0;
  const longest = rules.longestRunHours ?? Number.POSITIVE_INFINITY;
  const joins = (a: Place, b: Place) => goesOn(a.duty, b.duty) && spanHours(a.duty, b.duty) <= longest;
  /** What a place between the two makes lawful: it goes on after the first, or leads up to the second. */
  const between = (first: Place, second: Place): readonly Place[] => [
    ...places.filter((other) => joins(first, other)),
    // When the first is fixed, what leads up to the second may be too: too near, and nobody's doing now.
    ...(first.column === null ? places.filter((other) => goesOn(other.duty, second.duty)) : []),
  ];
  const tooNear = (a: Place, b: Place) => !goesOn(a.duty, b.duty) && gapHours(a.duty, b.duty) < rest;
  const excludes = (a: Place, b: Place): boolean =>
    overlaps(a.duty, b.duty) ||
    (goesOn(a.duty, b.duty) && spanHours(a.duty, b.duty) > longest) ||
    (tooNear(a, b) && between(a, b).length === 0);

  for (const [index, later] of places.entries()) {
    const group: Place[] = [];
    for (const earlier of places.slice(0, index).toReversed()) {
      if (earlier.column === null && later.column === null) continue;
      if (excludes(earlier, later)) {
        // A place joins the row when it excludes each one in it; otherwise it needs its own.
        if (group.every((member) => excludes(earlier, member))) group.push(earlier);
        else addLimit(builder, taken([earlier, later], one), 1);
      } else if (tooNear(earlier, later)) {
        const lawful = taken(between(earlier, later), () => -1);
        const both = total([taken([earlier, later], one), lawful]);
        builder.atMost(both.terms, 1 - both.certain);
      }
    }
    if (group.length > 0) addLimit(builder, taken([...group, later], one), 1);
  }
}

/** In no `limit` + 1 days running does a duty start on each. */
function addDayRows(builder: ProgramBuilder, places: readonly Place[], limit: number): void {
  const days = new Map(
    [...groupBy(places, ({ duty }) => duty.calendar.days)].map(([day, on]) => [day, anyTaken(builder, on)]),
  );
  for (const day of days.keys()) {
    const running = Array.from({ length: limit + 1 }, (_, index) => days.get(day + index));
    const amounts = running.flatMap((amount) => amount ?? []);
    if (amounts.length === running.length) addLimit(builder, total(amounts), limit);
  }
}

function addWeekRows(builder: ProgramBuilder, places: readonly Place[]): void {
  const weeks = new Map(
    [...groupBy(places, ({ duty }) => [duty.calendar.week])].map(([week, inIt]) => [
      week,
      anyTaken(builder, inIt),
    ]),
  );
  for (const [week, amount] of weeks) {
    const next = weeks.get(week + 1);
    if (next) addLimit(builder, total([amount, next]), 1);
  }
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Hours in any days running: enough to be looked at from the start of each duty. Weeks: no limit + 1 running. */
function addPersonRows(builder: ProgramBuilder, places: readonly Place[], rule: PersonRule): void {
  if (rule.kind === 'weeks-running') {
    const weeks = new Map(
      [...groupBy(places, ({ duty }) => [duty.calendar.week])].map(([week, inIt]) => [
        week,
        anyTaken(builder, inIt),
      ]),
    );
    for (const week of weeks.keys()) {
      const running = Array.from({ length: rule.weeks + 1 }, (_, index) => weeks.get(week + index));
      const amounts = running.flatMap((amount) => amount ?? []);
      if (amounts.length === running.length) addLimit(builder, total(amounts), rule.weeks);
    }
    return;
  }
  for (const startAt of new Set(places.map(({ duty }) => duty.startAt))) {
    const span = { startAt, endAt: startAt + rule.days * DAY_MS };
    const within = places.filter(({ duty }) => servedWithin(duty, span) > 0);
    addLimit(
      builder,
      taken(within, (duty) => servedWithin(duty, span)),
      rule.hours,
    );
  }
}

function addCapRows(builder: ProgramBuilder, places: readonly Place[], cap: Cap): void {
  const buckets = groupBy(places, ({ duty, column }) => {
    const bucket = capBucket(cap, duty, column !== null);
    return bucket === null ? [] : [bucket];
  });
  for (const inBucket of buckets.values()) {
    const occasions = groupBy(inBucket, ({ duty }) => cappedOccasions(cap, duty) ?? []);
    const amount =
      occasions.size === 0
        ? taken(inBucket, (duty) => (cappedOccasions(cap, duty) === null ? cappedAmount(cap, duty) : 0))
        : total([...occasions.values()].map((on) => anyTaken(builder, on)));
    addLimit(builder, amount, cap.atMost);
  }
}

function one(): number {
  return 1;
}

function groupBy<T, Key>(
  items: readonly T[],
  keysOf: (item: T) => readonly Key[],
): ReadonlyMap<Key, readonly T[]> {
  const groups = new Map<Key, T[]>();
  for (const item of items)
    for (const key of keysOf(item)) {
      const group = groups.get(key);
      if (group) group.push(item);
      else groups.set(key, [item]);
    }
  return groups;
}
