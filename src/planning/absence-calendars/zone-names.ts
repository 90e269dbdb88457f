import { findIana } from 'windows-iana';
import { isTimeZone } from '../../domain/schedule/wall-clock.ts';

/**
 * Our zone for a name that calendars give one: its own name, also behind a path (`/mozilla.org/20050126_1/Europe/Paris`),
 * Windows' name for it (by Unicode's CLDR table), or Exchange's label, which lists cities of it. Null: it means nothing
 * to us.
 */
export function zoneByName(name: string): string | null {
  const plain = name.trim();
  if (isName(plain)) return plain;
  if (/^tzone:\/\/microsoft\/(utc|gmt)$/i.test(plain)) return 'UTC';
  return zoneBehindPath(plain) ?? findIana(plain).find(isName) ?? zoneByLabel(plain);
}

/** `+02:00` is a zone to the platform; calendars that say so bring the rules, or mean something else. */
function isName(name: string): boolean {
  return /^[A-Za-z]/.test(name) && isTimeZone(name);
}

function zoneBehindPath(name: string): string | null {
  const parts = name.split('/').filter((part) => part !== '');
  if (parts.length < 2 && !name.startsWith('/')) return null;
  const ends = [3, 2, 1].map((count) => parts.slice(-count).join('/'));
  return ends.find(isName) ?? null;
}

/** `(UTC+01:00) Brussels, Copenhagen, Madrid, Paris`, and older `(GMT+01.00) Paris/Madrid`. */
const LABEL = /^\((?:UTC|GMT)(?:([+-])(\d{1,2})[:.](\d{2}))?\)\s*(.*)$/i;

function zoneByLabel(name: string): string | null {
  const [, sign = '+', hours = '0', minutes = '0', cities = ''] = LABEL.exec(name) ?? [];
  const ahead = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  for (const city of cities.split(/[,/]/).map(cityKey)) {
    const zone = Intl.supportedValuesOf('timeZone').find(
      (one) => cityKey(one.split('/').at(-1) ?? '') === city,
    );
    if (zone && standardOffset(zone) === ahead) return zone;
  }
  return null;
}

function cityKey(city: string): string {
  return city.toLowerCase().replace(/[^\p{L}]/gu, '');
}

/** Minutes ahead of UTC when the clocks are not put forward: the lesser of a January and a July. */
function standardOffset(zone: string): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  const offsets = ['2026-01-01T12:00:00Z', '2026-07-01T12:00:00Z'].map((day) => {
    const text = parts.formatToParts(new Date(day)).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const [, sign, hours = '0', minutes = '0'] = /([+-])(\d\d):(\d\d)/.exec(text) ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  });
  return Math.min(...offsets);
}
