import { getCountries } from 'libphonenumber-js/max';
import { z } from 'zod';
import { readEmail } from '../../accounts/account.ts';
import {
  comparableNumber,
  type DialTarget,
  type E164,
  type NumberingPlan,
  parseExtension,
  parsePhoneNumber,
  parseTrunk,
} from '../../domain/phone-number.ts';
import { brokenInInterval } from '../../domain/schedule/validity.ts';
import { isTimeZone } from '../../domain/schedule/wall-clock.ts';
import type { Instant } from '../../runtime/instant.ts';
import { explainRule } from '../../words/english/planning-rules.ts';
import type { Section } from '../configuration.ts';
import { parseMoment } from './moment.ts';

/** What a file is read against. */
export interface ReadingContext {
  readonly plan: NumberingPlan;
  /** On whose clocks times are read that belong to no schedule. */
  readonly homeTimeZone: string;
  /** Ids that may be referred to: the file's, and those stored already that stay. */
  readonly known: Readonly<Record<Section, ReadonlySet<string>>>;
  /** Ids of the recordings that are here. */
  readonly sounds: ReadonlySet<string>;
}

const SINGULAR: Readonly<Record<Section, string>> = {
  people: 'person',
  absences: 'list of absences',
  teams: 'team',
  schedules: 'schedule',
  policies: 'policy',
  hotlines: 'hotline',
};

/** The message of a field that should have been `what`. */
export function expecting(what: string): (issue: { readonly input?: unknown }) => string {
  return ({ input }) =>
    input === undefined ? `is missing: expected ${what}` : `expected ${what}, not ${show(input)}`;
}

function show(input: unknown): string {
  if (input === null) return 'nothing';
  if (Array.isArray(input)) return 'a list';
  if (typeof input === 'object') return 'a mapping';
  const text = JSON.stringify(input);
  return text.length > 60 ? `${text.slice(0, 57)}…"` : text;
}

/**
 * A mapping with these keys and no other: an unknown key is a typing error, and is told with the right ones.
 * `what` is how else it may be written.
 */
export function mapping<Shape extends z.core.$ZodLooseShape>(shape: Shape, what = 'a mapping') {
  const keys = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? `unknown key: expected one of ${keys}` : expecting(what)(issue),
  });
}

/** A list; when `unique` tells items apart, none may stand in it twice. */
export function list<Item extends z.ZodType>(item: Item, unique?: (value: z.output<Item>) => string) {
  return z.array(item, { error: expecting('a list') }).superRefine((values, context) => {
    if (!unique) return;
    const seen = new Set<string>();
    for (const [index, value] of values.entries()) {
      const mark = unique(value);
      if (seen.has(mark))
        context.addIssue({ code: 'custom', path: [index], message: `${mark} stands in this list twice` });
      seen.add(mark);
    }
  });
}

/** Needed for a new item; for one stored already, what the file leaves out stays as it is. */
export function neededWhenNew<Field extends z.ZodType>(isNew: boolean, field: Field): z.ZodOptional<Field> {
  return (isNew ? field : field.optional()) as z.ZodOptional<Field>;
}

/** A name people read: one line. */
export const label = z
  .string({ error: expecting('text') })
  .trim()
  .regex(/^[^\p{Cc}]{1,100}$/u, { error: expecting('one line of 1 to 100 characters') });

export const flag = z.boolean({ error: expecting('true or false') });

export function wholeNumber(min: number, max: number) {
  const error = expecting(`a whole number from ${min} to ${max}`);
  return z
    .string({ error })
    .regex(/^\d{1,7}$/, { error })
    .transform(Number)
    .refine((value) => value >= min && value <= max, { error });
}

export function oneOf<Word extends string>(words: readonly Word[]) {
  return z.enum(words, { error: expecting(`one of ${words.join(', ')}`) });
}

/** Skills, music classes: short names without blanks. */
export const word = z.string({ error: expecting('a word') }).regex(/^[\p{L}\p{N}][\p{L}\p{N}_-]{0,39}$/u, {
  error: expecting('a word made of letters, digits, - and _'),
});

/** A sound as Asterisk names it, without ending; `..` cannot be written, so it stays in the sounds folder. */
export const sound = z
  .string({ error: expecting('the name of a sound') })
  .regex(/^[A-Za-z0-9][A-Za-z0-9_/-]{0,99}$/, {
    error: expecting('the name of a sound such as custom/welcome'),
  });

/** In small letters, as it is compared. */
export const email = z.string({ error: expecting('an e-mail address') }).transform((text, context) => {
  const address = readEmail(text);
  return address ?? refuse(context, `expected an e-mail address, not ${show(text)}`);
});

/** An IANA zone. */
export const timeZone = z
  .string({ error: expecting('a time zone') })
  .refine(isTimeZone, { error: expecting('a time zone such as Europe/Paris') });

/** A time on the clocks of `zone`, or with an offset of its own. */
export function moment(zone: string) {
  const what = 'a time such as 2026-11-23 18:00, or 2026-11-23T18:00:00+01:00';
  return z.string({ error: expecting(what) }).transform((text, context) => {
    const instant = parseMoment(text, zone);
    return instant ?? refuse(context, expecting(what)({ input: text }));
  });
}

