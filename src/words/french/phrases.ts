import { isSameDay, type Phrases, type WallTime } from '../phrase-kinds.ts';

/** Between a number and its unit: never at the end of a line. */
const NO_BREAK = '\u00A0';

const MONTHS = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
];

/**
 * Whether `de` becomes `d’` before it: before a vowel, before a Y that is one (Yves, not Yann), and before the H of
 * Hélène or Hugo; the H of Hassan or Harry is heard, and so is the beginning of onze and oui.
 */
function isElided(name: string): boolean {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  if (/^(?:onz|oui|ouistiti)/.test(plain)) return false;
  return /^(?:[aeiouœæ]|y[^aeiouy]|h[eiouy])/.test(plain);
}

/** `le planning` after `de` is `du planning`. */
function contracted(name: string, le: string, les: string): string | null {
  const [, article, rest = ''] = /^(le|les) (.+)$/s.exec(name) ?? [];
  if (article === undefined) return null;
  return `${article === 'le' ? le : les} ${rest}`;
}

function clock({ hour, minute }: WallTime): string {
  const hours = `${hour}${NO_BREAK}h`;
  return minute === 0 ? hours : `${hours}${NO_BREAK}${String(minute).padStart(2, '0')}`;
}

function day({ year, month, day: number }: WallTime, now: WallTime): string {
  const date = `${number === 1 ? '1er' : number} ${MONTHS[month - 1] ?? ''}`;
  return year === now.year ? date : `${date} ${year}`;
}

export const FRENCH_PHRASES: Phrases = {
  of: (name) => contracted(name, 'du', 'des') ?? (isElided(name) ? `d’${name}` : `de ${name}`),
  to: (name) => contracted(name, 'au', 'aux') ?? `à ${name}`,
  clock,
  day,
  at: (time, now) => (isSameDay(time, now) ? `à ${clock(time)}` : `le ${day(time, now)} à ${clock(time)}`),
  from: (time, now) =>
    isSameDay(time, now) ? `à partir de ${clock(time)}` : `à partir du ${day(time, now)} à ${clock(time)}`,
  until: (time, now) =>
    isSameDay(time, now) ? `jusqu’à ${clock(time)}` : `jusqu’au ${day(time, now)} à ${clock(time)}`,
  between: (start, end, now) =>
    isSameDay(start, end)
      ? `le ${day(start, now)} de ${clock(start)} à ${clock(end)}`
      : `du ${day(start, now)} à ${clock(start)} au ${day(end, now)} à ${clock(end)}`,
};
