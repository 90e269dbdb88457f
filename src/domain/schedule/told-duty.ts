import type { Instant, Interval } from '../../runtime/instant.ts';
import type { DutyByPerson } from './compare-duty.ts';

/** Duty that somebody has in one state of a planning and not in another. */
export interface DutyDifference extends Interval {
  readonly kind: 'gained' | 'lost';
  readonly personId: string;
  /** As a trainee, whom no call rings. */
  readonly isShadow?: true;
}

/** What each person gains and loses from `known` to `now`, by person, then by time. */
export function dutyDifferences(known: DutyByPerson, now: DutyByPerson): readonly DutyDifference[] {
  const people = [...new Set([...known.keys(), ...now.keys()])].sort();
  return people.flatMap((personId) => {
    const [old, current] = [known.get(personId) ?? [], now.get(personId) ?? []];
    const lost = without(old, current).map((one) => ({ kind: 'lost' as const, personId, ...one }));
    const gained = without(current, old).map((one) => ({ kind: 'gained' as const, personId, ...one }));
    return [...lost, ...gained].sort((a, b) => a.startAt - b.startAt);
  });
}

/** What people know once they were told of these. */
export function withTold(known: DutyByPerson, told: readonly DutyDifference[]): DutyByPerson {
  const after = new Map(known);
  for (const { kind, personId, startAt, endAt } of told) {
    const own = after.get(personId) ?? [];
    const one = [{ startAt, endAt }];
    after.set(personId, kind === 'gained' ? union(own, one) : without(own, one));
  }
  return after;
}

/** The same, and what comes after it. */
export function withMore(known: DutyByPerson, more: DutyByPerson): DutyByPerson {
  const after = new Map(known);
  for (const [personId, duty] of more) after.set(personId, union(after.get(personId) ?? [], duty));
  return after;
}

/** What of it lies in `[from, to)`. */
export function cutDuty(duties: DutyByPerson, from: Instant, to: Instant): DutyByPerson {
  const cut = [...duties].map(([personId, own]) => [personId, cutAll(own, from, to)] as const);
  return new Map(cut.filter(([, own]) => own.length > 0));
}

function cutAll(intervals: readonly Interval[], from: Instant, to: Instant): readonly Interval[] {
  return intervals
    .map(({ startAt, endAt }) => ({ startAt: Math.max(startAt, from), endAt: Math.min(endAt, to) }))
    .filter(({ startAt, endAt }) => startAt < endAt);
}

/** Both in order, neither with overlaps: what of `whole` is in none of `taken`. */
function without(whole: readonly Interval[], taken: readonly Interval[]): readonly Interval[] {
  return whole.flatMap(({ startAt, endAt }) => {
    const left: Interval[] = [];
    let from = startAt;
    for (const other of taken) {
      if (other.endAt <= from) continue;
      if (other.startAt >= endAt) break;
      if (other.startAt > from) left.push({ startAt: from, endAt: other.startAt });
      from = other.endAt;
    }
    if (from < endAt) left.push({ startAt: from, endAt });
    return left;
  });
}

function union(a: readonly Interval[], b: readonly Interval[]): readonly Interval[] {
  const joined: { startAt: Instant; endAt: Instant }[] = [];
  for (const { startAt, endAt } of [...a, ...b].sort((one, other) => one.startAt - other.startAt)) {
    const last = joined.at(-1);
    if (last && startAt <= last.endAt) last.endAt = Math.max(last.endAt, endAt);
    else joined.push({ startAt, endAt });
  }
  return joined;
}
