import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { fail, ok, type Result } from '../runtime/result.ts';
import { costsExtra } from './costly-numbers.ts';
import { hasExtension, isNational, readNumber } from './read-number.ts';

declare const validated: unique symbol;
/** A public number, `+` and digits. Only `parsePhoneNumber` makes one. */
export type E164 = string & { readonly [validated]: 'e164' };
/** A name of an extension on the PBX. Only `parseExtension` makes one. */
export type Extension = string & { readonly [validated]: 'extension' };
/** A name of a trunk (PJSIP endpoint). Only `parseTrunk` makes one. */
export type Trunk = string & { readonly [validated]: 'trunk' };

/** What can be dialled: nothing else ever reaches a dial string. */
export type DialTarget =
  | { readonly kind: 'extension'; readonly extension: Extension }
  | { readonly kind: 'phone'; readonly number: E164 };

export interface NumberingPlan {
  /** ISO 3166 country in which numbers without `+` are read. */
  readonly homeCountry: CountryCode;
  /** Countries that may be dialled; a forgotten limit is somebody's toll fraud. */
  readonly allowedCountries: readonly CountryCode[];
}

/** A PJSIP endpoint's name: no `/`, `@`, `&`, `,` or blank, each of which means something in a dial string. */
const PBX_NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/;

export type NumberProblem = 'not-a-number' | 'has-extension' | 'country-not-allowed' | 'costs-extra';

/** Reads a number as people write it ("06 12 34 56 78", "+33 6…"). */
export function parsePhoneNumber(text: string, plan: NumberingPlan): Result<E164, NumberProblem> {
  if (hasExtension(text, plan.homeCountry)) return fail('has-extension');
  const parsed = readNumber(text, plan.homeCountry);
  // Before the country: allowing that would not help. The library knows too few of them to call them valid.
  if (parsed && costsExtra(parsed)) return fail('costs-extra');
  if (!parsed?.isValid()) return fail('not-a-number');
  const country = parsed.country;
  if (!country || !plan.allowedCountries.includes(country)) return fail('country-not-allowed');
  return ok(parsed.number as string as E164);
}

/** An extension is a few digits: what is longer is a public number, or nothing. */
const EXTENSION_DIGITS = /^[0-9]{2,6}$/;

/** What a phone names as the place to ring instead: a public number that may be dialled, or an extension; else null. */
export function readTarget(text: string, plan: NumberingPlan): DialTarget | null {
  const number = parsePhoneNumber(text, plan);
  if (number.ok) return { kind: 'phone', number: number.value };
  if (number.error !== 'not-a-number' || !EXTENSION_DIGITS.test(text)) return null;
  const extension = parseExtension(text);
  return extension.ok ? { kind: 'extension', extension: extension.value } : null;
}

/** A number that was validated before it was stored. Throws when the store holds anything else. */
export function storedPhoneNumber(text: string): E164 {
  if (!/^\+[1-9][0-9]{3,14}$/.test(text)) throw new Error(`stored as a phone number, but is none: ${text}`);
  return text as E164;
}

export function parseExtension(text: string): Result<Extension, 'not-an-extension'> {
  return PBX_NAME.test(text) ? ok(text as Extension) : fail('not-an-extension');
}

export function parseTrunk(text: string): Result<Trunk, 'not-a-trunk'> {
  return PBX_NAME.test(text) ? ok(text as Trunk) : fail('not-a-trunk');
}

/**
 * A caller's or a dialled number in one comparable form: E.164 where it is a valid number,
 * otherwise the text's digits (an internal extension, a short number). Null when there is none.
 */
export function comparableNumber(text: string, homeCountry: CountryCode): string | null {
  const asked = `${homeCountry} ${text}`;
  const known = compared.get(asked);
  if (known !== undefined) return known;
  const number = compare(text, homeCountry);
  if (compared.size === MOST_COMPARED) compared.clear();
  compared.set(asked, number);
  return number;
}

/** A hotline's number comes with each of its calls, a caller's with each of theirs; reading one takes a tenth of a ms. */
const compared = new Map<string, string | null>();
const MOST_COMPARED = 1_000;

function compare(text: string, homeCountry: CountryCode): string | null {
  const parsed = readNumber(text, homeCountry);
  if (parsed?.isValid()) return parsed.number;
  const bare = text.replace(/[^0-9A-Za-z*#+_-]/g, '');
  return bare === '' ? null : bare;
}

/** E.164 has no longer numbers; a forged one must not keep the responder from hearing which key to press. */
const LONGEST_SPOKEN = 15;

/** The digits one says aloud: national form where there is one. */
export function spokenDigits(text: string, homeCountry: CountryCode): string {
  const parsed = readNumber(text, homeCountry);
  const spoken =
    parsed?.isValid() && isNational(parsed.country, homeCountry) ? parsed.formatNational() : text;
  return spoken.replace(/[^0-9]/g, '').slice(0, LONGEST_SPOKEN);
}

/** A number as people read it: nationally written at home, internationally elsewhere. */
export function readableNumber(text: string, homeCountry: CountryCode): string {
  const parsed = readNumber(text, homeCountry);
  if (!parsed?.isValid()) return text;
  return isNational(parsed.country, homeCountry) ? parsed.formatNational() : parsed.formatInternational();
}

/** The first of these that can receive an SMS; null: none is a mobile. */
export function mobileAmong(targets: readonly DialTarget[]): E164 | null {
  const numbers = targets.flatMap((target) => (target.kind === 'phone' ? target.number : []));
  const isMobile = (number: E164) =>
    ['MOBILE', 'FIXED_LINE_OR_MOBILE'].includes(parsePhoneNumberFromString(number)?.getType() ?? '');
  return numbers.find(isMobile) ?? null;
}

/**
 * Every way in which a network may write a number (in the form of `comparableNumber`) that somebody dialled: a plain
 * dialplan, which knows no numbering plan, has to find it.
 */
export function dialledForms(number: string, homeCountry: CountryCode): readonly string[] {
  const parsed = readNumber(number, homeCountry);
  if (!parsed?.isValid()) return [number];
  const digits = parsed.number.slice(1);
  const national = nationalDigits(parsed.number, homeCountry);
  return [
    ...new Set([number, parsed.number, digits, `00${digits}`, ...(national === null ? [] : [national])]),
  ];
}

/** A valid number as it is dialled within the country; null: it is abroad. */
export function nationalDigits(number: string, homeCountry: CountryCode): string | null {
  const parsed = readNumber(number, homeCountry);
  if (!isNational(parsed?.country, homeCountry)) return null;
  return parsed?.formatNational().replace(/[^0-9]/g, '') ?? null;
}

export function isCountry(text: string): text is CountryCode {
  return isSupportedCountry(text as CountryCode);
}

/** A target as people read it in logs and on pages. */
export function describeTarget(target: DialTarget): string {
  return target.kind === 'extension' ? target.extension : target.number;
}
