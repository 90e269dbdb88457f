import type { Section } from './configuration.ts';
import type { ItemContext } from './field.ts';

/** The ids that may be referred to, section by section. */
export function knownIds(idsOf: (section: Section) => Iterable<string>): ItemContext['known'] {
  return {
    people: new Set(idsOf('people')),
    absences: new Set(idsOf('absences')),
    teams: new Set(idsOf('teams')),
    schedules: new Set(idsOf('schedules')),
    policies: new Set(idsOf('policies')),
    hotlines: new Set(idsOf('hotlines')),
    trunks: new Set(idsOf('trunks')),
  };
}
