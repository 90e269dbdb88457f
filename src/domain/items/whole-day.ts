import type { Instant } from '../../runtime/instant.ts';
import { dayNumber, isLocalDate, localDate } from '../schedule/calendar.ts';
import { dayOf, instantOfMinute } from '../schedule/wall-clock.ts';
import { type Codec, textual } from './codec.ts';
import { parseMoment, printMoment } from './moment.ts';

/** A time, or a day whose beginning is meant. Written as a time. */
export function startMoment(zone: string): Codec<Instant> {
  return edgeOfDay(zone, firstMidnight, printMoment);
}

/** A time, or a day whose end is meant: it is the last. Written as a time. */
export function endMoment(zone: string): Codec<Instant> {
  return edgeOfDay(zone, lastMidnight, printMoment);
}

/** A day with whose beginning something begins; a time where it is none. */
export function firstDay(zone: string): Codec<Instant> {
  return edgeOfDay(zone, firstMidnight, printFirstDay);
}

/** The last day; a time where it ends within one. */
export function lastDay(zone: string): Codec<Instant> {
  return edgeOfDay(zone, lastMidnight, printLastDay);
}

function firstMidnight(day: string): string {
  return `${day} 00:00`;
}

function lastMidnight(day: string): string {
  return `${localDate(dayNumber(day) + 1)} 00:00`;
}

function edgeOfDay(
  zone: string,
  edge: (day: string) => string,
  print: (at: Instant, zone: string) => string,
): Codec<Instant> {
  return textual(
    { what: 'moment-or-day' },
    (text) => parseMoment(isLocalDate(text) ? edge(text) : text, zone),
    (at) => print(at, zone),
  );
}

/** The day that begins at the instant, where one does. */
function printFirstDay(at: Instant, zone: string): string {
  const day = dayOf(at, zone);
  return instantOfMinute(day, 0, zone) === at ? localDate(day) : printMoment(at, zone);
}

/** The day that ends at the instant, where one does. */
function printLastDay(at: Instant, zone: string): string {
  const day = dayOf(at, zone);
  return instantOfMinute(day, 0, zone) === at ? localDate(day - 1) : printMoment(at, zone);
}
