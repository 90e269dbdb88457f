import type { CandidateSources } from '../calls/live/candidates.ts';
import type { ScheduleInForce } from '../domain/schedule/schedule.ts';
import type { Instant } from '../runtime/instant.ts';

/** A schedule that calls reach. */
export interface ScheduleInUse {
  readonly schedule: ScheduleInForce;
  /** Whether one of the hotlines whose calls reach it can ring mobiles at all. */
  readonly hasTrunk: boolean;
}

/** Those that calls reach now or at other hours, with what is planned from `from` on. */
export async function schedulesInUse(
  { directory, schedules }: CandidateSources,
  from: Instant,
): Promise<readonly ScheduleInUse[]> {
  const trunks = new Map<string, boolean>();
  for (const { policyId, branches, trunk } of await directory.hotlines()) {
    const policies = new Set([policyId, ...branches.flatMap((branch) => branch.policyId ?? [])]);
    for (const id of policies) {
      const targets = (await directory.policy(id))?.steps.flatMap((step) => step.targets) ?? [];
      for (const target of targets)
        if (target.kind === 'schedule')
          trunks.set(target.scheduleId, (trunks.get(target.scheduleId) ?? false) || trunk !== null);
    }
  }
  const found = await Promise.all(
    [...trunks].map(async ([id, hasTrunk]) => ({ schedule: await schedules.schedule(id, from), hasTrunk })),
  );
  return found.flatMap(({ schedule, hasTrunk }) => (schedule === null ? [] : { schedule, hasTrunk }));
}
