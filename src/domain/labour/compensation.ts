import type { Interval } from '../../runtime/instant.ts';
import type { DayNumber } from '../schedule/calendar.ts';
import {
  dutyDays,
  dutyPackages,
  PACKAGE_KINDS,
  type PackageKind,
  type PackageRule,
} from './duty-packages.ts';
import { countHours, HOUR_KINDS, type HourKind, type HourRule } from './hour-kinds.ts';
import { HOUR, MINUTE } from './intervals.ts';

/** Money in cents, or minutes of rest. */
export type Amount = 'cents' | 'minutes';

/**
 * One part of what a team gives for being on call. `code` is what the payroll program calls it. What is paid in `minutes`
 * is rest instead of money.
 */
export type SchemePart = { readonly code: string } & (
  | {
      readonly kind: 'duty-hours';
      readonly pays: Amount;
      readonly perHour: Readonly<Record<HourKind, number>>;
    }
  /** Métallurgie 96.2.1.3: so many times the hourly minimum for each period on a daily rest, or on a rest day. */
  | {
      readonly kind: 'duty-periods';
      readonly hourlyCents: number;
      readonly onDailyRest: number;
      readonly onRestDay: number;
    }
  | {
      readonly kind: 'duty-packages';
      readonly pays: Amount;
      readonly each: Readonly<Record<PackageKind, number>>;
      /** A holiday inside a whole week is paid on top: settled by ministerial answers only, so it is asked. */
      readonly holidayInWeek: boolean;
    }
  | { readonly kind: 'monthly'; readonly cents: number }
  | {
      readonly kind: 'intervention-hours';
      readonly pays: 'cents';
      readonly perHour: Readonly<Record<HourKind, number>>;
    }
  /** Rest of so many percent of the intervention. */
  | { readonly kind: 'intervention-rest'; readonly percent: Readonly<Record<HourKind, number>> }
  /** So many percent on top of what is paid for duty that was told late. */
  | { readonly kind: 'late-notice'; readonly percent: number }
);

export type Scheme = readonly SchemePart[];

/** What of a scheme was given: one line of a statement. */
export interface CompensationLine {
  readonly code: string;
  readonly kind: SchemePart['kind'];
  /** Which hours or package; null: the part says it all. */
  readonly of: HourKind | PackageKind | 'daily-rest' | 'rest-day' | null;
  /** Hours, packages, periods, months; for late notice the cents that it is reckoned from. */
  readonly quantity: number;
  /** For each, in cents or minutes, or in percent. */
  readonly each: number;
  readonly cents: number;
  readonly restMinutes: number;
}

export interface Duty extends Interval {
  /** The person was told later than the notice asks. */
  readonly isLate: boolean;
}

/** What there is to compensate, and by which clocks. */
export interface ToCompensate {
  /** The month: hours are cut to it; a package or period belongs to the month in which it begins. */
  readonly month: Interval;
  /** Whole, also where they reach into other months. */
  readonly duties: readonly Duty[];
  readonly interventions: readonly Interval[];
  readonly hours: HourRule;
  readonly packages: PackageRule;
  /** Nothing is worked on that day. */
  readonly isRestDay: (day: DayNumber) => boolean;
}

/** What a month's duty and interventions give by a scheme. Nothing is left out that comes to nothing but money. */
export function compensate(scheme: Scheme, given: ToCompensate): readonly CompensationLine[] {
  if (given.duties.length === 0 && given.interventions.length === 0) return [];
  return scheme.flatMap((part) => linesOf(part, scheme, given));
}

function linesOf(part: SchemePart, scheme: Scheme, given: ToCompensate): readonly CompensationLine[] {
  switch (part.kind) {
    case 'duty-hours':
      return byHour(part, part.pays, given.duties, part.perHour, given);
    case 'intervention-hours':
      return byHour(part, 'cents', given.interventions, part.perHour, given);
    case 'intervention-rest':
      return restLines(part, given);
    case 'duty-periods':
      return periodLines(part, given);
    case 'duty-packages':
      return packageLines(part, given);
    case 'monthly':
      return given.duties.some((duty) => overlaps(duty, given.month))
        ? [line(part, null, 1, part.cents, 'cents')]
        : [];
    case 'late-notice':
      return lateLines(part, scheme, given);
  }
}

