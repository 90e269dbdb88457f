import { createCalendarFetcher } from '../calendars/fetch-calendar.ts';
import { readApart } from '../calendars/read-apart.ts';
import type { Config } from '../config.ts';
import type { Database } from '../database/database.ts';
import { createAbsenceCalendarStore } from '../database/planning/absence-calendar-store.ts';
import type { CalendarTrouble } from '../domain/calendar-trouble.ts';
import type { DomainEventStore } from '../notices/effects.ts';
import type { AbsenceCalendar } from '../planning/absence-calendars/absence-calendar.ts';
import {
  type CalendarsOfPeople,
  createCalendarsOfPeople,
} from '../planning/absence-calendars/calendars-of-people.ts';
import { isBroken, refreshCalendars } from '../planning/absence-calendars/import-absences.ts';
import { type CalendarJob, EVERY_HALF_HOUR, startCalendarJob } from '../runtime/calendar-job.ts';
import { systemClock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/log.ts';
import type { Result } from '../runtime/result.ts';
import { calendarTroubleInWords } from '../words/calendar-trouble-words.ts';

export interface AbsenceRefresh {
  readonly pages: CalendarsOfPeople;
  /** Looks at the calendars that people's absences come from, every half hour. */
  start(domainEvents: Pick<DomainEventStore, 'write'>): CalendarJob;
}

export function createAbsenceRefresh(
  config: Config,
  db: Database,
  { log, crash }: { readonly log: Logger; readonly crash: (error: unknown) => void },
): AbsenceRefresh {
  const calendars = {
    store: createAbsenceCalendarStore(db),
    fetch: createCalendarFetcher(systemClock, config.calendarHosts),
    read: readApart(systemClock),
    now: systemClock.now,
  };
  return {
    pages: createCalendarsOfPeople(calendars, config.timeZone),
    start: (domainEvents) =>
      startCalendarJob(
        { name: 'calendars of absences', pattern: EVERY_HALF_HOUR, clock: systemClock, log, crash },
        async () => {
          await refreshCalendars(calendars, (calendar, outcome) => notifyRefreshed(log, calendar, outcome));
          const now = systemClock.now();
          for (const calendar of await calendars.store.list()) {
            const { id, personId, name, state } = calendar;
            if (!isBroken(calendar, now)) continue;
            const since = state.succeededAt ?? calendar.addedAt;
            await domainEvents.write({ kind: 'calendar-broken', calendarId: id, personId, name, since }, now);
          }
        },
      ),
  };
}

function notifyRefreshed(
  log: Logger,
  { id, personId }: AbsenceCalendar,
  outcome: Result<unknown, CalendarTrouble>,
): void {
  const about = { calendar: id, person: personId };
  if (outcome.ok) log.debug(about, 'a calendar of absences was looked at');
  else
    log.warn(
      { ...about, reason: calendarTroubleInWords(outcome.error, 'en') },
      'a calendar of absences could not be read: what is known stays',
    );
}
