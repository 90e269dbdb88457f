import type { z } from 'zod';
import type { Instant } from '../../runtime/instant.ts';
import { readEmail } from '../email.ts';
import { parseTrunk } from '../phone-number.ts';
import { isLocalDate } from '../schedule/calendar.ts';
import { violationsInInterval } from '../schedule/validity.ts';
import { isTimeZone } from '../schedule/wall-clock.ts';
import { type Codec, codec, given, notExpected, report, textLike, textual } from './codec.ts';
import type { Section } from './configuration.ts';
import type { FieldContext } from './field.ts';
import { errorsOfRules } from './validation-error.ts';

/** A name people read: one line. */
export const label = textual({ what: 'line' }, (text) =>
  /^[^\p{Cc}]{1,100}$/u.test(text.trim()) ? text.trim() : null,
);

export const flag = codec<boolean>(
  (input, refuse) => (typeof input === 'boolean' ? input : refuse(notExpected({ what: 'flag' }, input))),
  (value) => value,
);

/** A number, or its digits: files and forms have text. */
export function wholeNumber(min: number, max: number): Codec<number> {
  return numeric({ what: 'whole-number', min, max }, /^\d{1,7}$/);
}

/** With at most `decimals` digits after the point. */
export function decimalNumber(min: number, max: number, decimals: number): Codec<number> {
  return numeric({ what: 'number', min, max }, new RegExp(`^\\d{1,4}(\\.\\d{1,${decimals}})?$`));
}

function numeric(
  expected: { readonly what: 'whole-number' | 'number'; readonly min: number; readonly max: number },
  digits: RegExp,
): Codec<number> {
  return codec(
    (input, refuse) => {
      const text = typeof input === 'number' ? String(input) : input;
      const value = typeof text === 'string' && digits.test(text) ? Number(text) : null;
      if (value !== null && value >= expected.min && value <= expected.max) return value;
      return refuse(notExpected(expected, value ?? input));
    },
    (value) => value,
  );
}

export function oneOf<Word extends string>(words: readonly Word[]): Codec<Word> {
  return textual({ what: 'one-of', words }, (text) => words.find((word) => word === text) ?? null);
}

/** Skills, music classes: short names without blanks. */
export const word = textLike({ what: 'word' }, /^[\p{L}\p{N}][\p{L}\p{N}_-]{0,39}$/u);

/** A sound as Asterisk names it, without ending; `..` cannot be written, so it stays in the sounds folder. */
export const sound = textLike({ what: 'sound' }, /^[A-Za-z0-9][A-Za-z0-9_/-]{0,99}$/);

/** In small letters, as it is compared. */
export const email = textual({ what: 'email' }, readEmail);

/** An IANA zone. */
export const timeZone = textual({ what: 'time-zone' }, (text) => (isTimeZone(text) ? text : null));

/** A day on the calendar. */
export const day = textual({ what: 'day' }, (text) => (isLocalDate(text) ? text : null));

export const trunk = textual({ what: 'trunk' }, (text) => {
  const parsed = parseTrunk(text);
  return parsed.ok ? parsed.value : null;
});

/** The id of an item, or one of `words` in its place. */
export function reference(
  context: FieldContext,
  section: Section,
  words: readonly string[] = [],
): Codec<string> {
  return codec(
    (input, refuse) => {
      if (typeof input !== 'string') return refuse(notExpected({ what: 'id-of', section, or: words }, input));
      const leads = words.includes(input) || context.known === null || context.known[section].has(input);
      return leads
        ? input
        : refuse({ code: 'unknown-reference', to: section, given: given(input) }, [], true);
    },
    (id) => id,
  );
}

/** For a mapping with `start` and `end`. */
export function endsAfterStart(
  { start, end }: { readonly start: Instant; readonly end: Instant },
  context: z.core.$RefinementCtx,
): void {
  for (const { path, ...mistake } of errorsOfRules(violationsInInterval({ startAt: start, endAt: end })))
    report(context, mistake, path);
}
