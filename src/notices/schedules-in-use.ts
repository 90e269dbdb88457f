import type { Directory } from '../calls/directory.ts';
import type { CandidateSources } from '../calls/live/candidates.ts';
import type { EscalationPolicy } from '../domain/escalation/policy.ts';
import type { Hotline } from '../domain/hotline.ts';
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
  for (const hotline of await directory.hotlines()) {
    const hasTrunk = hotline.trunk !== null;
    const policies = await policiesOf(directory, hotline);
    for (const target of policies.flatMap(({ steps }) => steps.flatMap((step) => step.targets)))
      if (target.kind === 'schedule')
        trunks.set(target.scheduleId, (trunks.get(target.scheduleId) ?? false) || hasTrunk);
  }
  const found = await Promise.all(
    [...trunks].map(async ([id, hasTrunk]) => ({ schedule: await schedules.schedule(id, from), hasTrunk })),
  );
  return found.flatMap(({ schedule, hasTrunk }) => (schedule === null ? [] : { schedule, hasTrunk }));
}

/** Every policy by which a hotline's calls go, at whatever hour. */
export async function policiesOf(
  directory: Pick<Directory, 'policy'>,
  { policyId, branches }: Hotline,
): Promise<readonly EscalationPolicy[]> {
  const ids = new Set([policyId, ...branches.flatMap((branch) => branch.policyId ?? [])]);
  const policies = await Promise.all([...ids].map((id) => directory.policy(id)));
  return policies.flatMap((policy) => policy ?? []);
}
