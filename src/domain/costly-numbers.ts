import type { PhoneNumber } from 'libphonenumber-js/max';

/** Kinds of number nobody is on call on, and that toll fraud is made of. */
const COSTLY: readonly (string | undefined)[] = [
  'PREMIUM_RATE',
  'SHARED_COST',
  'PERSONAL_NUMBER',
  // +44 76 and its like: priced as premium rate, and nobody answers there.
  'PAGER',
];

/** Codes of no country: universal personal numbers, shared cost and premium rate. */
const COSTLY_CODES: readonly string[] = ['808', '878', '979'];

/**
 * Ranges with a price of their own that the library counts among companies' numbers, where most cost what others do:
 * Belgium 078, the Netherlands 084 and 087, Portugal 707 and 708.
 */
const COSTLY_BEGINNINGS = /^\+(?:3278|318[47]|35170[78])/;

/** Whether somebody would pay more for a call to it than for one to an ordinary phone. */
export function costsExtra(number: PhoneNumber): boolean {
  return (
    COSTLY_CODES.includes(number.countryCallingCode) ||
    COSTLY_BEGINNINGS.test(number.number) ||
    COSTLY.includes(number.getType())
  );
}
