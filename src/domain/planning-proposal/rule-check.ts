import type { Interval } from '../../runtime/instant.ts';
import {
  capBucket,
  cappedAmount,
  cappedOccasions,
  gapHours,
  goesOn,
  overlaps,
  runOf,
  spanHours,
} from './duty-measures.ts';
import { servedWithin } from './person-rules.ts';
import type { Duty } from './problem.ts';
import type { Cap, PersonRule, Rules } from './rules.ts';

/** A duty of a person: planned now, or fixed before. */
export interface Held {
  readonly duty: Duty;
  readonly planned: boolean;
}

/** A rule that a duty breaks together with others of the same person, with what it meets. */
export type Breach =
  | { readonly rule: 'one-place-at-a-time'; readonly with: Interval }
  | {
      readonly rule: 'longest-run-hours';
      readonly limit: number;
      readonly run: Interval;
      readonly hours: number;
    }
  | { readonly rule: 'longest-run-days'; readonly limit: number; readonly days: number }
  | { readonly rule: 'rest'; readonly limit: number; readonly gapHours: number; readonly with: Interval }
  | { readonly rule: 'no-two-weeks-running'; readonly with: Interval }
  | { readonly rule: 'rolling-hours'; readonly limit: number; readonly days: number; readonly hours: number }
  | { readonly rule: 'weeks-running'; readonly limit: number; readonly weeks: number }
  | { readonly rule: 'cap'; readonly cap: Cap; readonly amount: number };

/** What `duty` breaks when its person also has `others`. Empty: they can have it. */
export function breachesOf(
  duty: Duty,
  others: readonly Held[],
  rules: Rules,
  personId: string,
): readonly Breach[] {
  const elsewhere = others.filter((other) => overlaps(other.duty, duty));
  // Who cannot be in two places need not hear what else would be wrong there.
  if (elsewhere.length > 0)
    return elsewhere.map((other) => ({ rule: 'one-place-at-a-time', with: intervalOf(other.duty) }));
  const mine = { duty, planned: true };
  const caps = rules.caps.filter((cap) => cap.personId === null || cap.personId === personId);
  return [
    ...runBreaches(duty, others, rules.longestRunHours),
    ...dayBreaches(duty, others, rules.longestRunDays),
    ...restBreaches(duty, others, rules.restHours),
    ...(rules.noTwoWeeksRunning ? weekBreaches(duty, others) : []),
    ...(rules.ofPeople ?? [])
      .filter((rule) => rule.personId === personId)
      .flatMap((rule) => personBreaches(duty, others, rule)),
    ...caps.flatMap((cap) => capBreaches(cap, [...others, mine], mine)),
  ];
}

function runBreaches(duty: Duty, others: readonly Held[], limit: number | null): readonly Breach[] {
  if (limit === null) return [];
  const { first, last } = runOf(
    duty,
    others.map((other) => other.duty),
  );
  const hours = spanHours(first, last);
  const run = { startAt: first.startAt, endAt: last.endAt };
  return hours > limit ? [{ rule: 'longest-run-hours', limit, run, hours }] : [];
}

function dayBreaches(duty: Duty, others: readonly Held[], limit: number | null): readonly Breach[] {
  if (limit === null) return [];
  const days = new Set([...others.map((other) => other.duty), duty].flatMap(({ calendar }) => calendar.days));
  // A day that a fixed duty starts on is no news.
  const fixedDays = new Set(
    others.filter((other) => !other.planned).flatMap((other) => other.duty.calendar.days),
  );
  const runs = duty.calendar.days
    .filter((day) => !fixedDays.has(day))
    .map((day) => {
      let [first, last] = [day, day];
      while (days.has(first - 1)) first -= 1;
      while (days.has(last + 1)) last += 1;
      return last - first + 1;
    });
  const longest = Math.max(0, ...runs);
  return longest > limit ? [{ rule: 'longest-run-days', limit, days: longest }] : [];
}

/** Too near to what comes before or after, unless something of the same person lies in between and joins on. */
function restBreaches(duty: Duty, others: readonly Held[], limit: number | null): readonly Breach[] {
  if (limit === null) return [];
  const duties = others.map((other) => other.duty);
  const joined = {
    before: duties.some((other) => goesOn(other, duty)),
    after: duties.some((other) => goesOn(duty, other)),
  };
  const near = [
    ...(joined.before
      ? []
      : duties.filter((other) => other.endAt < duty.startAt && gapHours(other, duty) < limit)),
    ...(joined.after
      ? []
      : duties.filter((other) => duty.endAt < other.startAt && gapHours(duty, other) < limit)),
  ];
  return near.map((other) => ({
    rule: 'rest',
    limit,
    gapHours: other.startAt < duty.startAt ? gapHours(other, duty) : gapHours(duty, other),
    with: intervalOf(other),
  }));
}

/** Where fixed duties already stand in both weeks, one more in them is no news. */
function weekBreaches(duty: Duty, others: readonly Held[]): readonly Breach[] {
  const { week } = duty.calendar;
  const fixedInWeek = others.some((other) => !other.planned && other.duty.calendar.week === week);
  return others
    .filter((other) => Math.abs(other.duty.calendar.week - week) === 1 && (other.planned || !fixedInWeek))
    .map((other) => ({ rule: 'no-two-weeks-running', with: intervalOf(other.duty) }));
}

/** Where fixed duties alone are over the limit, what adds nothing is no news. */
function personBreaches(duty: Duty, others: readonly Held[], rule: PersonRule): readonly Breach[] {
  const all = [...others.map((other) => other.duty), duty];
  if (rule.kind === 'weeks-running') {
    const weeks = new Set(others.map((other) => other.duty.calendar.week));
    if (weeks.has(duty.calendar.week)) return [];
    weeks.add(duty.calendar.week);
    let [first, last] = [duty.calendar.week, duty.calendar.week];
    while (weeks.has(first - 1)) first -= 1;
    while (weeks.has(last + 1)) last += 1;
    const length = last - first + 1;
    return length > rule.weeks ? [{ rule: 'weeks-running', limit: rule.weeks, weeks: length }] : [];
  }
  const spans = all.map(({ startAt }) => ({ startAt, endAt: startAt + rule.days * DAY_MS }));
  const hours = spans
    .filter((span) => servedWithin(duty, span) > 0)
    .map((span) => all.reduce((sum, one) => sum + servedWithin(one, span), 0));
  const most = Math.max(0, ...hours);
  return most > rule.hours
    ? [{ rule: 'rolling-hours', limit: rule.hours, days: rule.days, hours: most }]
    : [];
}

function capBreaches(cap: Cap, all: readonly Held[], mine: Held): readonly Breach[] {
  const bucket = capBucket(cap, mine.duty, true);
  const counted = all.filter((held) => capBucket(cap, held.duty, held.planned) === bucket);
  const amount = amountOf(cap, counted);
  // Where the past alone is over the cap, what adds nothing to it is no breach.
  const added =
    amount -
    amountOf(
      cap,
      counted.filter((held) => held !== mine),
    );
  return added > 0 && amount > cap.atMost ? [{ rule: 'cap', cap, amount }] : [];
}

function amountOf(cap: Cap, counted: readonly Held[]): number {
  const occasions = counted.map(({ duty }) => cappedOccasions(cap, duty));
  if (occasions.some((those) => those === null))
    return counted.reduce((sum, { duty }) => sum + cappedAmount(cap, duty), 0);
  return new Set(occasions.flatMap((those) => those ?? [])).size;
}

function intervalOf({ startAt, endAt }: Interval): Interval {
  return { startAt, endAt };
}

const DAY_MS = 24 * 60 * 60 * 1000;
