import { localOf } from '../../domain/schedule/wall-clock.ts';
import { holderOf } from '../../domain/task/task.ts';
import type { TaskPlace } from '../../tasks/task-search.ts';
import type { MemberContext } from '../request-context.ts';
import { scopeOverTasks } from '../served.ts';
import type { List } from '../tables/list-files.ts';
import { readTaskFilter } from './task-filter.ts';

const PART = 200;

/** The filtered tasks, all of them. */
export async function tasksList(context: MemberContext): Promise<List> {
  const { dependencies, request, t, now } = context;
  const { query } = readTaskFilter(request.query, dependencies.timeZone);
  const within = await scopeOverTasks(context, 'tasks.see');
  const [hotlines, people] = await Promise.all([
    dependencies.reader.hotlines(),
    dependencies.reader.people(),
  ]);
  async function* parts() {
    for (let after: TaskPlace | null = null; ; ) {
      const found = await dependencies.taskSearch.page(
        within === undefined ? query : { ...query, within },
        after,
        PART,
      );
      yield found.map((task) => {
        const holder = holderOf(task);
        return [
          task.callerNumber ?? t.now.withheld,
          task.callerName ?? '',
          t.tasks.states[task.state],
          t.tasks.kinds[task.kind],
          hotlines.get(task.hotlineId)?.name ?? t.calls.removedHotline,
          holder === null ? t.tasks.nobody : (people.get(holder)?.name ?? holder),
          localOf(task.openedAt, dependencies.timeZone),
        ];
      });
      after = found.at(-1) ?? null;
      if (found.length < PART || after === null) return;
    }
  }
  const { caller, state, kind, hotline, holder, opened } = t.tasks;
  return {
    name: `${t.tasks.title.toLowerCase()}-${localOf(now, dependencies.timeZone).slice(0, 10)}`,
    head: [caller, t.people.name, state, kind, hotline, holder, opened],
    parts: parts(),
  };
}
