import { mayAboutHotline } from '../../domain/permissions.ts';
import { holderOf, type Task } from '../../domain/task/task.ts';
import type { MemberContext, Reply } from '../request-context.ts';
import { scopeOverTasks, servedHotlines } from '../served.ts';
import { filesAt } from '../tables/list-files.ts';
import { readTaskFilter, readTaskPlace, taskListPath } from './task-filter.ts';

const PAGE_SIZE = 50;

/** The tasks, filtered as the address says, a page at a time: first those that wait for somebody. */
export async function tasksPage(context: MemberContext): Promise<Reply> {
  const { dependencies, request, t, actor } = context;
  const read = readTaskFilter(request.query, dependencies.timeZone);
  const after = readTaskPlace(request.query.after);
  const within = await scopeOverTasks(context, 'tasks.see');
  const query = within === undefined ? read.query : { ...read.query, within };
  const [found, hotlines, people, served] = await Promise.all([
    dependencies.taskSearch.page(query, after, PAGE_SIZE + 1),
    dependencies.reader.hotlines(),
    dependencies.reader.people(),
    servedHotlines(context),
  ]);
  const tasks = found.slice(0, PAGE_SIZE);
  const last = found.length > PAGE_SIZE ? tasks.at(-1) : undefined;
  const nameOf = (id: string | null) => (id === null ? t.tasks.nobody : (people.get(id)?.name ?? id));
  return {
    kind: 'page',
    view: 'tasks/list',
    title: t.tasks.title,
    data: {
      tasks: tasks.map((task) => ({
        ...task,
        hotline: hotlines.get(task.hotlineId)?.name ?? t.calls.removedHotline,
        holder: nameOf(holderOf(task)),
      })),
      read,
      hotlines: [...hotlines.values()].filter(({ id }) => mayAboutHotline('tasks.see', actor, id, served)),
      people: within === undefined ? [...people.values()].filter(({ role }) => role !== 'viewer') : [],
      more: last ? taskListPath(read.typed, last) : null,
      first: after === null ? null : taskListPath(read.typed, null),
      files: filesAt((kind) => taskListPath(read.typed, null).replace('/tasks', `/tasks.${kind}`)),
    },
  };
}

/** Tasks that wait, for the first page: how many, since when, and the oldest of them. */
export async function waitingTasks(context: MemberContext) {
  const { dependencies, t } = context;
  const within = await scopeOverTasks(context, 'tasks.see');
  const query = within === undefined ? {} : { within };
  const [tasks, open, taken, hotlines, people] = await Promise.all([
    dependencies.taskSearch.page({ ...query, state: 'waiting' }, null, SHOWN_ON_NOW),
    dependencies.taskSearch.count({ ...query, state: 'open' }),
    dependencies.taskSearch.count({ ...query, state: 'taken' }),
    dependencies.reader.hotlines(),
    dependencies.reader.people(),
  ]);
  const nameOf = (id: string | null) => (id === null ? t.tasks.nobody : (people.get(id)?.name ?? id));
  const oldest: Task | undefined = tasks.find(({ state }) => state === 'open');
  return {
    open,
    taken,
    oldestAt: oldest?.openedAt ?? null,
    tasks: tasks.map((task) => ({
      ...task,
      hotline: hotlines.get(task.hotlineId)?.name ?? t.calls.removedHotline,
      holder: nameOf(holderOf(task)),
    })),
  };
}

/** More are in the list. */
const SHOWN_ON_NOW = 6;
