import { DONE_REASONS, TASK_KINDS, TASK_STATES } from '../../domain/task/task.ts';
import type { TaskPlace, TaskQuery } from '../../tasks/task-search.ts';
import { readDays } from '../forms/days.ts';

const FIELDS = ['hotline', 'holder', 'state', 'kind', 'reason', 'from', 'to', 'counted'] as const;
type Field = (typeof FIELDS)[number];

/** A filter as it stands in the address, and what it means. */
export interface ReadTaskFilter {
  readonly typed: Readonly<Record<Field, string>>;
  readonly query: TaskQuery;
  readonly wrong: readonly Field[];
  readonly isEmpty: boolean;
}

export function readTaskFilter(asked: Readonly<Record<string, unknown>>, zone: string): ReadTaskFilter {
  const given = (field: Field) => (typeof asked[field] === 'string' ? asked[field].trim() : '');
  const typed = Object.fromEntries(FIELDS.map((field) => [field, given(field)])) as ReadTaskFilter['typed'];
  const { startsAt, endsAt, wrong } = readDays(typed.from, typed.to, zone);
  const state = [...TASK_STATES, 'waiting' as const].find((word) => word === typed.state);
  const kind = TASK_KINDS.find((word) => word === typed.kind);
  const reason = DONE_REASONS.find((word) => word === typed.reason);
  return {
    typed,
    query: {
      ...(typed.hotline === '' ? {} : { hotlineId: typed.hotline }),
      ...(typed.holder === '' ? {} : { holderId: typed.holder }),
      ...(state === undefined ? {} : { state }),
      ...(kind === undefined ? {} : { kind }),
      ...(reason === undefined ? {} : { reason }),
      ...(typed.counted === 'yes' ? { counted: true } : {}),
      ...(startsAt === null ? {} : { from: startsAt }),
      ...(endsAt === null ? {} : { until: endsAt }),
    },
    wrong,
    isEmpty: Object.values(typed).every((value) => value === ''),
  };
}

/** The address of the list with a filter, and perhaps from a place on. */
export function taskListPath(typed: ReadTaskFilter['typed'], after: TaskPlace | null): string {
  const pairs = FIELDS.filter((field) => typed[field] !== '').map((field) => [field, typed[field]]);
  const place = after === null ? [] : [['after', `${after.state}.${after.openedAt}.${after.id}`]];
  const query = new URLSearchParams([...pairs, ...place] as [string, string][]).toString();
  return query === '' ? '/tasks' : `/tasks?${query}`;
}

export function readTaskPlace(text: unknown): TaskPlace | null {
  const match = typeof text === 'string' ? /^(\w+)\.(\d{1,16})\.(\d{1,15})$/.exec(text) : null;
  const state = TASK_STATES.find((word) => word === match?.[1]);
  return match && state ? { state, openedAt: Number(match[2]), id: Number(match[3]) } : null;
}
