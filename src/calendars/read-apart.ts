import type { CalendarTrouble } from '../domain/calendar-trouble.ts';
import type { ReadAbsences } from '../planning/absence-calendars/absence-calendar.ts';
import type { CalendarReading } from '../planning/absence-calendars/absences-in-calendar.ts';
import type { Clock } from '../runtime/clock.ts';
import { fail, type Result } from '../runtime/result.ts';
import { computeApart } from '../runtime/thread.ts';

const LIMIT_SECONDS = 10;
const LIMIT_MEGABYTES = 128;

/** Reads calendars in a thread of their own, so that a large one holds up no call. */
export function readApart(clock: Clock, limitSeconds = LIMIT_SECONDS): ReadAbsences {
  const limits = { seconds: limitSeconds, megabytes: LIMIT_MEGABYTES };
  return async (text, order) => {
    const work = { url: import.meta.url, name: 'reading-thread', data: { text, order }, limits };
    const done = await computeApart<Result<CalendarReading, CalendarTrouble>>(work, clock);
    if (done.ok) return done.value;
    switch (done.error.kind) {
      case 'too-long':
        return fail({ code: 'reading-slow', seconds: limitSeconds });
      case 'threw':
        return fail({ code: 'not-read', said: String(done.error.error) });
      case 'busy':
        return fail({ code: 'too-many-read' });
      case 'ended':
        return fail({ code: 'too-much-memory' });
    }
  };
}
