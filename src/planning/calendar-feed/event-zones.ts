import { tzlib_get_ical_block, tzlib_get_offset } from 'timezones-ical-library';
import { localOf } from '../../domain/schedule/wall-clock.ts';
import { type Instant, SECOND } from '../../runtime/instant.ts';
import type { DutyEvent } from './duty-events.ts';

type Timed = Pick<DutyEvent, 'startAt' | 'endAt' | 'schedule'>;

const HOUR = 3600 * SECOND;
const WEEK = 7 * 24 * HOUR;

/**
 * The zone in which to tell each event: its schedule's, under the name of its rules (an alias leads to its zone). UTC,
 * which is never wrong, when those rules are not the ones by which the schedule is computed (governments change them, and
 * libraries follow at different times), or when a local time would mean two instants.
 */
export function zonesToTellIn(events: readonly Timed[]): (event: Timed) => string {
  const zones = new Map<string, string>();
  for (const zone of new Set(events.map(({ schedule }) => schedule.timeZone))) {
    const own = events.filter(({ schedule }) => schedule.timeZone === zone);
    zones.set(zone, hasSameRules(zone, own) ? (zoneBlock(zone)?.zone ?? 'UTC') : 'UTC');
  }
  return ({ schedule, startAt, endAt }) => {
    const zone = schedule.timeZone;
    return occursTwice(startAt, zone) || occursTwice(endAt, zone) ? 'UTC' : (zones.get(zone) ?? 'UTC');
  };
}

/** The VTIMEZONE of a zone; null when there is none, or none is needed. */
export function zoneRules(zone: string): string | null {
  return zoneBlock(zone)?.rules ?? null;
}

function zoneBlock(zone: string): { readonly rules: string; readonly zone: string } | null {
  if (zone === 'UTC') return null;
  const [rules, name] = [tzlib_get_ical_block(zone)].flat();
  return rules && name ? { rules, zone: name.replace(/^TZID=/, '') } : null;
}

/** Looked at every week, each look costing a tenth of a millisecond; no zone changes its clocks for less. */
function hasSameRules(zone: string, events: readonly Timed[]): boolean {
  if (zoneBlock(zone) === null) return false;
  const from = Math.min(...events.map(({ startAt }) => startAt));
  const to = Math.max(...events.map(({ endAt }) => endAt));
  for (let at = from; at < to + WEEK; at += WEEK) {
    const [day = '', time = ''] = localOf(at, zone).split(' ');
    const known =
      occursTwice(at, zone) || tzlib_get_offset(zone, day, time.slice(0, 5)) === offsetAt(at, zone);
    if (!known) return false;
  }
  return true;
}

/** `+0200`: what the clocks of a zone are ahead of UTC. */
function offsetAt(at: Instant, zone: string): string {
  const minutes = Math.round((Date.parse(`${localOf(at, zone).replace(' ', 'T')}Z`) - at) / (60 * SECOND));
  const size = Math.abs(minutes);
  const digits = `${String(Math.floor(size / 60)).padStart(2, '0')}${String(size % 60).padStart(2, '0')}`;
  return `${minutes < 0 ? '-' : '+'}${digits}`;
}

/** Clocks are set back by half an hour, an hour, or (in one place) two. */
const SET_BACK = [0.5, 1, 2].flatMap((hours) => [-hours * HOUR, hours * HOUR]);

function occursTwice(at: Instant, zone: string): boolean {
  if (offsetAt(at - 3 * HOUR, zone) === offsetAt(at + 3 * HOUR, zone)) return false;
  const local = localOf(at, zone);
  return SET_BACK.some((distance) => localOf(at + distance, zone) === local);
}
