import type { Language } from '../../domain/person.ts';

const AREAS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  Africa: { en: 'Africa', fr: 'Afrique' },
  America: { en: 'America', fr: 'Amérique' },
  Antarctica: { en: 'Antarctica', fr: 'Antarctique' },
  Arctic: { en: 'Arctic', fr: 'Arctique' },
  Asia: { en: 'Asia', fr: 'Asie' },
  Atlantic: { en: 'Atlantic', fr: 'Atlantique' },
  Australia: { en: 'Australia', fr: 'Australie' },
  Europe: { en: 'Europe', fr: 'Europe' },
  Indian: { en: 'Indian Ocean', fr: 'Océan Indien' },
  Pacific: { en: 'Pacific', fr: 'Pacifique' },
};

/** Time zones to choose from, by their cities; what is chosen already is among them, whatever it is. */
export function timeZoneOptions(chosen: string, language: Language) {
  const zones = Intl.supportedValuesOf('timeZone');
  const areas = [...new Set(zones.map((zone) => zone.slice(0, zone.indexOf('/'))))];
  const groups = areas.map((area) => ({
    label: AREAS[area]?.[language] ?? area,
    options: zones.filter((zone) => zone.startsWith(`${area}/`)).map((zone) => [zone, cityOf(zone)]),
  }));
  const alone = zones.includes(chosen) || chosen === '' ? [] : [[chosen, chosen]];
  return [...alone, ...(chosen === 'UTC' ? [] : [['UTC', 'UTC']]), ...groups];
}

/** A time zone as people call it: `Paris`. */
export function cityOf(zone: string): string {
  return zone
    .slice(zone.indexOf('/') + 1)
    .replaceAll('_', ' ')
    .replaceAll('/', ', ');
}
