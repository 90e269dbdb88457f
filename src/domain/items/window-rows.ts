import { HOLIDAY_TREATMENTS } from '../schedule/duty-window.ts';
import { ownPart, separated } from './form-part.ts';

/** One part of a window as it stands in a form: what was typed, right or wrong. */
export interface WindowRow {
  readonly hours: string;
  readonly holidays: string;
  readonly from: string;
  readonly to: string;
}

export const BLANK_WINDOW: WindowRow = { hours: '', holidays: 'like-other-days', from: '', to: '' };
export const HOLIDAY_CHOICES = HOLIDAY_TREATMENTS;

/** The parts of a window as files have it. */
export function windowRows(written: unknown): readonly WindowRow[] {
  if (written === null || written === undefined) return [];
  return (Array.isArray(written) ? written : [written]).map(windowRow);
}

function windowRow(part: unknown): WindowRow {
  if (part === 'always') return BLANK_WINDOW;
  if (part === 'holidays') return { ...BLANK_WINDOW, holidays: 'only' };
  if (typeof part === 'string') return { ...BLANK_WINDOW, hours: part };
  return { ...BLANK_WINDOW, ...(part as Partial<WindowRow>) };
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

interface HolidayValues {
  readonly country: string;
  readonly region: string;
  readonly closedDays: string;
}

type WrittenHolidays =
  | string
  | null
  | { readonly country: string | null; readonly region?: string; readonly closedDays: readonly string[] };

/** Public holidays and closed days. */
export const HOLIDAY_PART = ownPart<HolidayValues, WrittenHolidays>({
  typed: (sent) => ({
    country: sent.text('country').toUpperCase(),
    region: sent.text('region'),
    closedDays: sent.text('closedDays'),
  }),
  shown(written) {
    if (written === null || typeof written === 'string')
      return { country: written ?? '', region: '', closedDays: '' };
    const { country, region, closedDays } = written;
    return { country: country ?? '', region: region ?? '', closedDays: closedDays.join('\n') };
  },
  raw({ country, region, closedDays }) {
    const days = separated(closedDays, /[\s,;]+/);
    if (country === '' && region === '' && days.length === 0) return null;
    return {
      country: country === '' ? null : country,
      region: region === '' ? null : region,
      closedDays: days,
    };
  },
});
