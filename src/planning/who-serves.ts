import type { EscalationPolicy, Target } from '../domain/escalation/policy.ts';
import type { Hotline } from '../domain/hotline.ts';
import { peopleOf } from '../domain/schedule/people-of.ts';
import type { Instant } from '../runtime/instant.ts';
import type { ConfigurationReader } from './configuration-reader.ts';
import type { ScheduleStore } from './schedule-store.ts';

/** The hotlines whose calls may ring somebody, now or later: by name, through a team, or through a schedule. */
export async function hotlinesServedBy(
  personId: string,
  reader: Pick<ConfigurationReader, 'hotlines' | 'policies' | 'teams'>,
  schedules: ScheduleStore,
  now: Instant,
): Promise<ReadonlySet<string>> {
  const [hotlines, policies, teams] = await Promise.all([
    reader.hotlines(),
    reader.policies(),
    reader.teams(),
  ]);
  const rings = async (target: Target): Promise<boolean> => {
    switch (target.kind) {
      case 'person':
        return target.personId === personId;
      case 'team':
        return teams.get(target.teamId)?.memberIds.includes(personId) ?? false;
      case 'schedule': {
        const schedule = await schedules.schedule(target.scheduleId, now);
        return schedule !== null && peopleOf(schedule, now).has(personId);
      }
      case 'number':
        return false;
    }
  };
  const served = new Set<string>();
  for (const hotline of hotlines.values())
    for (const target of targetsOf(hotline, policies)) if (await rings(target)) served.add(hotline.id);
  return served;
}

function targetsOf(
  { policyId, branches }: Hotline,
  policies: ReadonlyMap<string, EscalationPolicy>,
): readonly Target[] {
  const ids = [policyId, ...branches.flatMap((branch) => branch.policyId ?? [])];
  return ids.flatMap((id) => policies.get(id)?.steps ?? []).flatMap(({ targets }) => targets);
}
