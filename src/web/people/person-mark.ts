import { COLOURS, type Colour, type Person } from '../../domain/person.ts';

/** How a person is told at a glance: by initials, and by a colour that is never the only sign. */
export interface PersonMark {
  readonly initials: string;
  readonly colour: Colour;
}

export function markOf({ id, name, colour }: Pick<Person, 'id' | 'name' | 'colour'>): PersonMark {
  return { initials: initialsOf(name), colour: colour ?? colourOf(id) };
}

/** The same on every page and in every year: ids come of names, and stay when names change. */
export function colourOf(personId: string): Colour {
  let sum = 0;
  for (const character of personId) sum = (sum * 31 + character.charCodeAt(0)) % 997;
  return COLOURS[sum % COLOURS.length] ?? COLOURS[0];
}

/** Of the first and the last word: "Jean-Luc de la Tour" is JT. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const [first, last] = [words[0] ?? '', words.length > 1 ? (words.at(-1) ?? '') : ''];
  return [first, last]
    .map((word) => /[\p{L}\p{N}]/u.exec(word)?.[0] ?? '')
    .join('')
    .toUpperCase();
}
