import type { TaskStory } from '../../tasks/task-book.ts';
import { type MemberVisit, notFound, param } from '../visit.ts';

/** The task in the address. */
export async function taskOf(visit: MemberVisit): Promise<TaskStory> {
  const id = param(visit, 'task');
  if (!/^\d{1,15}$/.test(id)) return notFound();
  return (await visit.needs.taskSearch.find(Number(id))) ?? notFound();
}
