import { gapsOfHotlines } from '../calls/hotline-gaps.ts';
import type { CandidateSources } from '../calls/live/candidates.ts';
import type { NumberingPlan } from '../domain/phone-number.ts';
import { absentOnDuty, gaps } from '../domain/schedule/coverage.ts';
import type { ScheduleInForce } from '../domain/schedule/schedule.ts';
import { type Interval, SECOND } from '../runtime/instant.ts';
import type { DomainEvent } from './domain-event.ts';
import { policiesOf } from './schedules-in-use.ts';

export interface FindGapsDependencies {
  readonly candidates: CandidateSources;
  readonly numberingPlan: NumberingPlan;
}

/** `gap` is what makes it the same when it is found again. */
export interface FoundGap {
  readonly gap: string;
  readonly event: DomainEvent;
}

const DAY = 86_400 * SECOND;

/**
 * When hotlines reach nobody in the time ahead, and when schedules are empty that must not be. What a hotline's own gap
 * tells already is not told of its schedules again. And who is planned while they are absent.
 */
export async function findGaps(
  { candidates, numberingPlan }: FindGapsDependencies,
  schedules: readonly ScheduleInForce[],
  ahead: Interval,
): Promise<readonly FoundGap[]> {
  const { startAt: now, endAt: to } = ahead;
  const found: FoundGap[] = [];
  const told = new Map<string, Interval[]>();
  for (const { hotline, gaps: own } of await gapsOfHotlines(candidates, numberingPlan, now, to)) {
    for (const { startAt, endAt, reason } of own) {
      const begun = startAt <= now;
      const gap = `hotline ${hotline.id} ${reason} ${endsOf({ startAt, endAt }, ahead)}`;
      found.push({
        gap,
        event: { kind: 'hotline-gap', gap, hotlineId: hotline.id, reason, begun, startAt, endAt },
      });
      for (const id of await schedulesOf(candidates, hotline))
        told.set(id, [...(told.get(id) ?? []), { startAt, endAt }]);
    }
  }
  for (const schedule of schedules)
    for (const { startAt, endAt } of gaps(schedule, now, to)) {
      if (told.get(schedule.id)?.some((one) => one.startAt <= startAt && endAt <= one.endAt)) continue;
      const gap = `${schedule.id} ${endsOf({ startAt, endAt }, ahead)}`;
      found.push({ gap, event: { kind: 'gap-ahead', gap, scheduleId: schedule.id, startAt, endAt } });
    }
  for (const schedule of schedules)
    for (const { personId, startAt, endAt } of absentOnDuty(schedule, now, to)) {
      const gap = `absent ${personId} ${schedule.id} ${endsOf({ startAt, endAt }, ahead)}`;
      found.push({
        gap,
        event: { kind: 'planned-absent', gap, personId, scheduleId: schedule.id, startAt, endAt },
      });
    }
  return found;
}

/** A gap's ends as far as they are not those of our look: the same gap is found again a minute later. */
function endsOf({ startAt, endAt }: Interval, { startAt: now, endAt: to }: Interval): string {
  const begun = startAt <= now;
  if (!begun) return String(startAt);
  return endAt >= to ? `day ${Math.floor(now / DAY)}` : `until ${endAt}`;
}

async function schedulesOf(
  { directory }: CandidateSources,
  hotline: Parameters<typeof policiesOf>[1],
): Promise<readonly string[]> {
  const policies = await policiesOf(directory, hotline);
  const targets = policies.flatMap(({ steps }) => steps.flatMap((step) => step.targets));
  return targets.flatMap((target) => (target.kind === 'schedule' ? target.scheduleId : []));
}
