import type { TaskStory } from '../../tasks/task-store.ts';
import { type MemberContext, notFound, param } from '../request-context.ts';

/** The task in the address. */
export async function taskOf(context: MemberContext): Promise<TaskStory> {
  const id = param(context, 'task');
  if (!/^\d{1,15}$/.test(id)) return notFound();
  return (await context.dependencies.taskSearch.find(Number(id))) ?? notFound();
}
