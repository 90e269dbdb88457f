import { FALLBACK_REASONS } from '../../domain/escalation/call-event.ts';
import { spreadOf } from '../../domain/statistics/spread.ts';
import { countOf, type Sums, totalOf, under } from '../../domain/statistics/sums.ts';
import { DONE_REASONS, type DoneReason, TASK_KINDS, type TaskKind } from '../../domain/task/task.ts';
import { EMPTY_CELL, type Table, textCell } from '../tables/table.ts';
import { countCell, type Subject, secondsCell, shareCell } from './figure-table.ts';
import { offered } from './reception-tables.ts';

/** Where tasks are listed; undefined: nowhere, as on paper. */
export type TasksOf = (of: { readonly kind?: TaskKind; readonly reason?: DoneReason }) => string | undefined;

/** Calls that still needed somebody. */
export function tasksTable(subject: Subject, tasksOf: TasksOf): Table {
  const { t, sums, before } = subject;
  const words = t.statistics;
  const tasks = (of: (sums: Sums) => number, href?: string) =>
    countCell(subject, of(sums), { href, before: of(before) });
  const time = (label: string, measure: 'task-taken' | 'task-done', of: 'median' | 'p90') => [
    textCell(label),
    tasks((one) => totalOf(one[measure])),
    secondsCell(subject, spreadOf(sums[measure])?.[of] ?? null, spreadOf(before[measure])?.[of] ?? null),
  ];
  return {
    name: 'tasks',
    title: words.tables.tasks,
    note: words.notes.tasks,
    head: [words.columns.what, words.columns.tasks, words.columns.value],
    rows: [
      [textCell(words.tasks.opened), tasks((one) => totalOf(one.tasks), tasksOf({})), EMPTY_CELL],
      ...TASK_KINDS.map((kind) => [
        textCell(words.tasks.kinds[kind]),
        tasks((one) => countOf(one.tasks, kind), tasksOf({ kind })),
        EMPTY_CELL,
      ]),
      time(words.tasks.taken, 'task-taken', 'median'),
      time(words.tasks.taken90, 'task-taken', 'p90'),
      time(words.tasks.done, 'task-done', 'median'),
      time(words.tasks.done90, 'task-done', 'p90'),
      ...DONE_REASONS.map((reason) => [
        textCell(words.tasks.ends[reason]),
        tasks((one) => countOf(one['task-ends'], reason), tasksOf({ reason })),
        shareCell(subject, countOf(sums['task-ends'], reason), totalOf(sums['task-ends']), [
          countOf(before['task-ends'], reason),
          totalOf(before['task-ends']),
        ]),
      ]),
    ],
  };
}

/** What callers left behind the beep, and who gave up there. */
export function messagesTable(subject: Subject): Table {
  const { t, sums, before, callsOf } = subject;
  const words = t.statistics;
  const row = (label: string, count: (of: Sums) => number, href: string | undefined) => [
    textCell(label),
    countCell(subject, count(sums), { href, before: count(before) }),
    shareCell(subject, count(sums), offered(sums), [count(before), offered(before)]),
  ];
  const ended = (outcome: 'voicemail' | 'empty-message') =>
    row(words.outcomes[outcome], (of) => countOf(of.outcomes, outcome), callsOf({ of: 'outcome', outcome }));
  return {
    name: 'messages',
    title: words.tables.messages,
    note: words.notes.messages,
    head: [words.columns.what, words.columns.calls, words.columns.share],
    rows: [
      ended('voicemail'),
      ended('empty-message'),
      row(
        words.leftAtMessage,
        (of) => totalOf(under(of.left, 'message')),
        callsOf({ of: 'left', stage: 'message' }),
      ),
    ],
  };
}

/** Calls that the dialplan dealt with by itself. */
export function fallbackTable(subject: Subject): Table {
  const { t, sums, before, callsOf } = subject;
  const words = t.statistics;
  const all = (of: Sums) => totalOf(of.fallback);
  return {
    name: 'fallback',
    title: words.tables.fallback,
    head: [words.columns.why, words.columns.calls],
    rows: [
      [
        textCell(words.fallback.all),
        countCell(subject, all(sums), {
          href: callsOf({ of: 'fallback', why: null }),
          before: all(before),
        }),
      ],
      ...FALLBACK_REASONS.map((why) => [
        textCell(words.fallback.why[why]),
        countCell(subject, countOf(sums.fallback, why), {
          href: callsOf({ of: 'fallback', why }),
          before: countOf(before.fallback, why),
        }),
      ]),
    ],
  };
}
