import { randomBytes } from 'node:crypto';
import type { CalendarTrouble } from '../../domain/calendar-trouble.ts';
import type { Instant, Interval } from '../../runtime/instant.ts';
import type { Result } from '../../runtime/result.ts';
import type { Author } from '../configuration.ts';
import type { CalendarReading, ReadingOrder } from './absences-in-calendar.ts';
import type { LeftOut, SkippedCounts } from './left-out.ts';

/** A calendar from which a person's absences come. */
export interface AbsenceCalendar {
  readonly id: string;
  readonly personId: string;
  /** The file's name, or the address's host. */
  readonly name: string;
  /** Private: who knows it reads the calendar. Null: it came as a file, and is not fetched. */
  readonly address: string | null;
  /** On whose clocks whole days are read. */
  readonly timeZone: string;
  readonly addedAt: Instant;
  readonly state: CalendarState;
}

export interface CalendarState {
  readonly validators: Validators;
  /** When the validators were given with a text that was read. */
  readonly readAt: Instant | null;
  readonly triedAt: Instant | null;
  /** When its absences were last known to be right. */
  readonly succeededAt: Instant | null;
  /** What kept it from being read at the last try; null: nothing. */
  readonly trouble: CalendarTrouble | null;
  /** What the text that was read last says that is no absence. */
  readonly skipped: SkippedCounts;
  readonly leftOut: readonly LeftOut[];
}

/** What a server said of a version, to ask whether there is a newer one. */
export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export const UNTRIED: CalendarState = {
  validators: { etag: null, lastModified: null },
  readAt: null,
  triedAt: null,
  succeededAt: null,
  trouble: null,
  skipped: {},
  leftOut: [],
};

/** An absence that a calendar brought. It goes where it came from, not on our pages. */
export interface BroughtAbsence extends Interval {
  readonly calendarId: string;
}

/** Where these calendars are kept, with the absences that they bring. */
export interface AbsenceCalendarStore {
  add(calendar: AbsenceCalendar, author: Author): Promise<void>;
  list(): Promise<readonly AbsenceCalendar[]>;
  /** Its absences that are over stay, the others go. False: there is no such calendar. */
  remove(id: string, author: Author): Promise<boolean>;
  note(id: string, state: CalendarState): Promise<void>;
  /** What they brought for a person, as far as it had not ended by `since`; by their starts. */
  broughtFor(personId: string, since: Instant): Promise<readonly BroughtAbsence[]>;
  /** Makes these the calendar's absences from `since` on; those that were over by then stay. True: something changed. */
  replaceAbsences(
    calendar: AbsenceCalendar,
    since: Instant,
    absences: readonly Interval[],
    author: Author,
  ): Promise<boolean>;
}

export type FetchedCalendar =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'text'; readonly text: string; readonly validators: Validators };

/** Gets a calendar from its address; a failure never holds the address. */
export type FetchCalendar = (
  address: string,
  known: Validators | null,
) => Promise<Result<FetchedCalendar, CalendarTrouble>>;

/** Reads a calendar where hostile text cannot keep anybody waiting. */
export type ReadAbsences = (
  text: string,
  order: ReadingOrder,
) => Promise<Result<CalendarReading, CalendarTrouble>>;

export function newCalendarId(): string {
  return randomBytes(6).toString('hex');
}
