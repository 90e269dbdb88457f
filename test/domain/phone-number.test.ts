import { type CountryCode, getCountries } from 'libphonenumber-js/max';
import { describe, expect, it } from 'vitest';
import {
  comparableNumber,
  describeTarget,
  dialledForms,
  type E164,
  mobileAmong,
  nationalDigits,
  parseExtension,
  parsePhoneNumber,
  parseTrunk,
  readableNumber,
  readTarget,
  spokenDigits,
  storedPhoneNumber,
} from '../../src/domain/phone-number.ts';
import { hasExtension, isNational, readNumber } from '../../src/domain/read-number.ts';

const ALLOWED: readonly CountryCode[] = ['FR', 'RE', 'GP', 'MQ', 'GF', 'YT', 'PM', 'GB', 'US', 'CH', 'DE'];
const read = (text: string, homeCountry: CountryCode = 'FR', allowedCountries = ALLOWED) =>
  parsePhoneNumber(text, { homeCountry, allowedCountries });

describe('French numbers are one family', () => {
  it.each<[string, CountryCode, string]>([
    ['06 12 34 56 78', 'FR', '+33612345678'],
    ['0692 12 34 56', 'FR', '+262692123456'],
    ['0262 12 34 56', 'FR', '+262262123456'],
    ['0639 01 23 45', 'FR', '+262639012345'],
    ['0269 61 23 45', 'FR', '+262269612345'],
    ['0690 12 34 56', 'FR', '+590690123456'],
    ['0696 12 34 56', 'FR', '+596696123456'],
    ['0694 20 34 56', 'FR', '+594694203456'],
    ['0594 31 23 45', 'FR', '+594594312345'],
    ['0692 12 34 56', 'RE', '+262692123456'],
    ['06 12 34 56 78', 'RE', '+33612345678'],
    ['01 42 34 56 78', 'RE', '+33142345678'],
    ['0690 12 34 56', 'RE', '+590690123456'],
    ['06 12 34 56 78', 'GP', '+33612345678'],
    ['+262 692 12 34 56', 'FR', '+262692123456'],
    ['00262 692 12 34 56', 'FR', '+262692123456'],
    ['0263 12 34 56', 'FR', '+262263123456'],
    ['0693 12 34 56', 'FR', '+262693123456'],
    ['0590 12 34 56', 'FR', '+590590123456'],
    ['0691 23 45 67', 'FR', '+590691234567'],
    ['0596 71 23 45', 'FR', '+596596712345'],
    ['0697 12 34 56', 'FR', '+596697123456'],
    ['0708 41 23 45', 'FR', '+508708412345'],
    ['0262 12 34 56', 'RE', '+262262123456'],
    ['0639 01 23 45', 'RE', '+262639012345'],
    ['0596 71 23 45', 'RE', '+596596712345'],
    ['0594 31 23 45', 'RE', '+594594312345'],
    ['07 56 78 90 12', 'RE', '+33756789012'],
    ['0033 6 12 34 56 78', 'RE', '+33612345678'],
  ])('%s from %s is %s', (text, home, number) => {
    expect(read(text, home)).toEqual({ ok: true, value: number });
    expect(comparableNumber(text, home)).toBe(number);
  });

  it('a country that may not be dialled stays one', () => {
    expect(read('0692 12 34 56', 'FR', ['FR'])).toEqual({ ok: false, error: 'country-not-allowed' });
  });

  it('is shown and found as it is dialled there', () => {
    expect(readableNumber('+262692123456', 'FR')).toBe('0692 12 34 56');
    expect(dialledForms('+33612345678', 'RE')).toContain('0612345678');
  });

  it('a country elsewhere reads the same digits as its own', () => {
    expect(read('0692 12 34 56', 'CH')).toEqual({ ok: true, value: '+41692123456' });
  });
});

