import type { z } from 'zod';
import {
  type DutyWindow,
  HOLIDAY_TREATMENTS,
  type HolidayRule,
  type WeeklyHours,
  type WindowPart,
} from '../schedule/duty-window.ts';
import { publicHolidayRules } from '../schedule/holidays.ts';
import { violationsInHolidays } from '../schedule/validity.ts';
import {
  abridged,
  type Codec,
  codec,
  list,
  made,
  mapping,
  notExpected,
  report,
  textLike,
  textual,
  unmet,
} from './codec.ts';
import { readLine } from './hours-lines.ts';
import { errorsOfRules } from './validation-error.ts';
import { day, oneOf } from './values.ts';
import { parseWeeklyHours, printWeeklyHours } from './weekly-hours.ts';

/** A text, or what the line of a form says. */
const hoursEntry = codec<readonly WeeklyHours[]>((input, refuse) => {
  if (typeof input === 'object' && input !== null && !Array.isArray(input)) return readLine(input, refuse);
  const read = typeof input === 'string' ? parseWeeklyHours(input) : null;
  return read ?? refuse(notExpected({ what: 'hours' }, input));
}, printWeeklyHours);

/** One of them, or a list. */
const hours: Codec<readonly WeeklyHours[]> = abridged(
  made(
    list(hoursEntry),
    (several): readonly WeeklyHours[] => several.flat(),
    (all) => [all],
  ),
  aloneOrListed,
  (written) => aloneIfOne(written as readonly unknown[]),
);

const windowPart: Codec<WindowPart> = abridged(
  made(
    mapping(
      {
        hours: hours.nullable().default(null),
        holidays: oneOf(HOLIDAY_TREATMENTS).default('like-other-days'),
        from: day.optional(),
        to: day.optional(),
      },
      'window-part',
    ),
    ({ hours, holidays, from, to }, refuse): WindowPart => {
      if (from !== undefined && to !== undefined) return { hours, holidays, dates: { from, to } };
      if (from === undefined && to === undefined) return { hours, holidays, dates: null };
      return refuse(unmet({ what: 'both-days' }), [from === undefined ? 'from' : 'to']);
    },
    ({ hours, holidays, dates }) => ({ hours, holidays, ...dates }),
  ),
  lengthenPart,
  (written) => shortenPart(written as Readonly<Record<string, unknown>>),
);

/** A window: one part, or a list of them of which any may hold. */
export const dutyWindow: Codec<DutyWindow> = abridged(list(windowPart), aloneOrListed, aloneIfOne);

const holidayMapping = mapping(
  {
    country: textLike({ what: 'country' }, /^[A-Z]{2}$/)
      .nullable()
      .default(null),
    region: textLike({ what: 'region' }, /^[A-Za-z0-9-]{1,10}$/)
      .nullable()
      .default(null),
    worked: list(
      textual({ what: 'holiday' }, (text) => text),
      String,
    ).default([]),
    closedDays: list(day, String).default([]),
  },
  'holidays',
).superRefine((rule, context) => {
  for (const { path, ...mistake } of errorsOfRules(violationsInHolidays(rule)))
    report(context, mistake, path);
  const { country, region, worked } = rule;
  const known = worked.length === 0 || country === null ? [] : publicHolidayRules(country, region);
  for (const [index, name] of worked.entries())
    if (!known.includes(name)) report(context, notExpected({ what: 'holiday' }, name), ['worked', index]);
});

/** A country alone, or a mapping; null: none. */
export const holidays: Codec<HolidayRule> = abridged(
  made(
    holidayMapping,
    ({ worked, ...rule }): HolidayRule => (worked.length === 0 ? rule : { ...rule, worked }),
    ({ country, region, worked = [], closedDays }) => ({
      country,
      region,
      worked: [...worked],
      closedDays: [...closedDays],
    }),
  ),
  (raw) => (typeof raw === 'string' ? { country: raw } : (raw ?? {})),
  (written) => shortenHolidays(written as z.input<typeof holidayMapping>),
);

function shortenHolidays({
  country,
  region,
  worked = [],
  closedDays = [],
}: z.input<typeof holidayMapping>): unknown {
  if (region === null && closedDays.length === 0 && worked.length === 0) return country;
  return {
    country,
    ...(region === null ? {} : { region }),
    ...(worked.length === 0 ? {} : { worked }),
    closedDays,
  };
}

function aloneOrListed(raw: unknown): unknown {
  return Array.isArray(raw) ? raw : [raw];
}

function aloneIfOne(written: readonly unknown[]): unknown {
  return written.length === 1 ? written[0] : written;
}

function lengthenPart(raw: unknown): unknown {
  if (typeof raw !== 'string') return raw;
  if (raw === 'always') return {};
  return raw === 'holidays' ? { holidays: 'only' } : { hours: raw };
}

function shortenPart({ hours, holidays, from, to }: Readonly<Record<string, unknown>>): unknown {
  const alone = from === undefined;
  if (alone && hours === null && holidays === 'like-other-days') return 'always';
  if (alone && hours === null && holidays === 'only') return 'holidays';
  if (alone && holidays === 'like-other-days') return hours;
  return {
    ...(hours === null ? {} : { hours }),
    ...(holidays === 'like-other-days' ? {} : { holidays }),
    ...(alone ? {} : { from, to }),
  };
}
