import { z } from 'zod';
import { fail, ok, type Result } from '../../runtime/result.ts';
import type { Expected, Given, Mistake, Path, ValidationError } from './validation-error.ts';

/** Between a value and what stands for it in files, documents and answers: plain data of text, numbers and flags. */
export type Codec<Value> = z.ZodType<Value>;

/** Reports what is wrong in the middle of a reading. Where it is of the right kind still, what is around it is judged too. */
export type Refuse = (mistake: Mistake, path?: Path, ofTheRightKind?: boolean) => never;

/** A codec from two functions; `decode` is given whatever stands there, nothing included. */
export function codec<Value>(
  decode: (input: unknown, refuse: Refuse) => Value,
  encode: (value: Value) => unknown,
): Codec<Value> {
  return z.codec(z.unknown(), z.custom<Value>(), {
    decode: (input, payload) => decode(input, refusing(payload, input)),
    encode,
  });
}

/** A codec of a text; null: the text is not what is expected. */
export function textual<Value>(
  expected: Expected,
  decode: (text: string) => Value | null,
  encode: (value: Value) => string = String,
): Codec<Value> {
  return codec((input, refuse) => {
    const value = typeof input === 'string' ? decode(input) : null;
    return value ?? refuse(notExpected(expected, input));
  }, encode);
}

/** A text that stays as it is. */
export function textLike(expected: Expected, pattern: RegExp): Codec<string> {
  return textual(expected, (text) => (pattern.test(text) ? text : null));
}

/** What is made of `fields`, and the fields that make it. */
export function made<Shape extends z.ZodType, Value>(
  fields: Shape,
  decode: (fields: z.output<Shape>, refuse: Refuse) => Value,
  encode: (value: Value) => NoInfer<z.output<Shape>>,
): Codec<Value> {
  return z.codec(fields, z.custom<Value>(), {
    decode: (value, payload) => decode(value, refusing(payload, value)),
    encode: (value) => encode(value) as never,
  });
}

/** `inner` with shorter ways to write it: `lengthen` understands them, `shorten` writes them. */
export function abridged<Inner extends z.ZodType>(
  inner: Inner,
  lengthen: (raw: unknown) => unknown,
  shorten: (written: z.input<Inner>) => unknown,
): Codec<z.output<Inner>> {
  return z.codec(z.unknown(), inner, { decode: (raw) => lengthen(raw) as never, encode: shorten });
}

type Mapping = Extract<
  Expected['what'],
  'mapping' | 'holidays' | 'participant' | 'window-part' | 'hold-sound' | 'no-answer'
>;

/**
 * A mapping with these keys and no other: an unknown key is a typing error, and is told with the right ones.
 * `what` is how else it may be written.
 */
export function mapping<Shape extends z.core.$ZodLooseShape>(shape: Shape, what: Mapping = 'mapping') {
  const keys = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      say(
        issue.code === 'unrecognized_keys'
          ? { code: 'unknown-key', keys }
          : notExpected({ what }, issue.input),
      ),
  });
}

/** A list; when `unique` tells items apart, none may stand in it twice. */
export function list<Item extends z.ZodType>(item: Item, unique?: (value: z.output<Item>) => string) {
  return z
    .array(item, { error: ({ input }) => say(notExpected({ what: 'list' }, input)) })
    .superRefine((values, context) => {
      if (!unique) return;
      const seen = new Set<string>();
      for (const [index, value] of values.entries()) {
        const entry = unique(value);
        if (seen.has(entry)) report(context, { code: 'listed-twice', entry }, [index]);
        seen.add(entry);
      }
    });
}

/** For refinements: adds what is wrong. */
export function report(context: z.core.$RefinementCtx, mistake: Mistake, path: Path = []): void {
  context.addIssue({ code: 'custom', path: [...path], message: say(mistake) });
}

/** For refinements of zod's own: the mistake of whatever does not hold. */
export function expecting(expected: Expected) {
  return ({ input }: { readonly input?: unknown }) => say(notExpected(expected, input));
}

/** The same, with nothing to quote. */
export function lacking(expected: Expected) {
  return () => say(unmet(expected));
}

/** What stands there is not what is expected, or nothing stands there. */
export function notExpected(expected: Expected, input: unknown): Mistake {
  return input === undefined
    ? { code: 'missing', expected }
    : { code: 'not-expected', expected, given: given(input) };
}

/** There is nothing to quote: too few of something, or two that exclude each other. */
export function unmet(expected: Expected): Mistake {
  return { code: 'not-expected', expected, given: null };
}

export function given(input: unknown): Given {
  if (input === null) return { kind: 'nothing' };
  if (Array.isArray(input)) return { kind: 'list' };
  if (typeof input === 'object') return { kind: 'mapping' };
  return { kind: 'text', text: quoted(input) };
}

/** As it was typed, in quotes; what is long is cut. */
export function quoted(input: unknown): string {
  const text = JSON.stringify(input) ?? String(input);
  return text.length > 60 ? `${text.slice(0, 57)}…"` : text;
}

/** Parses `raw`, naming every validation error. */
export function parse<Shape extends z.ZodType>(
  shape: Shape,
  raw: unknown,
): Result<z.output<Shape>, readonly ValidationError[]> {
  const parsed = shape.safeParse(raw);
  return parsed.success ? ok(parsed.data) : fail(parsed.error.issues.flatMap(toValidationErrors));
}

function toValidationErrors(issue: z.core.$ZodIssue): readonly ValidationError[] {
  const path = issue.path.map((segment) => (typeof segment === 'number' ? segment : String(segment)));
  const mistake = JSON.parse(issue.message) as Mistake;
  if (issue.code !== 'unrecognized_keys') return [{ path, ...mistake }];
  return issue.keys.map((key) => ({ path: [...path, key], ...mistake }));
}

/** zod carries a text with each issue: the mistake travels in it, and `parse` takes it out again. */
function say(mistake: Mistake): string {
  return JSON.stringify(mistake);
}

function refusing(payload: z.core.ParsePayload, input: unknown): Refuse {
  return (mistake, path = [], ofTheRightKind = false) => {
    payload.issues.push({
      code: 'custom',
      input,
      path: [...path],
      message: say(mistake),
      continue: ofTheRightKind,
    });
    return z.NEVER;
  };
}