/** For a mapping with `start` and `end`. */
export function endsAfterStart(
  { start, end }: { readonly start: Instant; readonly end: Instant },
  context: z.core.$RefinementCtx,
): void {
  for (const broken of brokenInInterval({ startAt: start, endAt: end }))
    context.addIssue({ code: 'custom', path: [...broken.path], message: explainRule(broken) });
}

/** The id of an item, or one of `words` in its place. */
export function reference(context: ReadingContext, section: Section, words: readonly string[] = []) {
  const expected = [`the id of a ${SINGULAR[section]}`, ...words].join(' or ');
  return z
    .string({ error: expecting(expected) })
    .refine((id) => words.includes(id) || context.known[section].has(id), {
      error: ({ input }) => `unknown ${SINGULAR[section]} ${show(input)}`,
    });
}

const extension = z.string({ error: expecting('an extension') }).transform((text, context) => {
  const parsed = parseExtension(text);
  if (parsed.ok) return parsed.value;
  return refuse(context, `expected an extension such as 201, not ${show(text)}`);
});

export const trunk = z.string({ error: expecting('the name of a trunk') }).transform((text, context) => {
  const parsed = parseTrunk(text);
  if (parsed.ok) return parsed.value;
  return refuse(context, `expected the name of a trunk (letters, digits, - and _), not ${show(text)}`);
});

function phone(plan: NumberingPlan) {
  return z.string({ error: expecting('a phone number') }).transform((text, context): E164 => {
    const parsed = parsePhoneNumber(text, plan);
    if (parsed.ok) return parsed.value;
    if (parsed.error === 'not-a-number') return refuse(context, `${show(text)} is not a valid phone number`);
    if (parsed.error === 'has-extension')
      return refuse(
        context,
        `${show(text)} ends in an extension, which cannot be dialled: expected the number alone`,
      );
    if (parsed.error === 'costs-extra')
      return refuse(
        context,
        `${show(text)} is a premium-rate, shared-cost or personal number, which Vigie does not dial`,
      );
    const allowed = plan.allowedCountries.join(', ');
    return refuse(
      context,
      `${show(text)} is in a country that may not be dialled (VIGIE_DIAL_COUNTRIES allows ${allowed})`,
    );
  });
}

/** A number that is shown, not dialled: of any country. */
export function shownNumber(plan: NumberingPlan) {
  return phone({ homeCountry: plan.homeCountry, allowedCountries: getCountries() });
}

/** The keys of whatever can be rung. */
export function dialKeys(plan: NumberingPlan) {
  return { extension: extension.optional(), phone: phone(plan).optional() };
}

type DialFields = {
  readonly [Key in keyof ReturnType<typeof dialKeys>]?: z.output<ReturnType<typeof dialKeys>[Key]>;
};

/** The one target that `fields` name. */
export function dialTarget(fields: DialFields, context: z.core.$RefinementCtx): DialTarget {
  if (fields.extension !== undefined && fields.phone === undefined)
    return { kind: 'extension', extension: fields.extension };
  if (fields.phone !== undefined && fields.extension === undefined)
    return { kind: 'phone', number: fields.phone };
  return refuse(context, 'expected either an extension or a phone');
}

/** What `dialTarget` reads. */
export function dialFields(target: DialTarget): { extension: string } | { phone: string } {
  return target.kind === 'extension' ? { extension: target.extension } : { phone: target.number };
}

/** A number that people dial to reach a hotline: public, or internal digits. */
export function dialledNumber(plan: NumberingPlan) {
  return z.string({ error: expecting('a number') }).transform((text, context) => {
    const number = comparableNumber(text, plan.homeCountry);
    if (number !== null && /^\+?\d{1,20}$/.test(number)) return number;
    return refuse(context, `expected a phone number or the digits of an internal one, not ${show(text)}`);
  });
}

/** A caller's number, or a prefix followed by `*`. A prefix cannot be translated, so it is written as it compares. */
export function blockedEntry(plan: NumberingPlan) {
  return z.string({ error: expecting('a number') }).transform((text, context) => {
    if (text.endsWith('*')) {
      const prefix = text.slice(0, -1).replace(/[ .()-]/g, '');
      if (/^(\+\d{1,15}|[1-9A-Za-z]\w{0,15})$/.test(prefix)) return `${prefix}*`;
      return refuse(context, `expected a prefix such as +33899*, not ${show(text)}`);
    }
    const number = comparableNumber(text, plan.homeCountry);
    if (number !== null && /^\+?\w{1,40}$/.test(number)) return number;
    return refuse(context, `expected a phone number or a prefix such as +33899*, not ${show(text)}`);
  });
}

/** Adds a problem in the middle of a transformation. */
export function refuse(
  context: z.core.$RefinementCtx,
  message: string,
  path: readonly (string | number)[] = [],
): never {
  context.addIssue({ code: 'custom', message, path: [...path] });
  return z.NEVER;
}

/** The first that is given: what the file says, else what is stored, else the default. */
export function firstGiven<T>(...choices: readonly (T | undefined)[]): T {
  const given = choices.find((choice) => choice !== undefined);
  if (given === undefined) throw new Error('a field that a new item needs was not asked for');
  return given;
}
