import { z } from 'zod';
import { isLocalDate } from '../../domain/schedule/calendar.ts';
import {
  type DutyWindow,
  HOLIDAY_TREATMENTS,
  type HolidayRule,
  type WeeklyHours,
  type WindowPart,
} from '../../domain/schedule/duty-window.ts';
import { brokenInHolidays } from '../../domain/schedule/validity.ts';
import { explainRule } from '../../words/english/planning-rules.ts';
import { expecting, list, mapping, oneOf, refuse } from './fields.ts';
import { parseWeeklyHours, printWeeklyHours } from './weekly-hours.ts';

const HOURS_FORMS = 'hours such as mon-fri 08:00-18:00, weekends, nights, or fri 18:00 - mon 08:00';
const PART_FORMS = `always, holidays, ${HOURS_FORMS}, or a mapping`;

/** A day on the calendar. */
export const day = z
  .string({ error: expecting('a day such as 2026-11-23') })
  .refine(isLocalDate, { error: expecting('a day such as 2026-11-23') });

/** A window: one part, or a list of them of which any may hold. */
export function windowShape() {
  return z.preprocess((raw) => (Array.isArray(raw) ? raw : [raw]), list(partShape()));
}

/** What `windowShape` reads; a single part stands alone. */
export function writeWindow(window: DutyWindow): unknown {
  const parts = window.map(writePart);
  return parts.length === 1 ? parts[0] : parts;
}

/** A country alone, or a mapping; null: none. */
export function holidaysShape() {
  const region = z
    .string({ error: expecting('a region') })
    .regex(/^[A-Za-z0-9-]{1,10}$/, { error: expecting('a region such as 67') });
  const country = z
    .string({ error: expecting('a country') })
    .regex(/^[A-Z]{2}$/, { error: expecting('a two-letter country such as FR') });
  const written = mapping(
    {
      country: country.nullable().default(null),
      region: region.nullable().default(null),
      closedDays: list(day, String).default([]),
    },
    'a country such as FR, or {country: FR, region: 67, closedDays: […]}',
  );
  return z
    .preprocess((raw) => (typeof raw === 'string' ? { country: raw } : (raw ?? {})), written)
    .superRefine((holidays, issues) => {
      for (const broken of brokenInHolidays(holidays))
        issues.addIssue({ code: 'custom', path: [...broken.path], message: explainRule(broken) });
    });
}

/** What `holidaysShape` reads. */
export function writeHolidays({ country, region, closedDays }: HolidayRule): unknown {
  if (region === null && closedDays.length === 0) return country;
  return { country, ...(region === null ? {} : { region }), closedDays };
}

function partShape() {
  const hoursText = z.string({ error: expecting(HOURS_FORMS) }).transform((text, issues) => {
    return parseWeeklyHours(text) ?? refuse(issues, expecting(HOURS_FORMS)({ input: text }));
  });
  const hours = z
    .preprocess((raw) => (Array.isArray(raw) ? raw : [raw]), z.array(hoursText))
    .transform((several): readonly WeeklyHours[] => several.flat());
  const written = mapping(
    {
      hours: hours.nullable().default(null),
      holidays: oneOf(HOLIDAY_TREATMENTS).default('like-other-days'),
      from: day.optional(),
      to: day.optional(),
    },
    PART_FORMS,
  );
  return z.preprocess(spelledOut, written).transform(({ hours, holidays, from, to }, issues): WindowPart => {
    if (from !== undefined && to !== undefined) return { hours, holidays, dates: { from, to } };
    if (from === undefined && to === undefined) return { hours, holidays, dates: null };
    return refuse(issues, 'expected both from and to, or neither', [from === undefined ? 'from' : 'to']);
  });
}

function spelledOut(raw: unknown): unknown {
  if (typeof raw !== 'string') return raw;
  if (raw === 'always') return {};
  return raw === 'holidays' ? { holidays: 'only' } : { hours: raw };
}

function writePart({ hours, holidays, dates }: WindowPart): unknown {
  if (dates === null && hours === null && holidays === 'like-other-days') return 'always';
  if (dates === null && hours === null && holidays === 'only') return 'holidays';
  const text = hours && printWeeklyHours(hours);
  if (dates === null && holidays === 'like-other-days') return text;
  return {
    ...(text === null ? {} : { hours: text }),
    ...(holidays === 'like-other-days' ? {} : { holidays }),
    ...(dates ?? {}),
  };
}
