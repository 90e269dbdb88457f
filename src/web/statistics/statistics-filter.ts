import { dayNumber, isLocalDate, type LocalDate, localDate } from '../../domain/schedule/calendar.ts';
import { type CallFigure, figureCode } from '../../domain/statistics/call-figure.ts';
import { type Days, daysBefore, daysBetween, daysOfMonth, monthOf } from '../../domain/statistics/periods.ts';
import { ALL_HOTLINES, ANY_SCHEDULE } from '../../statistics/sum-store.ts';

/** Longer spans are no page's: more than anybody keeps calls. */
const MOST_DAYS = 3660;
const USUAL_DAYS = 30;

export interface StatisticsFilter {
  /** As in the address. */
  readonly typed: {
    readonly hotline: string;
    readonly schedule: string;
    readonly team: string;
    readonly person: string;
    readonly from: string;
    readonly to: string;
  };
  readonly wrong: readonly ('from' | 'to')[];
  /** ALL_HOTLINES: all. */
  readonly hotlineId: string;
  /** Of calls that rang somebody on duty on it; ANY_SCHEDULE: of all. */
  readonly scheduleId: string;
  /** Null: everybody. */
  readonly teamId: string | null;
  readonly personId: string | null;
  readonly days: Days;
  /** What they are compared with. */
  readonly before: Days;
}

/** What an address asks for; what cannot be understood is told, and the last thirty days are shown. */
export function readStatisticsFilter(
  query: Readonly<Record<string, unknown>>,
  today: LocalDate,
): StatisticsFilter {
  const given = (field: string) => (typeof query[field] === 'string' ? query[field].trim() : '');
  const of = {
    ...{ hotline: given('hotline'), schedule: given('schedule') },
    ...{ team: given('team'), person: given('person') },
  };
  const usual = usualSpan(given('span'), today);
  const { days, wrong } = readSpan(
    given('from') || (usual?.from ?? ''),
    given('to') || (usual?.to ?? ''),
    today,
  );
  return {
    typed: { ...of, from: given('from') || days.from, to: given('to') || days.to },
    wrong,
    hotlineId: of.hotline === '' ? ALL_HOTLINES : of.hotline,
    scheduleId: of.schedule === '' ? ANY_SCHEDULE : of.schedule,
    teamId: of.team === '' ? null : of.team,
    personId: of.person === '' ? null : of.person,
    days,
    before: daysBefore(days),
  };
}

function readSpan(from: string, to: string, today: LocalDate): Pick<StatisticsFilter, 'days' | 'wrong'> {
  const last = isLocalDate(to) ? to : today;
  const usual = { from: localDate(dayNumber(last) - USUAL_DAYS + 1), to: last };
  const wrong = [
    ...(from !== '' && !isLocalDate(from) ? ['from' as const] : []),
    ...(to !== '' && !isLocalDate(to) ? ['to' as const] : []),
  ];
  if (!isLocalDate(from)) return { days: usual, wrong };
  const days = { from, to: last };
  if (daysBetween(days) >= 1 && daysBetween(days) <= MOST_DAYS) return { days, wrong };
  return { days: usual, wrong: [...wrong, 'to'] };
}

/** Spans that people ask for. */
export function usualSpans(
  today: LocalDate,
): Readonly<Record<'week' | 'days30' | 'month' | 'lastMonth' | 'year', Days>> {
  const day = dayNumber(today);
  const month = daysOfMonth(monthOf(today));
  return {
    week: { from: localDate(day - 6), to: today },
    days30: { from: localDate(day - USUAL_DAYS + 1), to: today },
    month: { from: month.from, to: today },
    lastMonth: daysOfMonth(monthOf(localDate(dayNumber(month.from) - 1))),
    year: { from: `${today.slice(0, 4)}-01-01`, to: today },
  };
}

/** Null: it is none of them. */
function usualSpan(name: string, today: LocalDate): Days | null {
  return Object.entries(usualSpans(today)).find(([one]) => one === name)?.[1] ?? null;
}

/** The address of a page of statistics with the same filter, and other days where they are given. */
export function statisticsAddress(path: string, { typed }: StatisticsFilter, days?: Days): string {
  return address(path, { ...typed, ...days });
}

/** The list of the calls that a figure counts. */
export function callsAddress(
  { typed, days }: StatisticsFilter,
  figure: CallFigure,
  narrower: { readonly person?: string; readonly days?: Days } = {},
): string {
  return address('/calls', {
    hotline: typed.hotline,
    schedule: typed.schedule,
    person: narrower.person ?? '',
    ...(narrower.days ?? days),
    figure: figureCode(figure),
  });
}

function address(path: string, fields: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(Object.entries(fields).filter(([, value]) => value !== '')).toString();
  return query === '' ? path : `${path}?${query}`;
}
