import { type Instant, SECOND } from '../../runtime/instant.ts';

/** Digits by which somebody is known on the telephone, where a caller's number proves nothing. */
export const SHORTEST_PIN = 6;
export const LONGEST_PIN = 12;

export type PinProblem = 'not-digits' | 'too-short' | 'too-long' | 'too-easy' | 'own-number';

/** The last digits of one's own numbers are the first that anybody would try. */
const TAIL = 6;

/** Why a PIN is refused; null: it is good. `known`: the person's own numbers. */
export function pinProblem(pin: string, known: readonly string[]): PinProblem | null {
  if (!/^\d*$/.test(pin)) return 'not-digits';
  if (pin.length < SHORTEST_PIN) return 'too-short';
  if (pin.length > LONGEST_PIN) return 'too-long';
  if (isTrivial(pin) || isKeypadPattern(pin) || isDate(pin) || TRIED_FIRST.has(pin)) return 'too-easy';
  const numbers = known.map((number) => number.replace(/\D/g, '')).filter(({ length }) => length > 0);
  const tail = pin.slice(-TAIL);
  return numbers.some((number) => number.endsWith(tail) || (number.length > 2 && pin === number.repeat(2)))
    ? 'own-number'
    : null;
}

/** One or two different digits, a run up or down, something said twice, or mirrored. */
function isTrivial(pin: string): boolean {
  const digits = [...pin].map(Number);
  if (new Set(digits).size <= 2) return true;
  const steps = digits.slice(1).map((digit, at) => (digit - (digits[at] ?? 0) + 10) % 10);
  if (new Set(steps).size === 1) return true;
  const repeats = [1, 2, 3, 4].some(
    (part) =>
      pin ===
        pin
          .slice(0, part)
          .repeat(pin.length / part)
          .slice(0, pin.length) && pin.length % part === 0,
  );
  return repeats || pin === [...pin].reverse().join('') || /^(19|20)\d\d(19|20)\d\d$/.test(pin);
}

/** Rows, columns and diagonals of a telephone's keypad. */
const LINES = ['123', '456', '789', '147', '258', '369', '159', '357'];

/** Line after line (`147258`), or a run or a line with each digit twice (`112233`). */
function isKeypadPattern(pin: string): boolean {
  const isLine = (part: string) => LINES.includes(part) || LINES.includes([...part].reverse().join(''));
  const parts = pin.match(/.{1,3}/g) ?? [];
  if (parts.every(isLine)) return true;
  const once = pin.match(/(.)\1/g)?.map((pair) => pair.charAt(0)) ?? [];
  return once.length * 2 === pin.length && (isTrivial(once.join('')) || isLine(once.join('')));
}

/** A day of anybody's life, as people write it: day or month or year first, the year in two digits or four. */
function isDate(pin: string): boolean {
  const [a, b, c] = [pin.slice(0, 2), pin.slice(2, 4), pin.slice(4, 6)].map(Number) as [
    number,
    number,
    number,
  ];
  const isDay = (day: number, month: number) => day >= 1 && day <= 31 && month >= 1 && month <= 12;
  const isYear = (digits: string) => /^(19|20)/.test(digits);
  if (pin.length === 6) return isDay(a, b) || isDay(b, a) || isDay(c, b);
  if (pin.length !== 8) return false;
  const dayFirst = isYear(pin.slice(4)) && (isDay(a, b) || isDay(b, a));
  return dayFirst || (isYear(pin) && isDay(Number(pin.slice(6)), c));
}

/** Of leaked lists, those that no rule above has. */
const TRIED_FIRST: ReadonlySet<string> = new Set('246810 135790 142536 314159 271828'.split(' '));

const FREE_FAILURES = 3;
const FIRST_LOCK_SECONDS = 60;
const LONGEST_LOCK_SECONDS = 3600;

/** Until when nothing is tried any more after that many wrong PINs in a row; null: go on. */
export function pinLockedUntil(failures: number, now: Instant): Instant | null {
  if (failures < FREE_FAILURES) return null;
  const seconds = Math.min(LONGEST_LOCK_SECONDS, FIRST_LOCK_SECONDS * 2 ** (failures - FREE_FAILURES));
  return now + seconds * SECOND;
}
