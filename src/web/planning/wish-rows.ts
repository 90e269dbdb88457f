import type { Person } from '../../domain/person.ts';
import type { Wish } from '../../domain/planning-proposal/problem.ts';
import { dayNumber, isLocalDate } from '../../domain/schedule/calendar.ts';
import { instantOfMinute } from '../../domain/schedule/wall-clock.ts';
import type { Fields } from '../forms/fields.ts';

export const PREFERENCES = ['unavailable', 'rather-not', 'gladly'] as const;

/** What somebody wishes, as it stands in a form. */
export interface WishRow {
  readonly person: string;
  readonly what: string;
  readonly first: string;
  /** The last day, included; empty: the first one alone. */
  readonly last: string;
}

export const BLANK_WISH: WishRow = { person: '', what: 'rather-not', first: '', last: '' };

export function typedWishes(fields: Fields): readonly WishRow[] {
  return fields
    .rows('wishPerson', 'wishWhat', 'wishFirst', 'wishLast')
    .map((row) => ({ person: row.wishPerson, what: row.wishWhat, first: row.wishFirst, last: row.wishLast }));
}

/** The wish of each row, in the order of the rows; null: it cannot be understood. */
export function readWishes(
  rows: readonly WishRow[],
  timeZone: string,
  people: ReadonlyMap<string, Person>,
): readonly ({ readonly personId: string; readonly wish: Wish } | null)[] {
  return rows.map(({ person, what, first, last: typedLast }) => {
    const last = typedLast === '' ? first : typedLast;
    const preference = PREFERENCES.find((name) => name === what);
    if (!people.has(person) || preference === undefined || !isLocalDate(first) || !isLocalDate(last))
      return null;
    const startAt = instantOfMinute(dayNumber(first), 0, timeZone);
    const endAt = instantOfMinute(dayNumber(last) + 1, 0, timeZone);
    return startAt < endAt ? { personId: person, wish: { preference, startAt, endAt } } : null;
  });
}
