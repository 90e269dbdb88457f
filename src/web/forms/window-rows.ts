import { type DutyWindow, HOLIDAY_TREATMENTS, type WindowPart } from '../../domain/schedule/duty-window.ts';
import { printWeeklyHours } from '../../planning/portable-config/weekly-hours.ts';

/** One part of a window as it stands in a form: what was typed, right or wrong. */
export interface WindowRow {
  readonly hours: string;
  readonly holidays: string;
  readonly from: string;
  readonly to: string;
}

export const BLANK_WINDOW: WindowRow = { hours: '', holidays: 'like-other-days', from: '', to: '' };
export const HOLIDAY_CHOICES = HOLIDAY_TREATMENTS;

export function windowRows(window: DutyWindow | null): readonly WindowRow[] {
  return (window ?? []).map(windowRow);
}

export function windowRow({ hours, holidays, dates }: WindowPart): WindowRow {
  const text = hours === null ? '' : printWeeklyHours(hours);
  return { hours: text, holidays, from: dates?.from ?? '', to: dates?.to ?? '' };
}

/** As a configuration file would say it. */
export function rawWindowPart({ hours, holidays, from, to }: WindowRow): Readonly<Record<string, unknown>> {
  return {
    hours: hours === '' ? null : hours,
    holidays,
    ...(from === '' ? {} : { from }),
    ...(to === '' ? {} : { to }),
  };
}
