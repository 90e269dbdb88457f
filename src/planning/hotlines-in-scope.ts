import { type Right, scopeOf } from '../domain/permissions.ts';
import type { Role } from '../domain/person.ts';
import type { Instant } from '../runtime/instant.ts';
import type { ConfigurationReader } from './configuration-reader.ts';
import type { ScheduleStore } from './schedule-store.ts';
import { hotlinesServedBy, hotlinesSupervisedBy, whoServes } from './who-serves.ts';

/** Where it is looked up who serves which hotline, and who looks after them. */
export interface ScopeSources {
  readonly reader: Pick<ConfigurationReader, 'hotlines' | 'policies' | 'teams' | 'people'>;
  readonly schedules: ScheduleStore;
}

/**
 * The hotlines that a right covers: those that somebody serves, and for `team` those in their care too. Asked anew each
 * time, so that it ends when they leave the team or the schedule.
 */
export async function hotlinesInScope(
  right: Right,
  { personId, role }: { readonly personId: string; readonly role: Role },
  { reader, schedules }: ScopeSources,
  now: Instant,
): Promise<ReadonlySet<string>> {
  const scope = scopeOf(right, role);
  if (scope === 'all') return new Set((await reader.hotlines()).keys());
  if (scope !== 'team') return hotlinesServedBy(personId, reader, schedules, now);
  const [serving, people, teams] = await Promise.all([
    whoServes(reader, schedules, now),
    reader.people(),
    reader.teams(),
  ]);
  const served = [...serving].flatMap(([hotlineId, ids]) => (ids.has(personId) ? [hotlineId] : []));
  return new Set([...served, ...hotlinesSupervisedBy(personId, serving, people, teams)]);
}
