import { FALLBACK_REASONS } from '../../domain/escalation/call-event.ts';
import { spreadOf } from '../../domain/statistics/spread.ts';
import { countOf, type Sums, totalOf } from '../../domain/statistics/sums.ts';
import { DONE_REASONS, TASK_KINDS } from '../../domain/task/task.ts';
import { CONFIRMED_BY } from '../../notices/confirmations.ts';
import type { ConfirmationFigures } from '../../statistics/confirmation-figures.ts';
import { type Table, textCell } from '../tables/table.ts';
import { countCell, type Subject, secondsCell, shareCell } from './figure-table.ts';

/** Calls that still needed somebody. */
export function tasksTable(subject: Subject): Table {
  const { t, sums, before } = subject;
  const words = t.statistics;
  const opened = [totalOf(sums.tasks), totalOf(before.tasks)] as const;
  const time = (measure: 'task-taken' | 'task-done', of: 'median' | 'p90') =>
    secondsCell(subject, spreadOf(sums[measure])?.[of] ?? null, spreadOf(before[measure])?.[of] ?? null);
  return {
    name: 'tasks',
    title: words.tables.tasks,
    note: words.notes.tasks,
    head: [words.columns.what, words.columns.value],
    rows: [
      [textCell(words.tasks.opened), countCell(subject, opened[0], { before: opened[1] })],
      ...TASK_KINDS.map((kind) => [
        textCell(words.tasks.kinds[kind]),
        countCell(subject, countOf(sums.tasks, kind), { before: countOf(before.tasks, kind) }),
      ]),
      [textCell(words.tasks.taken), time('task-taken', 'median')],
      [textCell(words.tasks.taken90), time('task-taken', 'p90')],
      [textCell(words.tasks.done), time('task-done', 'median')],
      [textCell(words.tasks.done90), time('task-done', 'p90')],
      ...DONE_REASONS.map((reason) => [
        textCell(words.tasks.ends[reason]),
        shareCell(subject, countOf(sums['task-ends'], reason), totalOf(sums['task-ends']), [
          countOf(before['task-ends'], reason),
          totalOf(before['task-ends']),
        ]),
      ]),
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

/** Whether duties were confirmed before they began. */
export function confirmationsTable(
  subject: Subject,
  now: ConfirmationFigures,
  then: ConfirmationFigures,
): Table {
  const words = subject.t.statistics;
  const row = (key: Exclude<keyof ConfirmationFigures, 'duties' | 'ways'>) => [
    textCell(words.confirmations[key]),
    countCell(subject, now[key], { before: then[key] }),
    shareCell(subject, now[key], now.duties, [then[key], then.duties]),
  ];
  return {
    name: 'confirmations',
    title: words.tables.confirmations,
    note: words.notes.confirmations,
    head: [words.columns.what, words.columns.duties, words.columns.share],
    rows: [
      [
        textCell(words.confirmations.duties),
        countCell(subject, now.duties, { before: then.duties }),
        textCell(''),
      ],
      row('inTime'),
      row('late'),
      row('declined'),
      row('unconfirmed'),
      ...CONFIRMED_BY.map((way) => [
        textCell(words.confirmations.ways[way]),
        countCell(subject, now.ways[way], { before: then.ways[way] }),
        shareCell(subject, now.ways[way], now.duties, [then.ways[way], then.duties]),
      ]),
    ],
  };
}
