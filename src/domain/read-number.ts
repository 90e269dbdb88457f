import { type CountryCode, type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** Marks that are not seen, and come along when a number is copied from an address book or a page. */
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
/** French typography puts a narrow no-break space between digits, which the library does not know. */
const BLANK = /\s/g;
/** As numbers are written in links. */
const LINK = /^ *tel:/i;

/** What is to be read of a number that was typed or pasted. */
function legible(text: string): string {
  return text.replace(INVISIBLE, '').replace(BLANK, ' ').replace(LINK, '');
}

/**
 * `ext. 12`, `x12`, `;ext=12`, `#12`, `poste 12`, or keys to be sent after a pause (`,12`, `p12`, `w12`), behind a number:
 * no trunk can dial the rest.
 */
const EXTENSION_BEHIND =
  /\d[\s.,;()-]*(?:ext(?:ension|n)?|poste?|int(?:erne|ern)?|durchwahl|anexo|[xpw#~*,;])[\s.:=]*\d+#?\s*$/iu;

/** Whether what was typed is a number with an extension, or keys to be pressed, behind it. */
export function hasExtension(text: string, homeCountry: CountryCode): boolean {
  return readNumber(text, homeCountry)?.ext !== undefined || EXTENSION_BEHIND.test(legible(text));
}

/** France and its overseas departments are dialled as one country, though each has a country code of its own. */
const FRENCH_PLAN: readonly string[] = ['FR', 'GP', 'BL', 'MF', 'MQ', 'GF', 'RE', 'YT', 'PM'];

/** The beginnings that the French numbering plan gives to the overseas departments. */
const OVERSEAS: readonly (readonly [RegExp, CountryCode])[] = [
  [/^0(?:262|263|692|693)/, 'RE'],
  [/^0(?:269|639)/, 'YT'],
  [/^0(?:590|690|691)/, 'GP'],
  [/^0(?:594|694)/, 'GF'],
  [/^0(?:596|696|697)/, 'MQ'],
  [/^0708[45]/, 'PM'],
];

/** A number as somebody in `homeCountry` would dial it; it need not be valid. */
export function readNumber(text: string, homeCountry: CountryCode): PhoneNumber | undefined {
  const visible = legible(text);
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
export function isNational(country: CountryCode | undefined, homeCountry: CountryCode): boolean {
  if (country === homeCountry) return true;
  return country !== undefined && FRENCH_PLAN.includes(country) && FRENCH_PLAN.includes(homeCountry);
}
