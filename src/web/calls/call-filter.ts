import type { CountryCode } from 'libphonenumber-js/max';
import type { CallFilter, CallPlace } from '../../calls/log/call-search.ts';
import { callerPrefix } from '../../calls/log/call-search.ts';
import { OUTCOMES } from '../../domain/call.ts';
import { readFigure } from '../../domain/statistics/call-figure.ts';
import { readDays } from '../forms/days.ts';

export const FILTER_FIELDS = [
  'hotline',
  'person',
  'outcome',
  'number',
  'from',
  'to',
  'figure',
  'schedule',
] as const;
export type FilterField = (typeof FILTER_FIELDS)[number];

/** A filter as it stands in the address, and what it means. */
export interface ReadFilter {
  readonly typed: Readonly<Record<FilterField, string>>;
  readonly filter: CallFilter;
  readonly wrong: readonly FilterField[];
  readonly isEmpty: boolean;
}

/** Reads the filter of an address; what cannot be understood is told, and not filtered by. */
export function readFilter(
  query: Readonly<Record<string, unknown>>,
  zone: string,
  homeCountry: CountryCode,
): ReadFilter {
  const given = (field: FilterField) => (typeof query[field] === 'string' ? query[field].trim() : '');
  const typed = Object.fromEntries(
    FILTER_FIELDS.map((field) => [field, given(field)]),
  ) as ReadFilter['typed'];
  const { hotline, person, number, from, to } = typed;
  const outcome = [...OUTCOMES, 'open' as const].find((word) => word === typed.outcome);
  const prefix = number === '' ? null : callerPrefix(number, homeCountry);
  const { startsAt, endsAt, wrong } = readDays(from, to, zone);
  const figure = readFigure(typed.figure);
  const days = {
    ...(startsAt === null ? {} : { from }),
    ...(endsAt === null ? {} : { to }),
  };
  return {
    typed,
    filter: {
      ...(hotline === '' ? {} : { hotlineId: hotline }),
      ...(person === '' ? {} : { personId: person }),
      ...(outcome === undefined ? {} : { outcome }),
      ...(prefix === null ? {} : { callerPrefix: prefix }),
      ...(startsAt === null ? {} : { from: startsAt }),
      ...(endsAt === null ? {} : { until: endsAt }),
      ...(figure === null ? {} : { figure, days }),
      ...(figure === null || typed.schedule === '' ? {} : { scheduleId: typed.schedule }),
    },
    wrong,
    isEmpty: Object.values(typed).every((value) => value === ''),
  };
}

/** The address of the list with a filter, and perhaps from a place on. */
export function filterQuery(typed: ReadFilter['typed'], after: CallPlace | null): string {
  const pairs = FILTER_FIELDS.filter((field) => typed[field] !== '').map((field) => [field, typed[field]]);
  const place = after === null ? [] : [['after', `${after.startedAt}.${after.id}`]];
  const query = new URLSearchParams([...pairs, ...place] as [string, string][]).toString();
  return query === '' ? '' : `?${query}`;
}

export function readPlace(text: unknown): CallPlace | null {
  const match = typeof text === 'string' ? /^(\d{1,16})\.(.{1,100})$/.exec(text) : null;
  return match ? { startedAt: Number(match[1]), id: match[2] ?? '' } : null;
}
