import { describe, expect, it, test } from 'vitest';
import type { EndReason, RingReason, Trouble } from '../../src/domain/escalation/reasons.ts';
import { LANGUAGES } from '../../src/domain/person.ts';
import {
  dialledInWords,
  endReasonInWords,
  networkCodes,
  ringReasonInWords,
  troubleInWords,
} from '../../src/words/reason-words.ts';
import { plainSpaces } from './plain-spaces.ts';

const UNTIL = '2026-11-25 23:00';

describe('why somebody is called', () => {
  test.each<[RingReason, string, string]>([
    [{ code: 'planned-shift', until: null }, 'planned shift', 'créneau planifié'],
    [
      { code: 'planned-shift', until: UNTIL },
      'planned shift, until 25 November 2026 at 23:00',
      'créneau planifié, jusqu’au 25 novembre 2026 à 23 h',
    ],
    [
      { code: 'rotation', rotation: 'Nights, all', until: null },
      'turn in Nights, all',
      'roulement « Nights, all »',
    ],
    [
      { code: 'covers', whom: 'Bob, until noon', rotation: 'Nights', until: null },
      'covers for Bob, until noon, who is absent, in Nights',
      'couvre l’absence de Bob, until noon, roulement « Nights »',
    ],
    [
      { code: 'replaces', whom: null, by: null, until: null },
      'replaces everyone, override',
      'remplace tout le monde',
    ],
    [
      { code: 'replaces', whom: 'Bob', by: 'Ada', until: null },
      'replaces Bob, override by Ada',
      'remplace Bob, décision d’Ada',
    ],
    [{ code: 'last-resort' }, 'last resort', 'dernier recours'],
    [{ code: 'noted', text: 'in old words' }, 'in old words', 'in old words'],
  ])('%j', (reason, english, french) => {
    expect(ringReasonInWords(reason, 'en')).toBe(english);
    expect(plainSpaces(ringReasonInWords(reason, 'fr'))).toBe(french);
  });
});

describe('who or what ended a try', () => {
  const EVERY: { readonly [Code in EndReason['code']]: Extract<EndReason, { code: Code }> } = {
    network: { code: 'network', q850: 17, sip: 486, said: 'User busy' },
    'no-cause': { code: 'no-cause' },
    'trunk-silent': { code: 'trunk-silent' },
    'trunk-down': { code: 'trunk-down' },
    'ring-time-over': { code: 'ring-time-over' },
    'never-rang': { code: 'never-rang' },
    'no-key': { code: 'no-key' },
    'keys-unheard': { code: 'keys-unheard', why: 'no-sound' },
    pressed: { code: 'pressed', key: '2' },
    transferred: { code: 'transferred', to: '204' },
    'forwarded-back': { code: 'forwarded-back' },
    'forwarded-elsewhere': { code: 'forwarded-elsewhere', to: '204' },
    'forwarded-on': { code: 'forwarded-on', to: '204' },
    'hung-up-after-answer': { code: 'hung-up-after-answer' },
    'on-another-call': { code: 'on-another-call' },
    'too-many-calls': { code: 'too-many-calls' },
    'too-many-own-calls': { code: 'too-many-own-calls' },
    'number-not-allowed': { code: 'number-not-allowed' },
    'no-trunk': { code: 'no-trunk' },
    'asterisk-refused': { code: 'asterisk-refused', said: 'Allocation failed' },
    'asterisk-unavailable': { code: 'asterisk-unavailable', said: 'timed out' },
    'no-longer-there': { code: 'no-longer-there' },
    'gone-while-away': { code: 'gone-while-away' },
    noted: { code: 'noted', text: 'as it was' },
  };

  it('is said of every code in both languages, each in its own words', () => {
    for (const language of LANGUAGES) {
      const said = Object.values(EVERY).map((reason) => endReasonInWords(reason, language));
      expect(new Set(said).size).toBe(said.length);
    }
    for (const reason of Object.values(EVERY))
      if (reason.code !== 'noted')
        expect(endReasonInWords(reason, 'fr'), reason.code).not.toBe(endReasonInWords(reason, 'en'));
  });

  it('keeps the network’s codes apart, and says their meaning where it is known', () => {
    expect(endReasonInWords(EVERY.network, 'fr')).toBe('occupé');
    expect(networkCodes(EVERY.network)).toBe('Q.850 17, SIP 486');
    const odd = { code: 'network', q850: 99, sip: null, said: 'Odd' } as const;
    expect([endReasonInWords(odd, 'fr'), networkCodes(odd)]).toEqual(['Odd', 'Q.850 99']);
    expect(networkCodes(EVERY['no-cause'])).toBe('');
  });
});

it('what went wrong is said in both languages', () => {
  const trouble: Trouble = { code: 'leg-does-not-end', attempt: 2, requests: 5 };
  expect(troubleInWords(trouble, 'en')).toBe('attempt 2 did not end after 5 hang-ups');
  expect(troubleInWords(trouble, 'fr')).toBe('l’essai 2 ne se termine pas après 5 raccrochages');
});

it('people keep their names, and the last resort has none', () => {
  expect(dialledInWords('last resort', 'fr')).toBe('last resort');
  expect(dialledInWords('', 'fr')).toBe('dernier recours');
});