function byHour(
  part: SchemePart,
  pays: Amount,
  time: readonly Interval[],
  perHour: Readonly<Record<HourKind, number>>,
  { hours, month }: ToCompensate,
): readonly CompensationLine[] {
  const counted = countHours(
    time.map((one) => cut(one, month)),
    hours,
  );
  return HOUR_KINDS.filter((kind) => counted[kind] > 0 && perHour[kind] > 0).map((kind) =>
    line(part, kind, counted[kind] / HOUR, perHour[kind], pays),
  );
}

function restLines(
  part: Extract<SchemePart, { kind: 'intervention-rest' }>,
  { interventions, hours, month }: ToCompensate,
): readonly CompensationLine[] {
  const counted = countHours(
    interventions.map((one) => cut(one, month)),
    hours,
  );
  return HOUR_KINDS.filter((kind) => counted[kind] > 0 && part.percent[kind] > 0).map((kind) => ({
    code: part.code,
    kind: part.kind,
    of: kind,
    quantity: counted[kind] / HOUR,
    each: part.percent[kind],
    cents: 0,
    restMinutes: Math.round((counted[kind] * part.percent[kind]) / 100 / MINUTE),
  }));
}

function periodLines(
  part: Extract<SchemePart, { kind: 'duty-periods' }>,
  given: ToCompensate,
): readonly CompensationLine[] {
  const days = new Set(
    given.duties
      .flatMap((duty) => dutyDays(duty, given.packages))
      .filter(({ startAt }) => begins(startAt, given.month))
      .map(({ day }) => day),
  );
  const restDays = [...days].filter(given.isRestDay).length;
  const lines = [
    line(part, 'daily-rest', days.size - restDays, part.hourlyCents * part.onDailyRest, 'cents'),
    line(part, 'rest-day', restDays, part.hourlyCents * part.onRestDay, 'cents'),
  ];
  return lines.filter(({ quantity }) => quantity > 0);
}

function packageLines(
  part: Extract<SchemePart, { kind: 'duty-packages' }>,
  given: ToCompensate,
): readonly CompensationLine[] {
  const found = dutyPackages(given.duties, given.packages).filter(({ startAt }) =>
    begins(startAt, given.month),
  );
  const extra = part.holidayInWeek
    ? found.filter(({ kind }) => kind === 'week').flatMap((week) => holidaysIn(week, given.packages))
    : [];
  const all = [...found.map(({ kind }) => kind), ...extra];
  return PACKAGE_KINDS.map((kind) =>
    line(part, kind, all.filter((one) => one === kind).length, part.each[kind], part.pays),
  ).filter(({ quantity }) => quantity > 0);
}

function holidaysIn(week: Interval, rule: PackageRule): readonly PackageKind[] {
  return dutyDays(week, rule)
    .filter(({ day }) => rule.isHoliday(day))
    .map(() => 'sunday-or-holiday');
}

/** On top of what the late duties alone would be paid. */
function lateLines(
  part: Extract<SchemePart, { kind: 'late-notice' }>,
  scheme: Scheme,
  given: ToCompensate,
): readonly CompensationLine[] {
  const late = given.duties.filter(({ isLate }) => isLate);
  if (late.length === 0) return [];
  const paid = scheme
    .filter(({ kind }) => kind === 'duty-hours' || kind === 'duty-periods' || kind === 'duty-packages')
    .flatMap((one) => linesOf(one, scheme, { ...given, duties: late, interventions: [] }));
  const cents = sum(paid.map((one) => one.cents));
  const minutes = sum(paid.map((one) => one.restMinutes));
  if (cents === 0 && minutes === 0) return [];
  return [
    {
      ...{ code: part.code, kind: part.kind, of: null, quantity: cents, each: part.percent },
      cents: Math.round((cents * part.percent) / 100),
      restMinutes: Math.round((minutes * part.percent) / 100),
    },
  ];
}

function line(
  { code, kind }: SchemePart,
  of: CompensationLine['of'],
  quantity: number,
  each: number,
  pays: Amount,
): CompensationLine {
  const amount = Math.round(quantity * each);
  return {
    ...{ code, kind, of, quantity, each },
    cents: pays === 'cents' ? amount : 0,
    restMinutes: pays === 'minutes' ? amount : 0,
  };
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

function cut(one: Interval, month: Interval): Interval {
  return { startAt: Math.max(one.startAt, month.startAt), endAt: Math.min(one.endAt, month.endAt) };
}

function overlaps(one: Interval, month: Interval): boolean {
  return one.startAt < month.endAt && month.startAt < one.endAt;
}

function begins(at: number, month: Interval): boolean {
  return month.startAt <= at && at < month.endAt;
}
