import { MEDIUMS, type NoticeState } from '../../domain/notice/notice.ts';
import { NOTICE_KINDS } from '../../domain/notice/notice-kinds.ts';
import type { NoticeFilter } from '../../notices/outbox.ts';
import { endOfDay, startOfDay } from '../forms/days.ts';

/** What the page tells apart: whether a dispatcher has it in its hands at this moment is nobody's business. */
export const SHOWN_STATES = {
  waiting: ['waiting', 'sending'],
  sent: ['sent'],
  delivered: ['delivered'],
  failed: ['failed'],
  expired: ['expired'],
  suppressed: ['suppressed'],
} as const satisfies Readonly<Record<string, readonly NoticeState[]>>;
export type ShownState = keyof typeof SHOWN_STATES;

export function shownState(state: NoticeState): ShownState {
  return state === 'sending' ? 'waiting' : state;
}

const FIELDS = ['state', 'medium', 'kind', 'person', 'hotline', 'from', 'to'] as const;
type Field = (typeof FIELDS)[number];

/** A filter as it stands in the address, and what it means. */
export interface ReadFilter {
  readonly typed: Readonly<Record<Field, string>>;
  readonly filter: Omit<NoticeFilter, 'limit'>;
  readonly wrong: readonly Field[];
  readonly isEmpty: boolean;
}

/** Reads the filter of an address; what cannot be understood is told, and not filtered by. */
export function readDeliveryFilter(query: Readonly<Record<string, unknown>>, zone: string): ReadFilter {
  const given = (field: Field) => (typeof query[field] === 'string' ? query[field].trim() : '');
  const typed = Object.fromEntries(FIELDS.map((field) => [field, given(field)])) as ReadFilter['typed'];
  const state = (Object.keys(SHOWN_STATES) as ShownState[]).find((word) => word === typed.state);
  const medium = MEDIUMS.find((word) => word === typed.medium);
  const kind = NOTICE_KINDS.find((word) => word === typed.kind);
  const [from, until] = [startOfDay(typed.from, zone), endOfDay(typed.to, zone)];
  const before = typeof query.before === 'string' && /^\d{1,15}$/.test(query.before) ? query.before : null;
  return {
    typed,
    filter: {
      ...(state === undefined ? {} : { states: SHOWN_STATES[state] }),
      ...(medium === undefined ? {} : { medium }),
      ...(kind === undefined ? {} : { kind }),
      ...(typed.person === '' ? {} : { personId: typed.person }),
      ...(typed.hotline === '' ? {} : { hotlineId: typed.hotline }),
      ...(from === null ? {} : { from }),
      ...(until === null ? {} : { until }),
      ...(before === null ? {} : { before: Number(before) }),
    },
    wrong: [
      ...(typed.from !== '' && from === null ? ['from' as const] : []),
      ...(typed.to !== '' && until === null ? ['to' as const] : []),
    ],
    isEmpty: Object.values(typed).every((value) => value === ''),
  };
}

/** The address of the list with a filter, and perhaps from a notice on. */
export function deliveriesPath(typed: ReadFilter['typed'], before: number | null): string {
  const pairs = FIELDS.filter((field) => typed[field] !== '').map((field) => [field, typed[field]]);
  const place = before === null ? [] : [['before', String(before)]];
  const query = new URLSearchParams([...pairs, ...place] as [string, string][]).toString();
  return query === '' ? '/deliveries' : `/deliveries?${query}`;
}
