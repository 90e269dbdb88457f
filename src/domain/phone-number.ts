import {
  type CountryCode,
  isSupportedCountry,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';
import { fail, ok, type Result } from '../runtime/result.ts';

declare const validated: unique symbol;
/** A public number, `+` and digits. Only `parsePhoneNumber` makes one. */
export type E164 = string & { readonly [validated]: 'e164' };
/** A name of an extension on the PBX. Only `parseExtension` makes one. */
export type Extension = string & { readonly [validated]: 'extension' };
/** A name of a trunk (PJSIP endpoint). Only `parseTrunk` makes one. */
export type Trunk = string & { readonly [validated]: 'trunk' };

/** What can be rung: nothing else ever reaches a dial string. */
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

/** Kinds of number nobody is on call on, and that toll fraud is made of. */
const COSTLY: readonly (string | undefined)[] = ['PREMIUM_RATE', 'SHARED_COST', 'PERSONAL_NUMBER'];

/** Codes of no country: universal personal numbers and international premium rate. */
const COSTLY_CODES: readonly string[] = ['878', '979'];

/** `ext. 12`, `x12`, `;ext=12`, `#12`, `poste 12` behind a number: no trunk can dial the rest. */
const EXTENSION_BEHIND = /\d[\s.,;()-]*(?:ext(?:ension|n)?|poste|x|#)[\s.:=]*\d+#?\s*$/iu;

/** Marks that are not seen, and come along when a number is copied from an address book or a page. */
const INVISIBLE = /\p{Cf}/gu;

/** France and its overseas departments are dialled as one country, though each has a country code of its own. */
const FRENCH_PLAN: readonly string[] = ['FR', 'GP', 'BL', 'MF', 'MQ', 'GF', 'RE', 'YT'];

/** The beginnings that the French numbering plan gives to the overseas departments. */
const OVERSEAS: readonly (readonly [RegExp, CountryCode])[] = [
  [/^0(?:262|263|692|693)/, 'RE'],
  [/^0(?:269|639)/, 'YT'],
  [/^0(?:590|690|691)/, 'GP'],
  [/^0(?:594|694)/, 'GF'],
  [/^0(?:596|696|697)/, 'MQ'],
];

/** A number as somebody in `homeCountry` would dial it; it need not be valid. */
function readNumber(text: string, homeCountry: CountryCode): PhoneNumber | undefined {
  const visible = text.replace(INVISIBLE, '');
  const readIn = (defaultCountry: CountryCode) =>
    parsePhoneNumberFromString(visible, { defaultCountry, extract: false });
  if (!FRENCH_PLAN.includes(homeCountry)) return readIn(homeCountry);
  const digits = visible.replace(/[^0-9+]/g, '');
  const overseas = OVERSEAS.find(([beginning]) => beginning.test(digits));
  if (overseas) return readIn(overseas[1]);
  const atHome = readIn(homeCountry);
  return atHome?.isValid() ? atHome : readIn('FR');
}

/** Whether a number of `country` is dialled nationally from `homeCountry`. */
function isNational(country: CountryCode | undefined, homeCountry: CountryCode): boolean {
  if (country === homeCountry) return true;
  return country !== undefined && FRENCH_PLAN.includes(country) && FRENCH_PLAN.includes(homeCountry);
}

/** Reads a number as people write it ("06 12 34 56 78", "+33 6…"). */
export function parsePhoneNumber(text: string, plan: NumberingPlan): Result<E164, NumberProblem> {
  const parsed = readNumber(text, plan.homeCountry);
  if (parsed?.ext !== undefined || EXTENSION_BEHIND.test(text.replace(INVISIBLE, '')))
    return fail('has-extension');
  if (parsed && COSTLY_CODES.includes(parsed.countryCallingCode)) return fail('costs-extra');
  if (!parsed?.isValid()) return fail('not-a-number');
  const country = parsed.country;
  if (!country || !plan.allowedCountries.includes(country)) return fail('country-not-allowed');
  if (COSTLY.includes(parsed.getType())) return fail('costs-extra');
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
