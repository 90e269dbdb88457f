import ICAL from 'ical.js';
import { tzlib_get_ical_block } from 'timezones-ical-library';
import { instantOf, isTimeZone } from '../../domain/schedule/wall-clock.ts';
import type { Instant } from '../../runtime/instant.ts';

/**
 * Calendars should bring the rules of every zone that they name, and do not all do. Those with a name that we know are
 * given theirs, so that the library keeps the times apart from times without a zone.
 */
export function nameMissingZones(calendar: ICAL.Component): void {
  for (const zone of zonesNamed(calendar)) {
    if (calendar.getTimeZoneByID(zone) || !isTimeZone(zone)) continue;
    const [rules] = [tzlib_get_ical_block(zone)].flat();
    if (!rules) continue;
    const component = new ICAL.Component(ICAL.parse(rules));
    component.updatePropertyWithValue('tzid', zone);
    calendar.addSubcomponent(component);
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
  const zone = time.isDate || time.zone === ICAL.Timezone.localTimezone ? timeZone : time.zone.tzid;
  const text = time.isDate ? `${local} 00:00` : (local ?? '');
  if (!isTimeZone(zone)) return time.toUnixTime() * 1000;
  const at = instantOf(text, zone);
  if (at === null) throw new Error(`${time.toString()} is no time`);
  return at;
}

function zonesNamed(calendar: ICAL.Component): ReadonlySet<string> {
  const properties = calendar.getAllSubcomponents('vevent').flatMap((event) => event.getAllProperties());
  return new Set(properties.flatMap((property) => property.getFirstParameter('tzid') ?? []));
}
