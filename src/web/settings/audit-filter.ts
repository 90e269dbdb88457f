import type { AuditFilter } from '../../planning/audit-log.ts';
import { readDays } from '../forms/days.ts';

/** What stands under the id of a person: all of it is their history. */
const OF_PEOPLE = ['people', 'accounts', 'absences', 'phones', 'labour-people', 'notice-wishes'];
const OF_TEAMS = ['teams', 'labour-rules'];
const OF_HOTLINES = ['hotlines', 'notice-wishes'];

const FIELDS = ['kind', 'who', 'object', 'from', 'to'] as const;
type FilterField = (typeof FIELDS)[number];

export interface ReadAuditFilter {
  readonly typed: Readonly<Record<FilterField, string>>;
  readonly wrong: readonly ('from' | 'to')[];
  readonly isEmpty: boolean;
  readonly filter: Omit<AuditFilter, 'limit' | 'olderThan'>;
}

/** What the address asks for: who did it, to what, when. `object` is a kind and an id: `hotlines/support`. */
export function readAuditFilter(query: Readonly<Record<string, unknown>>, zone: string): ReadAuditFilter {
  const text = (field: FilterField) => {
    const value = query[field];
    return typeof value === 'string' ? value.slice(0, 120) : '';
  };
  const typed = {
    kind: text('kind'),
    who: text('who'),
    object: text('object'),
    from: text('from'),
    to: text('to'),
  };
  const { startsAt, endsAt, wrong } = readDays(typed.from, typed.to, zone);
  const [, section, id] = /^([a-z -]+)\/(.+)$/.exec(typed.object) ?? [];
  return {
    typed,
    wrong,
    isEmpty: FIELDS.every((field) => typed[field] === ''),
    filter: {
      ...(typed.kind === '' ? {} : { subjectKind: typed.kind }),
      ...(typed.who === '' ? {} : { actorId: typed.who }),
      ...(section === undefined || id === undefined ? {} : { subjectId: id, subjectKinds: kindsOf(section) }),
      ...(startsAt === null ? {} : { from: startsAt }),
      ...(endsAt === null ? {} : { to: endsAt }),
    },
  };
}

/** The address of the page with a filter, and perhaps from an entry on. */
export function auditPath(typed: Readonly<Partial<Record<FilterField, string>>>, before?: number): string {
  const query = new URLSearchParams(
    FIELDS.flatMap((field) => (typed[field] ? [[field, typed[field]] as [string, string]] : [])),
  );
  if (before !== undefined) query.set('before', String(before));
  return query.size === 0 ? '/settings/audit' : `/settings/audit?${query}`;
}

/** The kinds of entries that are about one and the same thing. */
function kindsOf(section: string): readonly string[] {
  if (section === 'people') return OF_PEOPLE;
  if (section === 'teams') return OF_TEAMS;
  return section === 'hotlines' ? OF_HOTLINES : [section];
}

/** The section of the thing that an entry is about: the history of a person is that of their account too. */
export function sectionOf(kind: string): string {
  if (OF_PEOPLE.includes(kind)) return 'people';
  return OF_TEAMS.includes(kind) ? 'teams' : kind;
}
