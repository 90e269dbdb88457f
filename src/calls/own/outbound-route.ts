import type { EscalationPolicy, Target } from '../../domain/escalation/policy.ts';
import type { Hotline } from '../../domain/hotline.ts';
import { peopleOf } from '../../domain/schedule/people-of.ts';
import type { Instant } from '../../runtime/instant.ts';
import type { CandidateSources } from '../live/candidates.ts';

/**
 * The hotline by whose trunk a person's mobile is dialled when no call does it: one whose calls may reach them; without
 * any, the first with a trunk. Null: no hotline has one.
 */
export async function outboundRoute(
  { directory, schedules }: CandidateSources,
  personId: string,
  at: Instant,
): Promise<Hotline | null> {
  const withTrunk = (await directory.hotlines()).filter(({ trunk }) => trunk !== null);
  for (const hotline of withTrunk) {
    for (const id of new Set([
      hotline.policyId,
      ...hotline.branches.flatMap(({ policyId }) => policyId ?? []),
    ])) {
      const policy = await directory.policy(id);
      if (policy && (await reaches(policy))) return hotline;
    }
  }
  return withTrunk[0] ?? null;

  async function reaches({ steps }: EscalationPolicy): Promise<boolean> {
    for (const target of steps.flatMap(({ targets }) => targets)) if (await includes(target)) return true;
    return false;
  }

  async function includes(target: Target): Promise<boolean> {
    switch (target.kind) {
      case 'person':
        return target.personId === personId;
      case 'team':
        return (await directory.team(target.teamId))?.memberIds.includes(personId) ?? false;
      case 'schedule': {
        const schedule = await schedules.schedule(target.scheduleId, at);
        return schedule !== null && peopleOf(schedule, at).has(personId);
      }
      case 'number':
        return false;
    }
  }
}
