import { describe, expect, it } from 'vitest';
import { dialStrings, presentedCallerId, routesTo } from '../../src/asterisk/dial-string.ts';
import { mediaList } from '../../src/asterisk/media.ts';
import { parseExtension, parsePhoneNumber, parseTrunk } from '../../src/domain/phone-number.ts';
import { parseContext, parsePrefix, type TrunkSettings, usualTrunk } from '../../src/domain/trunk.ts';
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
    expect(dialStrings({ kind: 'extension', extension }, [usualTrunk(trunk)], 'FR')).toEqual(['PJSIP/201']);
    expect(dialStrings({ kind: 'extension', extension }, [], 'FR')).toEqual(['PJSIP/201']);
  });

  const dialled = (settings: Partial<TrunkSettings>) =>
    dialStrings({ kind: 'phone', number }, [{ ...usualTrunk(trunk), ...settings }], 'FR');

  it('a phone is dialled through the trunk, and cannot be without one', () => {
    expect(dialled({})).toEqual(['PJSIP/+33612345678@carrier']);
    expect(dialStrings({ kind: 'phone', number }, [], 'FR')).toEqual([]);
  });

  it.each([
    ['e164', '+33612345678'],
    ['digits', '33612345678'],
    ['international', '0033612345678'],
    ['national', '0612345678'],
  ] as const)('a trunk that wants %s numbers gets %s', (numberForm, written) => {
    expect(dialled({ numberForm })).toEqual([`PJSIP/${written}@carrier`]);
  });

  it('abroad there is no national number, and a prefix comes before all of it', () => {
    const prefix = parsePrefix('9*') ?? undefined;
    const abroad = valid(
      parsePhoneNumber('+32 470 12 34 56', { homeCountry: 'FR', allowedCountries: ['BE'] }),
    );
    const settings = { ...usualTrunk(trunk), numberForm: 'national' as const, ...(prefix ? { prefix } : {}) };
    expect(dialStrings({ kind: 'phone', number: abroad }, [settings], 'FR')).toEqual([
      'PJSIP/9*0032470123456@carrier',
    ]);
  });

  it('through the dialplan of the PBX it is a Local channel that stays', () => {
    const context = parseContext('from-internal');
    expect(dialled({ context, numberForm: 'national' })).toEqual(['Local/0612345678@from-internal/n']);
  });

  it.each(['a b', 'x@y', 'x&y', 'x,y', 'x/n', ''])('%j is no context', (text) => {
    expect(parseContext(text)).toBeNull();
  });
});

describe('whose number is shown', () => {
  const way = (shownNumber: TrunkSettings['shownNumber'], behalfOf: string | null) =>
    routesTo(
      { target: { kind: 'phone', number }, callerId: { number: '+33199001200', name: null }, behalfOf },
      [{ ...usualTrunk(trunk), shownNumber }],
      'FR',
    )[0];

  it('the hotline’s own, unless the trunk is to show the caller’s', () => {
    expect(way('hotline', '+33611')).toMatchObject({ callerId: '+33199001200', variables: {} });
    expect(way('from', '+33611')).toMatchObject({ callerId: '+33611', variables: {} });
    expect(way('pai', '+33611')).toMatchObject({
      callerId: '+33611',
      variables: { 'PJSIP_HEADER(add,P-Asserted-Identity)': '<tel:+33199001200>' },
    });
    expect(way('diversion', '+33611')?.variables).toEqual({
      'PJSIP_HEADER(add,Diversion)': '<tel:+33199001200>;reason=unconditional',
    });
  });

  it('the hotline’s own for a caller who withholds theirs, or whose number is none', () => {
    expect(way('from', null)).toMatchObject({ callerId: '+33199001200' });
    expect(way('from', 'sip:x@evil')).toMatchObject({ callerId: '+33199001200' });
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
