import type { CalendarTrouble } from '../../domain/calendar-trouble.ts';
import type { Instant } from '../../runtime/instant.ts';
import type { Result } from '../../runtime/result.ts';
import type { Author } from '../configuration.ts';
import type { AbsenceCalendar, BroughtAbsence } from './absence-calendar.ts';
import {
  followCalendar,
  type Imported,
  importCalendarFile,
  type RefreshDependencies,
  refreshCalendar,
} from './import-absences.ts';

/** The calendars of absence as pages show and change them. */
export interface CalendarsOfPeople {
  list(): Promise<readonly AbsenceCalendar[]>;
  broughtFor(personId: string, since: Instant): Promise<readonly BroughtAbsence[]>;
  follow(personId: string, address: string, author: Author): Promise<Result<Imported, CalendarTrouble>>;
  importFile(
    personId: string,
    name: string,
    text: string,
    author: Author,
  ): Promise<Result<Imported, CalendarTrouble>>;
  /** Now, and not when it is due. */
  refresh(calendar: AbsenceCalendar): Promise<Result<Imported | 'unchanged', CalendarTrouble>>;
  remove(id: string, author: Author): Promise<boolean>;
}

/** `timeZone`: on whose clocks whole days are read. */
export function createCalendarsOfPeople(
  dependencies: RefreshDependencies,
  timeZone: string,
): CalendarsOfPeople {
  const { store } = dependencies;
  return {
    list: store.list,
    broughtFor: store.broughtFor,
    follow: (personId, address, author) =>
      followCalendar(dependencies, { personId, address, timeZone }, author),
    importFile: (personId, name, text, author) =>
      importCalendarFile(dependencies, { personId, name, text, timeZone }, author),
    refresh: (calendar) => refreshCalendar(dependencies, calendar),
    remove: store.remove,
  };
}
