import { dictionary as anywhere } from '@zxcvbn-ts/language-common';
import { dictionary as french } from '@zxcvbn-ts/language-fr';

/** Words that stand for any house of ours, and no list has: as easy to guess as one's own name. */
export const OUR_WORDS = [
  'vigie',
  'astreinte',
  'permanence',
  'asterisk',
  'freepbx',
  'standard',
  'oncall',
  'hotline',
];

/** Passwords that leaked most often, French words, and first names, without accents. */
const KNOWN: ReadonlySet<string> = new Set(
  [...anywhere['passwords-common'], ...french['commonWords-fr'], ...french['firstnames-fr']].map(plain),
);

/** Runs of keys and letters, on both keyboards: rows, columns, and rows with their digits in between. */
const RUNS = [
  ...[
    'azertyuiop',
    'qsdfghjklm',
    'wxcvbn',
    'qwertyuiop',
    'asdfghjkl',
    'zxcvbnm',
    'abcdefghijklmnopqrstuvwxyz',
  ],
  ...['01234567890', '1qaz2wsx3edc4rfv5tgb6yhn7ujm', '1aqw2zsx3edc4rfv5tgb6yhn7uj8ik9ol0pm'],
  ...['1q2w3e4r5t6y7u8i9o0p', '1a2z3e4r5t6y7u8i9o0p'],
].flatMap((run) => [run, [...run].reverse().join('')]);
const SHORTEST_RUN = 3;
/** What may be left of a password beside its runs without making it a good one. */
const MOST_BESIDE_RUNS = 3;

const LOOKS_LIKE: Readonly<Record<string, string>> = {
  ...{ '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't' },
  ...{ '@': 'a', $: 's', '!': 'i', '€': 'e' },
};

/**
 * Whether many people would choose this one: a leaked password or a single word, alone, twice, or with digits and signs
 * around it (`motdepasse12`, `P@ssw0rd2026!`); a run over the keyboard (`azertyuiop12`); digits alone.
 */
export function isCommon(password: string): boolean {
  const text = plain(password);
  const inner = text.slice(text.search(/[a-z]/), lastLetter(text) + 1);
  if (inner === '') return true;
  const words = [text, inner, asLetters(inner)];
  return words.some((word) => KNOWN.has(saidOnce(word))) || isRun(text);
}

/** In small letters, without accents. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '');
}

function lastLetter(text: string): number {
  return [...text].findLastIndex((letter) => letter >= 'a' && letter <= 'z');
}

function asLetters(text: string): string {
  return [...text].map((sign) => LOOKS_LIKE[sign] ?? sign).join('');
}

/** `soleil` of `soleilsoleil`. */
function saidOnce(text: string): string {
  for (let length = 1; length <= text.length / 2; length += 1) {
    const unit = text.slice(0, length);
    if (text.length % length === 0 && unit.repeat(text.length / length) === text) return unit;
  }
  return text;
}

function isRun(text: string): boolean {
  const keys = text.replace(/[^a-z0-9]/g, '');
  let beside = 0;
  for (let at = 0; at < keys.length && beside <= MOST_BESIDE_RUNS; ) {
    const length = runFrom(keys, at);
    beside += length === 0 ? 1 : 0;
    at += Math.max(1, length);
  }
  return beside <= MOST_BESIDE_RUNS;
}

/** How many keys from there on follow one another; 0: not enough to call it a run. */
function runFrom(keys: string, at: number): number {
  let length = SHORTEST_RUN;
  if (!isInRun(keys, at, length)) return 0;
  while (at + length < keys.length && isInRun(keys, at, length + 1)) length += 1;
  return length;
}

function isInRun(keys: string, at: number, length: number): boolean {
  const part = keys.slice(at, at + length);
  return part.length === length && RUNS.some((run) => run.includes(part));
}
