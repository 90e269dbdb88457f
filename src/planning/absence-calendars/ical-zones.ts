import ICAL from 'ical.js';
import { tzlib_get_ical_block } from 'timezones-ical-library';
import { nearestInCalendar } from '../../domain/schedule/calendar.ts';
import { instantOf, isTimeZone } from '../../domain/schedule/wall-clock.ts';
import type { Instant } from '../../runtime/instant.ts';
import type { Block, ContentLine } from './content-lines.ts';
import { zoneByName } from './zone-names.ts';

/**
 * Gives a calendar the rules of every zone that its text names, and tells by which name each is known there. Calendars
 * should bring the rules themselves and do not all do. A name of ours goes by our rules; one that is not, by those that
 * the text brings, else by what the name means elsewhere.
 */
export function addZones(calendar: ICAL.Component, zones: readonly Block[]): (name: string) => string {
  for (const zone of zones) addOwnRules(calendar, zone);
  const known = new Map<string, string>();
  return (name) => {
    const found = known.get(name) ?? nameIn(calendar, name);
    known.set(name, found);
    return found;
  };
}

function nameIn(calendar: ICAL.Component, name: string): string {
  if (calendar.getTimeZoneByID(name) && !isTimeZone(name)) return name;
  const zone = zoneByName(name);
  if (zone === null) return name;
  if (!calendar.getTimeZoneByID(zone)) addKnownRules(calendar, zone);
  return zone;
}

function addKnownRules(calendar: ICAL.Component, zone: string): void {
  const [rules] = [tzlib_get_ical_block(zone)].flat();
  if (!rules) return;
  const component = new ICAL.Component(ICAL.parse(rules));
  component.updatePropertyWithValue('tzid', zone);
  calendar.addSubcomponent(component);
}

const RULE_LINES = ['DTSTART', 'TZOFFSETFROM', 'TZOFFSETTO', 'RRULE', 'RDATE'];

/** Rules that say nothing, or cannot be read, are as none. */
function addOwnRules(calendar: ICAL.Component, zone: Block): void {
  const name = zone.lines
    .find((line) => line.name === 'TZID')
    ?.value.replaceAll('"', '')
    .trim();
  const parts = zone.blocks.filter((part) => part.name === 'STANDARD' || part.name === 'DAYLIGHT');
  if (!name || parts.length === 0) return;
  const plain = ({ name: said, value }: ContentLine) =>
    `${said}:${said.startsWith('TZOFFSET') ? value.replaceAll(':', '') : value}`;
  const lines = parts.flatMap((part) => [
    `BEGIN:${part.name}`,
    ...part.lines.filter((line) => RULE_LINES.includes(line.name)).map(plain),
    `END:${part.name}`,
  ]);
  const text = ['BEGIN:VTIMEZONE', `TZID:${name}`, ...lines, 'END:VTIMEZONE'].join('\r\n');
  try {
    calendar.addSubcomponent(new ICAL.Component(ICAL.parse(text)));
  } catch {
    // The library throws plain errors for rules that it cannot read.
  }
}

/** True when the library knows the zone of the property, or it names none. */
export function isZoneKnown(calendar: ICAL.Component, property: ICAL.Property | null): boolean {
  const zone = property?.getFirstParameter('tzid');
  return !zone || Boolean(calendar.getTimeZoneByID(zone));
}

/** By the clocks that the schedules use where the zone has a name of theirs, else by the calendar's own rules. */
export function instantOfTime(time: ICAL.Time, timeZone: string): Instant {
  const [local] = time.toString().split('Z');
  const zone = time.isDate || isFloating(time) ? timeZone : time.zone.tzid;
  const text = time.isDate ? `${local} 00:00` : (local ?? '');
  if (!isTimeZone(zone)) return time.toUnixTime() * 1000;
  const at = instantOf(text, zone);
  if (at !== null) return at;
  // A birthday of 1604, an absence that ends in 9999: the years before and after ours are all the same.
  const asUtc = new Date(0).setUTCFullYear(time.year, time.month - 1, time.day);
  const nearest = nearestInCalendar(asUtc);
  if (nearest === asUtc) throw new Error(`${time.toString()} is no time`);
  return nearest;
}

/** Without a zone: on the clocks of whoever reads it. */
export function isFloating(time: ICAL.Time): boolean {
  return time.zone === ICAL.Timezone.localTimezone;
}
