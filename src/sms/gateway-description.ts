import { parse as parseYaml, YAMLParseError } from 'yaml';
import { z } from 'zod';
import { fail, ok, type Result } from '../runtime/result.ts';
import { checkTemplate } from './gateway-template.ts';

/** How to hand an SMS to an HTTP gateway, as its file says. Texts are templates, patterns are regular expressions. */
export interface GatewayDescription {
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** Further values, each made of those before it, once address and body are known: signatures. */
  readonly values: Readonly<Record<string, string>>;
  readonly success: Test;
  /** Replies that mean "never". Without one, every reply that is no success is tried again. */
  readonly refusal: Test | null;
  /** First group: the gateway's name for the message. */
  readonly reference: RegExp | null;
  readonly timeoutSeconds: number;
  /** Under which names it tells of SMS that come in; null: it does not. */
  readonly incoming: { readonly from: string; readonly text: string; readonly id: string | null } | null;
}

/** All that is given must hold. */
export interface Test {
  readonly status: readonly StatusRange[];
  readonly body: RegExp | null;
}

export interface StatusRange {
  readonly from: number;
  readonly to: number;
}

/** What every template may name. */
export const GIVEN = ['to', 'text', 'name', 'sender', 'username', 'password', 'token', 'timestamp'] as const;
/** What headers and values may name besides. */
const AFTERWARDS = ['method', 'url', 'body'] as const;

const pattern = z.string().transform((text, context) => {
  try {
    return new RegExp(text, 's');
  } catch {
    context.addIssue('expected a regular expression');
    return z.NEVER;
  }
});
const statusRange = z
  .union([z.number(), z.string()])
  .transform(String)
  .pipe(z.string().regex(/^[1-5]\d\d(-[1-5]\d\d)?$/, { error: 'expected a status such as 200 or 200-299' }))
  .transform((text): StatusRange => {
    const [from = 0, to = from] = text.split('-').map(Number);
    return { from, to };
  });
const test = z
  .strictObject({
    status: z.array(statusRange).optional(),
    body: pattern.optional(),
  })
  .transform(({ status, body }): Test => ({ status: status ?? [], body: body ?? null }));

const field = z.string().regex(/^[\w.-]{1,40}$/, { error: 'expected the name of a field' });

const FORM = z.strictObject({
  name: z.string().min(1).max(60).default('http gateway'),
  method: z.enum(['GET', 'POST', 'PUT']).default('POST'),
  url: z.string().regex(/^https?:\/\//, { error: 'expected an address with http:// or https://' }),
  headers: z.record(z.string().regex(/^[A-Za-z0-9-]+$/), z.string()).default({}),
  body: z.string().optional(),
  values: z.record(z.string().regex(/^[A-Za-z]\w*$/), z.string()).default({}),
  success: test.default({ status: [{ from: 200, to: 299 }], body: null }),
  refusal: test.optional(),
  reference: pattern.optional(),
  timeoutSeconds: z.number().int().min(1).max(60).default(10),
  incoming: z
    .strictObject({ from: field, text: field, id: field.optional() })
    .transform(({ id, ...rest }) => ({ ...rest, id: id ?? null }))
    .optional(),
});

/** Reads a description; every mistake is listed, each naming its field. */
export function readGatewayDescription(text: string): Result<GatewayDescription, readonly string[]> {
  const raw = parsed(text);
  if (!raw.ok) return fail([raw.error]);
  const form = FORM.safeParse(raw.value);
  if (!form.success)
    return fail(form.error.issues.map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`));
  const { body, refusal, reference, incoming, ...rest } = form.data;
  const description = {
    ...rest,
    body: body ?? null,
    refusal: refusal ?? null,
    reference: reference ?? null,
    incoming: incoming ?? null,
  };
  const mistakes = templateMistakes(description);
  return mistakes.length === 0 ? ok(description) : fail(mistakes);
}

function parsed(text: string): Result<unknown, string> {
  try {
    return ok(parseYaml(text));
  } catch (error) {
    if (error instanceof YAMLParseError) return fail(error.message);
    throw error;
  }
}

function templateMistakes({ url, body, headers, values }: GatewayDescription): readonly string[] {
  const early = [
    ['url', url],
    ['body', body ?? ''],
  ] as const;
  const late = [
    ...Object.entries(values).map(([name, template]) => [`values.${name}`, template] as const),
    ...Object.entries(headers).map(([name, template]) => [`headers.${name}`, template] as const),
  ];
  const lateNames = [...GIVEN, ...AFTERWARDS, ...Object.keys(values)];
  return [
    ...early.flatMap(([field, template]) => mistakesIn(field, template, GIVEN)),
    ...late.flatMap(([field, template]) => mistakesIn(field, template, lateNames)),
  ];
}

function mistakesIn(field: string, template: string, names: readonly string[]): readonly string[] {
  const checked = checkTemplate(template, names);
  return checked.ok ? [] : [`${field}: ${checked.error}`];
}
