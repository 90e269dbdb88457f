import { z } from 'zod';
import { list, mapping, report, textLike, unmet } from '../../domain/items/codec.ts';
import { day, endsAfterStart, oneOf, wholeNumber } from '../../domain/items/values.ts';
import { endMoment, startMoment } from '../../domain/items/whole-day.ts';
import { atLocal, daysOf } from '../../domain/planning-proposal/local-calendar.ts';
import type { Preference, Wish } from '../../domain/planning-proposal/problem.ts';
import { CAP_COUNTS, CAP_PERIODS, type Cap } from '../../domain/planning-proposal/rules.ts';
import { dayNumber, weekdayOf } from '../../domain/schedule/calendar.ts';
import type { Interval } from '../../runtime/instant.ts';

export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

export const timeOfDay = textLike({ what: 'time-of-day' }, /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/);

/** `{ start, end }`, `{ day }` or `{ every: [weekdays], from, to }`, as the intervals that this means in `period`. */
export function wishes(preference: Preference, period: Interval, zone: string) {
  const once = mapping({ start: startMoment(zone), end: endMoment(zone) }).superRefine(endsAfterStart);
  const oneDay = mapping({ day });
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
    saturdays: amount,
    sundays: amount,
    holidays: amount,
    per: oneOf(CAP_PERIODS),
  }).transform((fields, context): Cap => {
    const [count, ...others] = CAP_COUNTS.filter((name) => fields[name] !== undefined);
    const atMost = count === undefined ? undefined : fields[count];
    if (count === undefined || atMost === undefined || others.length > 0) {
      report(context, unmet({ what: 'one-count', words: CAP_COUNTS }));
      return z.NEVER;
    }
    return { count, atMost, per: fields.per, personId };
  });
  return list(one);
}
