import { isInCalendar, isLocalDate } from '../../domain/schedule/calendar.ts';
import { instantOf, localOf } from '../../domain/schedule/wall-clock.ts';
import { PERIOD_TEMPLATES, periodOf } from '../../planning/period-template.ts';
import type { Instant, Interval } from '../../runtime/instant.ts';
import type { Fields } from '../forms/fields.ts';

/** What a form says in `start` and `end`, or by a template and a day. Null: what it says is no time. */
export function readTimes(fields: Fields, timeZone: string): Interval | null {
  const template = PERIOD_TEMPLATES.find((name) => name === fields.text('template'));
  if (template !== undefined) {
    const day = fields.text('day').slice(0, 10);
    return isLocalDate(day) ? periodOf(template, day, timeZone) : null;
  }
  const [startAt, endAt] = [
    readLocal(fields.text('start'), timeZone),
    readLocal(fields.text('end'), timeZone),
  ];
  return startAt === null || endAt === null ? null : { startAt, endAt };
}

/** As `datetime-local` sends it, or as people write it. */
export function readLocal(text: string, timeZone: string): Instant | null {
  return instantOf(text.replace('T', ' '), timeZone);
}

/** As `datetime-local` wants it. */
export function localInput(at: Instant, timeZone: string): string {
  return localOf(at, timeZone).slice(0, 16).replace(' ', 'T');
}

/** Instants as forms carry them to say exactly which. */
export function readInstant(text: string): Instant | null {
  const at = /^-?\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  return isInCalendar(at) ? at : null;
}
