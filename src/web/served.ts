import { dependsOnServing, type Right, reachOf } from '../domain/permissions.ts';
import { hotlinesServedBy } from '../planning/who-serves.ts';
import type { TaskReach } from '../tasks/task-search.ts';
import type { MemberVisit } from './visit.ts';

/** The hotlines that the visitor serves; not looked up for whom no right depends on it. */
export async function servedHotlines({ needs, actor, now }: MemberVisit): Promise<ReadonlySet<string>> {
  if (!dependsOnServing(actor.role)) return new Set();
  return hotlinesServedBy(actor.personId, needs.reader, needs.schedules, now);
}

/** How far a right over tasks reaches, for a search; undefined: to all. */
export async function reachOverTasks(visit: MemberVisit, right: Right): Promise<TaskReach | undefined> {
  const { personId, role } = visit.actor;
  if (reachOf(right, role) === 'all') return undefined;
  return { personId, hotlineIds: [...(await servedHotlines(visit))] };
}
