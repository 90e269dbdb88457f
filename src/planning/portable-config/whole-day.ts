import { z } from 'zod';
import type { Instant } from '../../domain/instant.ts';
import { dayNumber, isLocalDate, localDate } from '../../domain/schedule/calendar.ts';
import { dayOf, instantOfMinute } from '../../domain/schedule/wall-clock.ts';
import { moment } from './fields.ts';
import { printMoment } from './moment.ts';

/** A time, or a day whose beginning is meant. */
export function startMoment(zone: string) {
  return edgeOfDay(zone, (day) => `${day} 00:00`);
}

/** A time, or a day whose end is meant: it is the last. */
export function endMoment(zone: string) {
  return edgeOfDay(zone, (day) => `${localDate(dayNumber(day) + 1)} 00:00`);
}

function edgeOfDay(zone: string, edge: (day: string) => string) {
  const spelledOut = (raw: unknown) => (typeof raw === 'string' && isLocalDate(raw) ? edge(raw) : raw);
  return z.preprocess(spelledOut, moment(zone)) as z.ZodPipe<
    z.ZodTransform<Instant, unknown>,
    ReturnType<typeof moment>
  >;
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
