import { isSameDay, type Phrases, type Style, type WallTime, weekdayOf } from '../phrase-kinds.ts';

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

const SHORT_MONTHS = [
  'janv.',
  'févr.',
  'mars',
  'avr.',
  'mai',
  'juin',
  'juil.',
  'août',
  'sept.',
  'oct.',
  'nov.',
  'déc.',
];

const WEEKDAYS = ['dim.', 'lun.', 'mar.', 'mer.', 'jeu.', 'ven.', 'sam.'];

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
  return minute === 0 ? hours : `${hours}${NO_BREAK}${two(minute)}`;
}

/** With colons: `0 h 43 min 20 s` is read as how long something took. */
function clockToTheSecond({ hour, minute, second }: WallTime): string {
  return [hour, minute, second].map(two).join(':');
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

function day(time: WallTime, now: WallTime | null, style: Style = 'long'): string {
  const { year, month, day: number } = time;
  const name = (style === 'long' ? MONTHS : SHORT_MONTHS)[month - 1] ?? '';
  const date = `${number === 1 ? '1er' : number}${NO_BREAK}${name}`;
  const dated = year === now?.year ? date : `${date}${NO_BREAK}${year}`;
  return style === 'short' ? `${WEEKDAYS[weekdayOf(time)] ?? ''} ${dated}` : dated;
}

const dayAndClock = (time: WallTime, now: WallTime | null, style?: Style) =>
  `${day(time, now, style)} à ${clock(time)}`;

export const FRENCH_PHRASES: Phrases = {
  of: (name) => contracted(name, 'du', 'des') ?? (isElided(name) ? `d’${name}` : `de ${name}`),
  to: (name) => contracted(name, 'au', 'aux') ?? `à ${name}`,
  clock,
  clockToTheSecond,
  day,
  month: ({ month, year }) => `${MONTHS[month - 1] ?? ''} ${year}`,
  moment: (time, now, style) => (isSameDay(time, now) ? `à ${clock(time)}` : dayAndClock(time, now, style)),
  at: (time, now, style) =>
    isSameDay(time, now) ? `à ${clock(time)}` : `le ${dayAndClock(time, now, style)}`,
  from: (time, now, style) =>
    isSameDay(time, now) ? `à partir de ${clock(time)}` : `à partir du ${dayAndClock(time, now, style)}`,
  since: (time, now, style) =>
    isSameDay(time, now) ? `depuis ${clock(time)}` : `depuis le ${dayAndClock(time, now, style)}`,
  until: (time, now, style) =>
    isSameDay(time, now) ? `jusqu’à ${clock(time)}` : `jusqu’au ${dayAndClock(time, now, style)}`,
  between: (start, end, now, style) =>
    isSameDay(start, end)
      ? `le ${day(start, now, style)} de ${clock(start)} à ${clock(end)}`
      : `du ${dayAndClock(start, now, style)} au ${dayAndClock(end, now, style)}`,
  days: (first, last, now, style) =>
    isSameDay(first, last)
      ? `le ${day(first, now, style)}`
      : `du ${day(first, now, style)} au ${day(last, now, style)}`,
};
