import { createHash } from 'node:crypto';
import { fail, ok, type Result } from '../runtime/result.ts';

/** What a template may name, and what stands for it. */
export type TemplateValues = Readonly<Record<string, string>>;

type Filter = (text: string) => string;

/** How a value is written where it goes: inside JSON quotes, in an address, as a signature. */
const FILTERS: Readonly<Record<string, Filter>> = {
  json: (text) => JSON.stringify(text).slice(1, -1),
  url: encodeURIComponent,
  form: (text) => new URLSearchParams({ v: text }).toString().slice(2),
  xml: (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`),
  /** `+33612345678` as `33612345678`. */
  digits: (text) => text.replace(/\D/g, ''),
  /** `+33612345678` as `0033612345678`. */
  zeros: (text) => text.replace(/^\+/, '00'),
  sha1: (text) => createHash('sha1').update(text).digest('hex'),
  sha256: (text) => createHash('sha256').update(text).digest('hex'),
  base64: (text) => Buffer.from(text).toString('base64'),
};

const PLACE = /\{\{\s*([A-Za-z]\w*)((?:\s*\|\s*\w+)*)\s*\}\}/g;

/** Fills `{{to|digits}}` and its like. */
export function fillTemplate(template: string, values: TemplateValues): string {
  return template.replace(PLACE, (_place, name: string, filters: string) =>
    filtersIn(filters).reduce((text, filter) => FILTERS[filter]?.(text) ?? text, values[name] ?? ''),
  );
}

/** Whether a template names only what there is. */
export function checkTemplate(template: string, names: readonly string[]): Result<void, string> {
  for (const [place, name, filters] of template.matchAll(PLACE)) {
    if (!names.includes(name ?? '')) return fail(`${place} is unknown: expected one of ${names.join(', ')}`);
    const unknown = filtersIn(filters ?? '').find((filter) => !(filter in FILTERS));
    if (unknown !== undefined)
      return fail(`${place}: "${unknown}" is unknown: expected one of ${Object.keys(FILTERS).join(', ')}`);
  }
  const stray = template.replace(PLACE, '').match(/\{\{[^}]*\}?\}?/);
  return stray === null
    ? ok(undefined)
    : fail(`${stray[0]} is no placeholder: expected {{name}} or {{name|filter}}`);
}

function filtersIn(text: string): readonly string[] {
  return text
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
