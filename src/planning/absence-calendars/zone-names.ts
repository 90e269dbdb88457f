import { IANA_ALIAS_MAP, WINDOWS_TO_IANA_MAP } from 'windows-iana';
import { isTimeZone } from '../../domain/schedule/wall-clock.ts';

/**
 * Our zone for a name that calendars give one: its own name, also behind a path (`/mozilla.org/20050126_1/Europe/Paris`),
 * Windows' name for it (by Unicode's CLDR table), Exchange's label, which lists cities of it, or hours from UTC. Null: it
 * means nothing to us.
 */
export function zoneByName(name: string): string | null {
  const plain = name.trim().replace(/^tzone:\/\/microsoft\//i, '');
  return (
    zoneCalled(plain) ??
    zoneBehindPath(plain) ??
    windowsZone(plain) ??
    zoneByLabel(plain) ??
    zoneByOffset(plain) ??
    SHORT[plain.toUpperCase()] ??
    // Copies are counted: "Romance Standard Time 1".
    (COUNTED.test(plain) ? zoneByName(plain.replace(COUNTED, '')) : null)
  );
}

const COUNTED = /[ _]\d+$/;
/** What programs write for the clocks of a part of the world in one half of the year. */
const SHORT: Readonly<Record<string, string>> = {
  CEST: 'CET',
  MEZ: 'CET',
  MESZ: 'CET',
  WEST: 'WET',
  EEST: 'EET',
  Z: 'UTC',
};

const ZONES = Intl.supportedValuesOf('timeZone');
const byLetters = (names: readonly string[]) => names.map((name) => [name.toLowerCase(), name] as const);
/** Every name, aliases included, by itself in small letters. */
const NAMES = new Map(byLetters([...IANA_ALIAS_MAP.flatMap(({ alias }) => alias), ...ZONES, 'UTC', 'GMT']));
const WINDOWS_NAMES = new Map(
  WINDOWS_TO_IANA_MAP.filter(({ territory }) => territory === '001').map(
    ({ windowsName, iana }) => [windowsName.toLowerCase(), iana[0]] as const,
  ),
);

/** By the platform's own name, in whatever letters. Bare offsets are zones to the platform, and not to us. */
function zoneCalled(name: string): string | null {
  const known = NAMES.get(name.toLowerCase()) ?? name;
  return isTimeZone(known) ? known : null;
}

/** Also the name that Windows has for the summer. */
function windowsZone(name: string): string | null {
  const zone = WINDOWS_NAMES.get(name.toLowerCase().replace(/ daylight time$/, ' standard time'));
  return zone && isTimeZone(zone) ? zone : null;
}

/** `GMT+0200`, `UTC+02:00`, `+02:00`: whole hours have a zone of their own, whose sign is the other way round. */
function zoneByOffset(name: string): string | null {
  const [, sign, hours = '', minutes = '00'] = /^(?:UTC|GMT)? ?([+-])(\d{1,2}):?(\d{2})?$/i.exec(name) ?? [];
  if (!sign || minutes !== '00') return null;
  const zone = `Etc/GMT${sign === '+' ? '-' : '+'}${Number(hours)}`;
  return zoneCalled(zone);
}

function zoneBehindPath(name: string): string | null {
  const parts = name.split('/').filter((part) => part !== '');
  if (parts.length < 2 && !name.startsWith('/')) return null;
  const ends = [3, 2, 1].map((count) => zoneCalled(parts.slice(-count).join('/')));
  return ends.find((zone) => zone !== null) ?? null;
}

/** `(UTC+01:00) Brussels, Copenhagen, Madrid, Paris`, and older `(GMT+01.00) Paris/Madrid`. */
const LABEL = /^\((?:UTC|GMT)(?:([+-])(\d{1,2})[:.](\d{2}))?\)\s*(.*)$/i;

/** Old ones are cities alone. */
function zoneByLabel(name: string): string | null {
  const [isLabel, sign = '+', hours = '0', minutes = '0', cities = name] = LABEL.exec(name) ?? [];
  const ahead = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  for (const city of cities.replace(/\(.*$/, '').split(/[,/]/).map(cityKey)) {
    const zone = ZONES.find((one) => city !== '' && cityKey(one.split('/').at(-1) ?? '') === city);
    if (zone && (!isLabel || standardOffset(zone) === ahead)) return zone;
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
