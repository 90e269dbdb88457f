import { z } from 'zod';
import { atLocal, daysOf } from '../../domain/planning-proposal/local-calendar.ts';
import type { Preference, Wish } from '../../domain/planning-proposal/problem.ts';
import { CAP_COUNTS, CAP_PERIODS, type Cap } from '../../domain/planning-proposal/rules.ts';
import { dayNumber, weekdayOf } from '../../domain/schedule/calendar.ts';
import type { Interval } from '../../runtime/instant.ts';
import { expecting, list, mapping, oneOf, refuse, wholeNumber } from '../portable-config/fields.ts';
import { parseMoment } from '../portable-config/moment.ts';
import { endMoment, startMoment } from '../portable-config/whole-day.ts';

export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

const DATE = /^\d{4}-\d{2}-\d{2}$/;

export const timeOfDay = z
  .string({ error: expecting('a time of day such as 08:00') })
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, { error: expecting('a time of day such as 08:00') });

export const date = z
  .string({ error: expecting('a date such as 2026-12-25') })
  .refine((text) => DATE.test(text) && parseMoment(`${text} 00:00`, 'UTC') !== null, {
    error: expecting('a date such as 2026-12-25'),
  });

/** 0 to `max`, with decimals. */
export function decimal(max: number, min = 0) {
  const error = expecting(`a number from ${min} to ${max}`);
  return z
    .string({ error })
    .regex(/^\d{1,4}(\.\d{1,3})?$/, { error })
    .transform(Number)
    .refine((value) => value >= min && value <= max, { error });
}

/** `{ start, end }`, `{ day }` or `{ every: [weekdays], from, to }`, as the intervals that this means in `period`. */
export function wishes(preference: Preference, period: Interval, zone: string) {
  const once = mapping({ start: startMoment(zone), end: endMoment(zone) }).superRefine(
    ({ start, end }, context) => {
      if (end <= start)
        context.addIssue({ code: 'custom', path: ['end'], message: 'the end is not after the start' });
    },
  );
  const oneDay = mapping({ day: date });
  const weekly = mapping({
    every: list(oneOf(WEEKDAYS), String),
    from: timeOfDay.default('00:00'),
    to: timeOfDay.default('24:00'),
  });
  const toWishes = (intervals: readonly Interval[]) =>
    intervals.map(({ startAt, endAt }): Wish => ({ preference, startAt, endAt }));
  const entry = z.unknown().transform((raw, context): readonly Wish[] => {
    const has = (key: string) => typeof raw === 'object' && raw !== null && key in raw;
    const parsed = has('every')
      ? weekly
          .transform(({ every, from, to }) => weeklyIntervals(every, from, to, period, zone))
          .safeParse(raw)
      : has('day')
        ? oneDay.transform(({ day }) => wholeDay(day, zone)).safeParse(raw)
        : once.transform(({ start, end }) => [{ startAt: start, endAt: end }]).safeParse(raw);
    if (parsed.success) return toWishes(parsed.data);
    for (const issue of parsed.error.issues) {
      // An unknown key is to be named where it stands, as everywhere.
      const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
      context.addIssue({ code: 'custom', message: issue.message, path: [...path] });
    }
    return z.NEVER;
  });
  return list(entry).transform((those) => those.flat());
}

function wholeDay(day: string, zone: string): readonly Interval[] {
  return [{ startAt: atLocal(dayNumber(day), '00:00', zone), endAt: atLocal(dayNumber(day), '24:00', zone) }];
}

function weeklyIntervals(
  every: readonly (typeof WEEKDAYS)[number][],
  from: string,
  to: string,
  period: Interval,
  zone: string,
): readonly Interval[] {
  const weekdays = every.map(numberOf);
  // A week of nights may reach beyond the period.
  const days = daysOf(period, zone);
  const more = Array.from({ length: 8 }, (_, index) => (days.at(-1) ?? 0) + index + 1);
  return [...days, ...more]
    .filter((day) => weekdays.includes(weekdayOf(day)))
    .map((day) => ({
      startAt: atLocal(day, from, zone),
      endAt: atLocal(to > from ? day : day + 1, to, zone),
    }));
}

/** 1 for Monday. */
export function numberOf(weekday: (typeof WEEKDAYS)[number]): number {
  return WEEKDAYS.indexOf(weekday) + 1;
}

/** `{ weekends: 2, per: month }`. */
export function caps(personId: string | null) {
  const amount = wholeNumber(0, 100_000).optional();
  const one = mapping({
    hours: amount,
    duties: amount,
    nights: amount,
    weekends: amount,
    holidays: amount,
    per: oneOf(CAP_PERIODS),
  }).transform((fields, context): Cap => {
    const [count, ...others] = CAP_COUNTS.filter((name) => fields[name] !== undefined);
    const atMost = count === undefined ? undefined : fields[count];
    if (count === undefined || atMost === undefined || others.length > 0)
      return refuse(context, `expected one of ${CAP_COUNTS.join(', ')} beside per`);
    return { count, atMost, per: fields.per, personId };
  });
  return list(one);
}
