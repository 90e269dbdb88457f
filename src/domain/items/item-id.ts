import { parseTrunk } from '../phone-number.ts';
import { unmet } from './codec.ts';
import type { Section } from './configuration.ts';
import { RESERVED_PEOPLE } from './shifts.ts';
import type { Mistake } from './validation-error.ts';

const ID = /^[a-z0-9][a-z0-9-]{0,39}$/;

/** Words that are pages, `/planning/swaps`, and words that have a meaning in the file. */
const RESERVED: Readonly<Partial<Record<Section, readonly string[]>>> = {
  people: RESERVED_PEOPLE,
  schedules: ['swaps'],
};

/** Whether `id` may name an item of the section. */
export function isId(section: Section, id: string): boolean {
  // Its name is the PBX's.
  if (section === 'trunks') return parseTrunk(id).ok;
  return ID.test(id) && !RESERVED[section]?.includes(id);
}

/** What an id of the section looks like. */
export function idExpectation(section: Section): Mistake {
  if (section === 'trunks') return unmet({ what: 'trunk' });
  return unmet({ what: 'item-id', otherThan: RESERVED[section] ?? [] });
}

/** An id made from a name ("Été à Paris" gives `ete-a-paris`), another one than those `taken`. */
export function idFor(section: Section, name: string, taken: (id: string) => boolean): string {
  const plain = name
    .normalize('NFD')
    .toLowerCase()
    .replace(/\p{Diacritic}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 34)
    .replace(/-+$/, '');
  const base = plain === '' ? section.slice(0, 1) : plain;
  // `/people/new` is the page of a person who has no id yet.
  const free = (id: string) => id !== 'new' && isId(section, id) && !taken(id);
  for (let count = 1; ; count += 1) {
    const id = count === 1 ? base : `${base}-${count}`;
    if (free(id)) return id;
  }
}
