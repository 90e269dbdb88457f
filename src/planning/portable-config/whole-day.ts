import { z } from 'zod';
import { dayNumber, isLocalDate, localDate } from '../../domain/schedule/calendar.ts';
import { dayOf, instantOfMinute } from '../../domain/schedule/wall-clock.ts';
import type { Instant } from '../../runtime/instant.ts';
import { expecting, refuse } from './fields.ts';
import { parseMoment, printMoment } from './moment.ts';

/** A time, or a day whose beginning is meant. */
export function startMoment(zone: string) {
  return edgeOfDay(zone, (day) => `${day} 00:00`);
}

/** A time, or a day whose end is meant: it is the last. */
export function endMoment(zone: string) {
  return edgeOfDay(zone, (day) => `${localDate(dayNumber(day) + 1)} 00:00`);
}

function edgeOfDay(zone: string, edge: (day: string) => string) {
  const what = 'a date such as 2026-11-23, or a time such as 2026-11-23 18:00';
  return z.string({ error: expecting(what) }).transform((text, context): Instant => {
    const at = parseMoment(isLocalDate(text) ? edge(text) : text, zone);
    return at ?? refuse(context, expecting(what)({ input: text }));
  });
}

/** The day that begins at the instant, where one does. */
export function printFirstDay(at: Instant, zone: string): string {
  const day = dayOf(at, zone);
  return instantOfMinute(day, 0, zone) === at ? localDate(day) : printMoment(at, zone);
}

/** The day that ends at the instant, where one does. */
export function printLastDay(at: Instant, zone: string): string {
  const day = dayOf(at, zone);
  return instantOfMinute(day, 0, zone) === at ? localDate(day - 1) : printMoment(at, zone);
}
