import { TZDate } from '@date-fns/tz';
import ical, { escape as escapeText, ICalEventTransparency } from 'ical-generator';
import type { Language } from '../../domain/person.ts';
import type { Instant } from '../../runtime/instant.ts';
import { describeReason } from '../../words/describe-duty.ts';
import type { DutyEvent } from './duty-events.ts';
import { zoneRules, zonesToTellIn } from './event-zones.ts';

/** How often an event has changed since it was first told, and when it last did. */
export interface Revision {
  readonly sequence: number;
  readonly modifiedAt: Instant;
}

export interface CalendarWords {
  /** Whose or of what the calendar is. */
  readonly title: string;
  /** Whether events name who is on duty; in a person's own calendar it is always them. */
  readonly showsPeople: boolean;
  readonly language: Language;
  readonly nameOf: (personId: string) => string;
}

const ON_CALL: Readonly<Record<Language, (what: string) => string>> = {
  en: (what) => `On call: ${what}`,
  fr: (what) => `Astreinte : ${what}`,
};

/** How often a calendar program should look again. */
const REFRESH_SECONDS = 3600;

/**
 * Duty as an iCalendar file (RFC 5545), the same text for the same duty. Times are on the clocks of their schedule, with
 * the rules of those clocks beside them. Being on call is no appointment: the events leave their time free.
 */
export function calendarText(
  events: readonly DutyEvent[],
  revisionOf: (uid: string) => Revision,
  { title, showsPeople, language, nameOf }: CalendarWords,
): string {
  const calendar = ical({
    prodId: { company: 'Vigie', product: 'on-call', language: language.toUpperCase() },
    name: escapeText(ON_CALL[language](title), false),
    ttl: REFRESH_SECONDS,
  });
  // The name of a zone for the whole calendar would put the stamps on its clocks too, where the standard wants UTC.
  calendar.timezone({ name: null, generator: zoneRules });
  const zoneOf = zonesToTellIn(events);
  for (const event of events) {
    const { name } = event.schedule;
    const { sequence, modifiedAt } = revisionOf(event.uid);
    const zone = zoneOf(event);
    calendar.createEvent({
      id: event.uid,
      sequence,
      stamp: utc(modifiedAt),
      lastModified: utc(modifiedAt),
      start: new TZDate(event.startAt, zone),
      end: new TZDate(event.endAt, zone),
      timezone: zone,
      summary: showsPeople ? `${nameOf(event.personId)} – ${name}` : ON_CALL[language](name),
      description: describeReason(event.reason, nameOf, language),
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  }
  return `${refreshHintsFirst(calendar.toString())}\r\n`;
}

/** Outlook reads how often to look again only where it stands before the rules of the zones. */
function refreshHintsFirst(text: string): string {
  const lines = text.split('\r\n');
  const isHint = (line: string) => /^(?:REFRESH-INTERVAL|X-PUBLISHED-TTL)[;:]/.test(line);
  const first = lines.findIndex((line) => line.startsWith('BEGIN:VTIMEZONE'));
  if (first < 0) return text;
  const [head, tail] = [lines.slice(0, first), lines.slice(first)];
  return [...head, ...tail.filter(isHint), ...tail.filter((line) => !isHint(line))].join('\r\n');
}

function utc(at: Instant): Date {
  return new TZDate(at, 'UTC');
}
