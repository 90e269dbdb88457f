import { describe, expect, it } from 'vitest';
import { dialString, presentedCallerId } from '../../src/asterisk/dial-string.ts';
import { mediaList } from '../../src/asterisk/media.ts';
import { parseExtension, parsePhoneNumber, parseTrunk } from '../../src/domain/phone-number.ts';
import type { Result } from '../../src/runtime/result.ts';

function valid<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error('not valid');
  return result.value;
}

const trunk = valid(parseTrunk('carrier'));
const extension = valid(parseExtension('201'));
const number = valid(parsePhoneNumber('06 12 34 56 78', { homeCountry: 'FR', allowedCountries: ['FR'] }));

describe('what is dialled', () => {
  it('an extension is dialled as itself, with or without a trunk', () => {
    expect(dialString({ target: { kind: 'extension', extension }, trunk })).toBe('PJSIP/201');
    expect(dialString({ target: { kind: 'extension', extension }, trunk: null })).toBe('PJSIP/201');
  });

  it('a phone is dialled through the trunk, and cannot be without one', () => {
    expect(dialString({ target: { kind: 'phone', number }, trunk })).toBe('PJSIP/+33612345678@carrier');
    expect(dialString({ target: { kind: 'phone', number }, trunk: null })).toBeNull();
  });
});

describe('what is presented', () => {
  it.each([
    ['Astreinte réseau', '+33123456789', 'Astreinte réseau <+33123456789>'],
    ["L'équipe n° 2 - St.Denis", '4000', "L'équipe n 2 - St.Denis <4000>"],
    ['x" <+1900>, &;\n', '+33123456789', 'x 1900 <+33123456789>'],
    ['<>', '4000', '4000'],
    [null, '+33123456789', '+33123456789'],
    ['Vigie', null, 'Vigie'],
    [null, null, ''],
    ['Vigie', '4000>;tag=1', 'Vigie <4000tag1>'],
  ])('name %j and number %j become %j', (name, number, text) => {
    expect(presentedCallerId({ name, number })).toBe(text);
  });
});

describe('what is played', () => {
  const nothingKept = () => null;

  it('a recording that Vigie keeps is played from where Asterisk has it, and not at all when it has none', () => {
    const find = (id: string) => (id === 'abc' ? '/var/spool/asterisk/recording/vigie-sound-abc' : null);
    expect(mediaList([{ kind: 'kept-sound', id: 'abc' }], find)).toBe(
      'sound:/var/spool/asterisk/recording/vigie-sound-abc',
    );
    expect(mediaList([{ kind: 'kept-sound', id: 'other' }], find)).toBeNull();
  });

  it('a list of sounds and digits is one text for ARI', () => {
    expect(
      mediaList(
        [
          { kind: 'sound', name: 'followme/call-from' },
          { kind: 'digits', digits: '0612345678' },
          { kind: 'sound', name: 'custom/bienvenue' },
        ],
        nothingKept,
      ),
    ).toBe(
      `sound:followme/call-from,${[...'0612345678'].map((digit) => `sound:digits/${digit}`).join(',')},sound:custom/bienvenue`,
    );
  });

  it.each(['https://x.example/a', 'a,recording:b', 'a b', '', '../x:y'])(
    '%j is no name of a sound',
    (name) => {
      expect(mediaList([{ kind: 'sound', name }], nothingKept)).toBeNull();
    },
  );

  it('nothing at all, or digits that are none, cannot be played', () => {
    expect(mediaList([], nothingKept)).toBeNull();
    expect(mediaList([{ kind: 'digits', digits: '' }], nothingKept)).toBeNull();
    expect(mediaList([{ kind: 'digits', digits: '1,sound:x' }], nothingKept)).toBeNull();
  });
});
