import { guarded, type Route } from '../gate.ts';
import { logBookList, logBookPage, writeEntry } from '../log-book/log-book-pages.ts';
import { listFiles } from '../tables/list-files.ts';
import { callBack, changeTask } from '../tasks/task-actions.ts';
import { callBackPart, taskPage } from '../tasks/task-page.ts';
import { tasksList } from '../tasks/tasks-list.ts';
import { tasksPage } from '../tasks/tasks-page.ts';

/** Calls that still need a human, and the log book. */
export const TASKS_ROUTES: readonly Route[] = [
  guarded('get', '/tasks', 'tasks.see', tasksPage, 'list'),
  ...listFiles('/tasks.', 'tasks.see', tasksList, 'list'),
  guarded('get', '/tasks/:task', 'tasks.see', (context) => taskPage(context), 'task'),
  guarded('post', '/tasks/:task', 'tasks.act', changeTask, 'task'),
  guarded('get', '/tasks/:task/call-back', 'tasks.see', callBackPart, 'task'),
  guarded('post', '/tasks/:task/call-back', 'tasks.act', callBack, 'task'),
  guarded('get', '/log-book', 'log-book.see', (context) => logBookPage(context), 'list'),
  guarded('post', '/log-book', 'log-book.write', writeEntry, 'list'),
  ...listFiles('/log-book.', 'log-book.export', logBookList),
];
