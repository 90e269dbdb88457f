import { dependsOnServing, type Right, scopeOf } from '../domain/permissions.ts';
import { hotlinesServedBy } from '../planning/who-serves.ts';
import type { TaskScope } from '../tasks/task-search.ts';
import type { MemberContext } from './request-context.ts';

/** The hotlines that the visitor serves; not looked up for whom no right depends on it. */
export async function servedHotlines({
  dependencies,
  actor,
  now,
}: MemberContext): Promise<ReadonlySet<string>> {
  if (!dependsOnServing(actor.role)) return new Set();
  return hotlinesServedBy(actor.personId, dependencies.reader, dependencies.schedules, now);
}

/** What a right over tasks covers, for a search; undefined: to all. */
export async function scopeOverTasks(context: MemberContext, right: Right): Promise<TaskScope | undefined> {
  const { personId, role } = context.actor;
  if (scopeOf(right, role) === 'all') return undefined;
  return { personId, hotlineIds: [...(await servedHotlines(context))] };
}
