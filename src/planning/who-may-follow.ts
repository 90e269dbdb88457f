import { scopeOf } from '../domain/permissions.ts';
import type { Role } from '../domain/person.ts';
import type { Instant } from '../runtime/instant.ts';
import type { ConfigurationReader } from './configuration-reader.ts';
import type { ScheduleStore } from './schedule-store.ts';
import { hotlinesSupervisedBy, whoServes } from './who-serves.ts';

/** Where it is looked up who serves which hotline, and who looks after them. */
export interface FollowSources {
  readonly reader: Pick<ConfigurationReader, 'hotlines' | 'policies' | 'teams' | 'people'>;
  readonly schedules: ScheduleStore;
}

/**
 * The hotlines of which somebody may ask to be told although they had no part in a call. Asked when they want it and
 * again whenever something is told, so that it ends when they leave the team or the schedule.
 */
export async function hotlinesToFollow(
  { personId, role }: { readonly personId: string; readonly role: Role },
  { reader, schedules }: FollowSources,
  now: Instant,
): Promise<ReadonlySet<string>> {
  const scope = scopeOf('notices.follow', role);
  if (scope === 'all') return new Set((await reader.hotlines()).keys());
  const serving = await whoServes(reader, schedules, now);
  const served = [...serving].flatMap(([hotlineId, people]) => (people.has(personId) ? [hotlineId] : []));
  if (scope !== 'team') return new Set(served);
  const [people, teams] = await Promise.all([reader.people(), reader.teams()]);
  return new Set([...served, ...hotlinesSupervisedBy(personId, serving, people, teams)]);
}
