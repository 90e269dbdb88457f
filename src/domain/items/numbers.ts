import { getCountries } from 'libphonenumber-js/max';
import {
  comparableNumber,
  type DialTarget,
  type E164,
  type NumberingPlan,
  parseExtension,
  parsePhoneNumber,
} from '../phone-number.ts';
import { hasExtension } from '../read-number.ts';
import { type Codec, codec, notExpected, quoted, type Refuse, textual, unmet } from './codec.ts';
import type { Expected, Mistake } from './validation-error.ts';

const extension = textual({ what: 'extension' }, (text) => {
  const parsed = parseExtension(text);
  return parsed.ok ? parsed.value : null;
});

function phone(plan: NumberingPlan): Codec<E164> {
  return codec(
    (input, refuse) => {
      if (typeof input !== 'string') return refuse(notExpected({ what: 'phone-number' }, input));
      const parsed = parsePhoneNumber(input, plan);
      return parsed.ok ? parsed.value : refuse(mistakeOf(parsed.error, input, plan));
    },
    (number) => number,
  );
}

type PhoneTrouble = Extract<ReturnType<typeof parsePhoneNumber>, { ok: false }>['error'];

function mistakeOf(trouble: PhoneTrouble, input: string, { allowedCountries }: NumberingPlan): Mistake {
  const text = quoted(input);
  switch (trouble) {
    case 'not-a-number':
      return { code: 'not-a-phone-number', text };
    case 'has-extension':
    case 'costs-extra':
      return { code: trouble, text };
    case 'country-not-allowed':
      return { code: 'country-not-allowed', text, allowed: allowedCountries };
  }
}

/** A number that is shown, not dialled: of any country. */
export function shownNumber(plan: NumberingPlan): Codec<E164> {
  return phone({ homeCountry: plan.homeCountry, allowedCountries: getCountries() });
}

/** The keys of whatever can be dialled. */
export function dialKeys(plan: NumberingPlan) {
  return { extension: extension.optional(), phone: phone(plan).optional() };
}

type DialFields = { readonly extension?: DialExtension | undefined; readonly phone?: E164 | undefined };
type DialExtension = Extract<DialTarget, { kind: 'extension' }>['extension'];

/** The one target that `fields` name. */
export function dialTarget(fields: DialFields, refuse: Refuse): DialTarget {
  if (fields.extension !== undefined && fields.phone === undefined)
    return { kind: 'extension', extension: fields.extension };
  if (fields.phone !== undefined && fields.extension === undefined)
    return { kind: 'phone', number: fields.phone };
  return refuse(unmet({ what: 'one-dial-target' }));
}

/** What `dialTarget` reads. */
export function dialFields(target: DialTarget): { extension: DialExtension } | { phone: E164 } {
  return target.kind === 'extension' ? { extension: target.extension } : { phone: target.number };
}

/** A number that people dial to reach a hotline: public, or internal digits. */
export function dialledNumber(plan: NumberingPlan): Codec<string> {
  return codec(
    (input, refuse) => comparable(input, { what: 'dialled-number' }, /^\+?\d{1,20}$/, plan, refuse),
    (number) => number,
  );
}

/** A caller's number, or a prefix followed by `*`. A prefix cannot be translated, so it is written as it compares. */
export function blockedEntry(plan: NumberingPlan): Codec<string> {
  return codec(
    (input, refuse) => {
      if (typeof input !== 'string' || !input.endsWith('*'))
        return comparable(input, { what: 'blocked-number' }, /^\+?\w{1,40}$/, plan, refuse);
      const prefix = input.slice(0, -1).replace(/[ .()-]/g, '');
      if (/^(\+\d{1,15}|[1-9A-Za-z]\w{0,15})$/.test(prefix)) return `${prefix}*`;
      return refuse(notExpected({ what: 'blocked-prefix' }, input));
    },
    (entry) => entry,
  );
}

/** A number that is compared with those of calls. No call tells an extension behind it: that must not be dropped. */
function comparable(
  input: unknown,
  expected: Expected,
  form: RegExp,
  plan: NumberingPlan,
  refuse: Refuse,
): string {
  if (typeof input !== 'string') return refuse(notExpected(expected, input));
  if (hasExtension(input, plan.homeCountry)) return refuse({ code: 'has-extension', text: quoted(input) });
  const number = comparableNumber(input, plan.homeCountry);
  return number !== null && form.test(number) ? number : refuse(notExpected(expected, input));
}
