import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { entriesOf } from '../../src/domain/items/field.ts';
import { HOTLINE_FIELDS } from '../../src/domain/items/hotline.ts';
import { PERSON_FIELDS } from '../../src/domain/items/person.ts';
import { POLICY_FIELDS } from '../../src/domain/items/policy.ts';
import { SCHEDULE_FIELDS } from '../../src/domain/items/schedule.ts';
import { TEAM_FIELDS } from '../../src/domain/items/team.ts';
import type { Form } from './visitor.ts';

/** What somebody may send who means no good, or whose program is broken; and what is right elsewhere. */
const NASTY: readonly string[] = [
  ...['', ' ', '0', '-1', '1', '1.5', '1e309', '-0', 'NaN', 'null', 'undefined', 'true', '[object Object]'],
  ...['9007199254740993', '8640000000000001', '-8640000000000001', '253402300800000', '9'.repeat(400)],
  ...['9999-12-31', '0000-01-01', '0001-01-01', '2026-02-30', '10000-01-01', '-2026-01-01', '3026-01-01'],
  ...[
    '2026-11-25T12:00',
    '9999-12-31T23:59',
    '0000-01-01T00:00',
    '2026-11-25 08:00',
    '25:99',
    '24:00',
    '08:00',
  ],
  ...[
    'Europe/Paris',
    'Mars/Olympus',
    'mia',
    'otto',
    'primary',
    'support',
    'chain',
    'north',
    'fr',
    'en',
    'yes',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    '../../etc/passwd',
    '\0',
    '\ud800',
    '\u202e',
    '💥',
  ],
  ...[
    "' or 1=1 --",
    '"><script>alert(1)</script>',
    '%',
    '%00',
    '\\',
    '\r\nSet-Cookie: a=b',
    '{{7*7}}',
    '<%= 1 %>',
  ],
  ...['x'.repeat(10_000), 'a '.repeat(3000), ' '.repeat(10_000), 'é'.repeat(5000), '(a+)+'.repeat(500)],
  ...[
    '+'.repeat(3000),
    '0'.repeat(3000),
    '1,'.repeat(3000),
    '\n'.repeat(5000),
    '@'.repeat(2000),
    '-'.repeat(3000),
  ],
  ...['+33612345678', '06 12 34 56 78', '201', 'ada@example.org', 'a@b', 'x@x.x'.repeat(100)],
];

const nasty = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...NASTY) },
  { weight: 1, arbitrary: fc.string() },
);
/** One value, several, or so many that no form has them. */
const values = fc.oneof(
  { weight: 6, arbitrary: nasty.map((value) => [value]) },
  { weight: 2, arbitrary: fc.array(nasty, { minLength: 2, maxLength: 5 }) },
  { weight: 1, arbitrary: nasty.map((value) => Array.from({ length: 40 }, () => value.slice(0, 200))) },
);

/** Every name of a field or a part of an address that any page of ours reads. */
export const FIELD_NAMES: readonly string[] = [
  ...new Set([
    ...namesIn(path.resolve('src/web')),
    ...namesIn(path.resolve('src/domain/items')),
    ...[HOTLINE_FIELDS, PERSON_FIELDS, POLICY_FIELDS, SCHEDULE_FIELDS, TEAM_FIELDS].flatMap((fields) =>
      entriesOf(fields as object).map(({ key }) => key),
    ),
  ]),
];

function namesIn(folder: string): readonly string[] {
  const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(path.join(folder, name), 'utf8'));
  const names = texts.flatMap((text) => [
    ...[...text.matchAll(/\b(?:text|exact|all|has|rows)\(([^()]*)\)/g)].flatMap(([, inner = '']) =>
      [...inner.matchAll(/'([\w.-]+)'/g)].map(([, name = '']) => name),
    ),
    ...[...text.matchAll(/\bquery\.(\w+)/g)].map(([, name = '']) => name),
    ...[...text.matchAll(/FIELDS = \[([^\]]*)\]/g)].flatMap(([, list = '']) =>
      [...list.matchAll(/'(\w+)'/g)].map(([, name = '']) => name),
    ),
  ]);
  return [...new Set(names)].toSorted();
}

/** The form that would be sent, with some of its fields changed, repeated or gone, and some that are of no form of it. */
export function spoilt(base: Form): fc.Arbitrary<Form> {
  const own = Object.keys(base);
  const name = own.length === 0 ? fc.constantFrom(...FIELD_NAMES) : fc.constantFrom(...own);
  const changes = fc.array(fc.tuple(name, fc.option(values, { freq: 6 })), { minLength: 1, maxLength: 3 });
  const additions = fc.array(fc.tuple(fc.constantFrom(...FIELD_NAMES), values), { maxLength: 2 });
  return fc.tuple(changes, additions).map(([changed, added]) => {
    const form: Record<string, string | readonly string[]> = { ...base };
    for (const [key, value] of changed)
      if (value === null) delete form[key];
      else form[key] = value;
    for (const [key, value] of added) form[key] = value;
    return form;
  });
}

/** Nothing but fields that some page of ours reads. */
export const scattered: fc.Arbitrary<Form> = fc.dictionary(fc.constantFrom(...FIELD_NAMES), values, {
  maxKeys: 8,
});

export const nastyWord = nasty;

/** The forms of a page, as a browser would send them untouched. */
export function formsIn(
  html: string,
): readonly { readonly method: string; readonly action: string; readonly form: Form }[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, tag = '', inner = '']) => ({
    method: attribute(tag, 'method') ?? 'get',
    action: (attribute(tag, 'action') ?? '').replace(/\?.*/, ''),
    form: fieldsIn(inner),
  }));
}

function fieldsIn(html: string): Form {
  const form: Record<string, string[]> = {};
  const add = (name: string | null, value: string) => {
    if (name !== null) form[name] = [...(form[name] ?? []), value];
  };
  for (const [, tag = ''] of html.matchAll(/<input\b([^>]*)>/g)) {
    const type = attribute(tag, 'type') ?? 'text';
    if (!['checkbox', 'radio'].includes(type) || /\bchecked\b/.test(tag))
      add(attribute(tag, 'name'), attribute(tag, 'value') ?? 'on');
  }
  for (const [, tag = '', inner = ''] of html.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)) {
    const options = [...inner.matchAll(/<option\b([^>]*)>/g)].map(([, option = '']) => option);
    const chosen = options.find((option) => /\bselected\b/.test(option)) ?? options[0];
    add(attribute(tag, 'name'), chosen === undefined ? '' : (attribute(chosen, 'value') ?? ''));
  }
  for (const [, tag = '', inner = ''] of html.matchAll(/<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g))
    add(attribute(tag, 'name'), inner);
  for (const [, tag = ''] of html.matchAll(/<button\b([^>]*)>/g)) {
    const name = attribute(tag, 'name');
    if (name !== null && !(name in form)) add(name, attribute(tag, 'value') ?? '');
  }
  return form;
}

function attribute(tag: string, name: string): string | null {
  const found = new RegExp(`\\b${name}="([^"]*)"`).exec(tag);
  return found ? (found[1] ?? '').replace(/&#39;/g, "'").replace(/&#34;/g, '"').replace(/&amp;/g, '&') : null;
}