describe('numbers as they are pasted', () => {
  it.each([
    '\u202a+33 6 12 34 56 78\u202c',
    '\u200e06\u00ad12345678',
    '\ufeff06\u00a012 34 56 78',
    '\u206606 12 34 56 78\u2069',
    '06\u202f12\u202f34\u202f56\u202f78',
    '06\u200912\t34 56 78\ufe0f',
    'tel:+33612345678',
    '+33 (0)6 12 34 56 78',
  ])('marks that are not seen do not count: %j', (text) => {
    expect(read(text)).toEqual({ ok: true, value: '+33612345678' });
    expect(comparableNumber(text, 'FR')).toBe('+33612345678');
  });

  it.each([
    '06 12 34 56 78 ext. 12',
    '0612345678 x12',
    '+33612345678;ext=12',
    'tel:+33612345678;ext=12',
    '0612345678#12',
    '06 12 34 56 78 poste 12',
    '06 12 34 56 78 extension 12',
    '06 12 34 56 78 x12\u202c',
    '+33612345678x12',
    '0692 12 34 56 ext 12',
    '06 12 34 56 78 post 12',
    '06 12 34 56 78, 12',
    '0612345678,,12#',
    '0612345678p12',
    '+41 79 123 45 67 Durchwahl 12',
  ])('an extension is refused by name: %j', (text) => {
    expect(read(text)).toEqual({ ok: false, error: 'has-extension' });
  });
});

describe('numbers that somebody pays dearly for', () => {
  it.each<[string, CountryCode]>([
    ['+33 899 12 34 56', 'FR'],
    ['0810 12 34 56', 'FR'],
    ['+44 70 1234 5678', 'FR'],
    ['+49 700 12345678', 'FR'],
    ['0878 12 34 56', 'CH'],
    ['+1 500 234 5678', 'FR'],
    ['+878 40 1000 0000', 'FR'],
    ['0044 70 1234 5678', 'FR'],
    ['07012 345678', 'GB'],
    ['0700 12345678', 'DE'],
    ['500 234 5678', 'US'],
    ['+41 900 123 456', 'FR'],
    ['+44 871 234 5678', 'FR'],
    ['+44 76 6012 3456', 'FR'],
    ['+32 78 15 12 34', 'FR'],
    ['+31 84 123 4567', 'FR'],
    ['+351 707 123 456', 'FR'],
    ['+34 704 12 34 56', 'FR'],
    ['+808 1234 5678', 'FR'],
    ['+979 1 2345 6789', 'FR'],
  ])('%s is refused', (text, home) => {
    // Whatever countries may be dialled: allowing one more would not help.
    for (const allowed of [ALLOWED, getCountries()])
      expect(read(text, home, allowed)).toEqual({ ok: false, error: 'costs-extra' });
  });

  it.each(['+44 70', '+1 700 234 5678', '+33 700 12 34 56', '36 31', '118 218'])(
    '%s is no number at all, whatever countries may be dialled',
    (text) => {
      expect(read(text, 'FR', getCountries())).toEqual({ ok: false, error: 'not-a-number' });
    },
  );

  it.each([
    '+44 7912 345678',
    '+44 330 123 4567',
    '+41 58 123 45 67',
    '+31 88 123 45 67',
    '+33 806 12 34 56',
  ])('%s costs what others do', (text) => {
    expect(read(text, 'FR', getCountries()).ok).toBe(true);
  });
});

describe('where a phone is forwarded to', () => {
  const plan = { homeCountry: 'FR', allowedCountries: ['FR'] } as const;

  it.each([
    ['0612345678', { kind: 'phone', number: '+33612345678' }],
    ['204', { kind: 'extension', extension: '204' }],
    ['+442079460123', null],
    ['0899123456', null],
    ['trial-trunk', null],
    ['204@elsewhere', null],
    ['', null],
  ])('%s', (text, target) => {
    expect(readTarget(text, plan)).toEqual(target);
  });
});

describe('what is stored', () => {
  it.each(['0612345678', '+0612345678', '+33', '+331234567890123456', '+33612345678 ', 'x+33612345678'])(
    'is no number, and said so: %j',
    (text) => {
      expect(() => storedPhoneNumber(text)).toThrow('is none');
    },
  );

  it('a number is one', () => {
    expect(storedPhoneNumber('+33612345678')).toBe('+33612345678');
  });
});

describe.each([
  ['an extension', parseExtension, 'not-an-extension'],
  ['a trunk', parseTrunk, 'not-a-trunk'],
] as const)('the name of %s', (_, parse, error) => {
  it.each(['201', 'a', 'Front-desk_2', 'a'.repeat(40)])('%s', (text) => {
    expect(parse(text)).toEqual({ ok: true, value: text });
  });

  it.each(['', '-1', '_1', 'a/b', 'a@b', 'a&b', 'a,b', 'a b', 'a'.repeat(41), 'é'])(
    'is not what a dial string would take apart: %j',
    (text) => {
      expect(parse(text)).toEqual({ ok: false, error });
    },
  );
});

