import { contains, type Instant } from '../instant.ts';
import type { OnCall, OnCallReason, Override, Schedule } from './schedule.ts';

/** Someone on duty at an instant, before "until when" is known. */
type OnDuty = Pick<OnCall, 'personId' | 'reason'>;

/**
 * Who is on duty at `at`, in ringing order, until when and why. Precedence: override > planned shift.
 * Overrides apply in the order given, each to what the ones before left. `until` is the instant at which
 * that person's duty for that reason ends, whatever others do meanwhile: shifts that touch count as one.
 */
export function resolveOnCall(schedule: Schedule, at: Instant): readonly OnCall[] {
  return onDutyAt(schedule, at).map((entry) => ({ ...entry, until: endOfDuty(schedule, entry, at) }));
}

function onDutyAt(schedule: Schedule, at: Instant): readonly OnDuty[] {
  const planned: OnDuty[] = schedule.shifts
    .filter((shift) => contains(shift, at))
    .map((shift) => ({ personId: shift.personId, reason: { kind: 'planned-shift' } }));
  const onDuty = schedule.overrides
    .filter((override) => contains(override, at))
    .reduce<readonly OnDuty[]>(applyOverride, planned);
  return withoutRepeats(onDuty);
}

function applyOverride(onDuty: readonly OnDuty[], override: Override): readonly OnDuty[] {
  const replacement: readonly OnDuty[] =
    override.personId === null
      ? []
      : [
          {
            personId: override.personId,
            reason: {
              kind: 'override',
              action: 'takes-over',
              replacesId: override.replacesId,
              madeBy: override.madeBy,
            },
          },
        ];
  if (override.replacesId === null) return replacement;
  // The replacement takes the place of the replaced in the ringing order.
  return onDuty.flatMap((entry) => (entry.personId === override.replacesId ? replacement : [entry]));
}

function endOfDuty(schedule: Schedule, entry: OnDuty, at: Instant): Instant | null {
  const stillOnDuty = (edge: Instant) =>
    onDutyAt(schedule, edge).some(
      (other) => other.personId === entry.personId && sameReason(other.reason, entry.reason),
    );
  return edgesAfter(schedule, at).find((edge) => !stillOnDuty(edge)) ?? null;
}

/** Every later instant at which a shift or an override starts or ends: duty changes nowhere else. */
function edgesAfter(schedule: Schedule, at: Instant): readonly Instant[] {
  const edges = [...schedule.shifts, ...schedule.overrides].flatMap(({ startAt, endAt }) => [startAt, endAt]);
  return [...new Set(edges)].filter((edge) => edge > at).sort((a, b) => a - b);
}

function sameReason(a: OnCallReason, b: OnCallReason): boolean {
  if (a.kind !== 'override' || b.kind !== 'override') return a.kind === b.kind;
  return a.replacesId === b.replacesId && a.madeBy === b.madeBy;
}

function withoutRepeats(onDuty: readonly OnDuty[]): readonly OnDuty[] {
  const seen = new Set<string>();
  return onDuty.filter((entry) => !seen.has(entry.personId) && seen.add(entry.personId));
}
