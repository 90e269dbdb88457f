import { monthOf, type Period } from './periods.ts';
import { type Counts, type Sums, under } from './sums.ts';

/** The evenings of a person's nights in one month, the 1st as bit 0: nights of two sums are never told twice. */
export function nightOfPerson(personId: string, evening: string): readonly [key: string, bits: number] {
  return [`${personId}/${monthOf(evening)}`, 1 << (Number(evening.slice(8)) - 1)];
}

/** How many nights a person has in these sums; in one month, by the date of the evening. */
export function nightsOf(nights: Sums['nights'], personId: string, month?: Period): number {
  const months: Counts = under(nights, personId);
  return month === undefined
    ? Object.values(months).reduce((total, bits) => total + bitsIn(bits), 0)
    : bitsIn(months[month] ?? 0);
}

function bitsIn(bits: number): number {
  let count = 0;
  for (let left = bits; left !== 0; left &= left - 1) count += 1;
  return count;
}
