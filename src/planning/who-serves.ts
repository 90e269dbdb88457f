import type { EscalationPolicy, Target } from '../domain/escalation/policy.ts';
import type { Hotline } from '../domain/hotline.ts';
import type { Person, Team } from '../domain/person.ts';
import { peopleOf } from '../domain/schedule/people-of.ts';
import type { Instant } from '../runtime/instant.ts';
import type { ConfigurationReader } from './configuration-reader.ts';
import type { ScheduleStore } from './schedule-store.ts';

/** Of each hotline, everybody whom its calls may ring, now or later: by name, through a team, or through a schedule. */
export type Serving = ReadonlyMap<string, ReadonlySet<string>>;

export type ServingReader = Pick<ConfigurationReader, 'hotlines' | 'policies' | 'teams'>;

export async function whoServes(
  reader: ServingReader,
  schedules: ScheduleStore,
  now: Instant,
): Promise<Serving> {
  const [hotlines, policies, teams] = await Promise.all([
    reader.hotlines(),
    reader.policies(),
    reader.teams(),
  ]);
  const rosters = new Map<string, Promise<ReadonlySet<string>>>();
  const rosterOf = (scheduleId: string) => {
    const known = rosters.get(scheduleId) ?? readRoster(schedules, scheduleId, now);
    rosters.set(scheduleId, known);
    return known;
  };
  const peopleAt = async (target: Target): Promise<Iterable<string>> => {
    switch (target.kind) {
      case 'person':
        return [target.personId];
      case 'team':
        return teams.get(target.teamId)?.memberIds ?? [];
      case 'schedule':
        return rosterOf(target.scheduleId);
      case 'number':
        return [];
    }
  };
  const serving = new Map<string, ReadonlySet<string>>();
  for (const hotline of hotlines.values()) {
    const people = new Set<string>();
    for (const target of targetsOf(hotline, policies))
      for (const personId of await peopleAt(target)) people.add(personId);
    serving.set(hotline.id, people);
  }
  return serving;
}

/** The hotlines whose calls may ring somebody. */
export async function hotlinesServedBy(
  personId: string,
  reader: ServingReader,
  schedules: ScheduleStore,
  now: Instant,
): Promise<ReadonlySet<string>> {
  const serving = await whoServes(reader, schedules, now);
  return new Set([...serving].flatMap(([hotlineId, people]) => (people.has(personId) ? [hotlineId] : [])));
}

/**
 * The hotlines in a supervisor's care: those that may ring somebody of their teams, and those of whose people nobody
 * has a supervisor, which are every supervisor's.
 */
export function hotlinesSupervisedBy(
  supervisorId: string,
  serving: Serving,
  people: ReadonlyMap<string, Person>,
  teams: ReadonlyMap<string, Team>,
): ReadonlySet<string> {
  const mates = (ids: ReadonlySet<string>) =>
    [...teams.values()].flatMap(({ memberIds }) => (memberIds.some((id) => ids.has(id)) ? memberIds : []));
  const supervisors = (ids: ReadonlySet<string>) =>
    mates(ids).filter((id) => people.get(id)?.role === 'supervisor');
  return new Set(
    [...serving].flatMap(([hotlineId, served]) => {
      const near = supervisors(served);
      return near.length === 0 || near.includes(supervisorId) ? [hotlineId] : [];
    }),
  );
}

async function readRoster(
  schedules: ScheduleStore,
  scheduleId: string,
  now: Instant,
): Promise<ReadonlySet<string>> {
  const schedule = await schedules.schedule(scheduleId, now);
  return schedule === null ? new Set() : peopleOf(schedule, now);
}

function targetsOf(
  { policyId, branches }: Hotline,
  policies: ReadonlyMap<string, EscalationPolicy>,
): readonly Target[] {
  const ids = [policyId, ...branches.flatMap((branch) => branch.policyId ?? [])];
  return ids.flatMap((id) => policies.get(id)?.steps ?? []).flatMap(({ targets }) => targets);
}