describe('numbers to compare, to say and to read', () => {
  it('what is no number is compared by its signs, and nothing is nothing', () => {
    expect(comparableNumber('20 1', 'FR')).toBe('201');
    // Digits that could be a number, and are none.
    expect(comparableNumber('+33 1', 'FR')).toBe('+331');
    expect(comparableNumber(' .', 'FR')).toBeNull();
  });

  it.each([
    ['+33612345678', '0612345678'],
    ['+442079460123', '442079460123'],
    ['201', '201'],
    ['+331', '331'],
    ['9'.repeat(40), '9'.repeat(15)],
  ])('%s is said as %s', (number, digits) => {
    expect(spokenDigits(number, 'FR')).toBe(digits);
  });

  it.each([
    ['+33612345678', '06 12 34 56 78'],
    ['+442079460123', '+44 20 7946 0123'],
    ['+3361234', '+3361234'],
    ['201', '201'],
  ])('%s is read as %s', (number, text) => {
    expect(readableNumber(number, 'FR')).toBe(text);
  });

  it('is dialled in every form of it, and in its own alone when it is abroad or none', () => {
    expect(dialledForms('+33612345678', 'FR')).toEqual([
      '+33612345678',
      '33612345678',
      '0033612345678',
      '0612345678',
    ]);
    expect(dialledForms('+442079460123', 'FR')).toEqual(['+442079460123', '442079460123', '00442079460123']);
    expect(dialledForms('+331', 'FR')).toEqual(['+331']);
    expect(dialledForms('201', 'FR')).toEqual(['201']);
    expect(nationalDigits('+442079460123', 'FR')).toBeNull();
    expect(nationalDigits('+33612345678', 'FR')).toBe('0612345678');
  });
});

describe('targets', () => {
  const phone = (number: string) => ({ kind: 'phone', number: number as E164 }) as const;
  const desk = { kind: 'extension', extension: '201' as never } as const;

  it('the first mobile receives an SMS, and no line or extension does', () => {
    expect(mobileAmong([desk, phone('+33142345678'), phone('+33612345678'), phone('+33756789012')])).toBe(
      '+33612345678',
    );
    // In America nobody can tell.
    expect(mobileAmong([phone('+12015550123')])).toBe('+12015550123');
    expect(mobileAmong([desk, phone('+33142345678')])).toBeNull();
  });

  it('are told by what is dialled', () => {
    expect([describeTarget(desk), describeTarget(phone('+33612345678'))]).toEqual(['201', '+33612345678']);
  });
});

describe('which numbers are national', () => {
  it.each<[CountryCode | undefined, CountryCode, boolean]>([
    ['FR', 'FR', true],
    ['RE', 'FR', true],
    ['FR', 'GP', true],
    ['CH', 'CH', true],
    ['CH', 'FR', false],
    ['FR', 'CH', false],
    [undefined, 'FR', false],
  ])('of %s, from %s: %s', (country, home, expected) => {
    expect(isNational(country, home)).toBe(expected);
  });

  it('a number of no country is read as one of France, where France is one', () => {
    expect(readNumber('06 12 34 56 78', 'RE')?.country).toBe('FR');
    expect(readNumber('0692 12 34 56', 'RE')?.country).toBe('RE');
    expect(readNumber('079 123 45 67', 'CH')?.country).toBe('CH');
    // Without its zero it is read at home first.
    expect(readNumber('692 12 34 56', 'RE')?.number).toBe('+262692123456');
    expect(readNumber('692 12 34 56', 'FR')?.number).toBe('+33692123456');
  });

  it('words around a number are no number', () => {
    expect(readNumber('appelez le 06 12 34 56 78', 'FR')).toBeUndefined();
  });

  it.each([
    ['06 12 34 56 78 ext. 12', true],
    ['06 12 34 56 78, 12', true],
    ['06 12 34 56 78', false],
  ])('%s: an extension behind it: %s', (text, expected) => {
    expect(hasExtension(text, 'FR')).toBe(expected);
  });
});
