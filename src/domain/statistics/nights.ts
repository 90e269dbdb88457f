import { monthOf, type Period } from './periods.ts';
import { type Counts, countOf, type Sums } from './sums.ts';

/** The evenings of a person's nights in one month, the 1st as bit 0: nights of two sums are never told twice. */
export function nightOfPerson(personId: string, evening: string): readonly [key: string, bits: number] {
  return [`${personId}/${monthOf(evening)}`, 1 << (Number(evening.slice(8)) - 1)];
}

/** How many nights of a month a person has in these sums, by the date of the evening. */
export function nightsOf(nights: Sums['nights'], personId: string, month: Period): number {
  return bitsIn(countOf(nights, `${personId}/${month}`));
}

/** Of a person's months (`byFirst`) together. */
export function nightsIn(months: Counts | undefined): number {
  return Object.values(months ?? {}).reduce((total, bits) => total + bitsIn(bits), 0);
}

function bitsIn(bits: number): number {
  let count = 0;
  for (let left = bits; left !== 0; left &= left - 1) count += 1;
  return count;
}
