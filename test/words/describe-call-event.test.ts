import { describe, expect, test } from 'vitest';
import { ATTEMPT_OUTCOMES, OUTCOMES } from '../../src/domain/call.ts';
import type { CallEvent } from '../../src/domain/escalation/call-event.ts';
import { LANGUAGES } from '../../src/domain/person.ts';
import { parseExtension } from '../../src/domain/phone-number.ts';
import { createNarrator } from '../../src/words/describe-call-event.ts';
import { plainSpaces } from './plain-spaces.ts';

const at = Date.parse('2026-07-01T12:03:12Z');
const extension = parseExtension('201');
if (!extension.ok) throw new Error(extension.error);
const started: CallEvent = {
  kind: 'attempt-started',
  at,
  attempt: 1,
  round: 1,
  step: 1,
  personId: 'alice',
  name: 'Alice',
  target: { kind: 'extension', extension: extension.value },
  reason: { code: 'planned-shift', until: null },
};

function told(callEvent: CallEvent, language: 'fr' | 'en' = 'en'): string {
  const tell = createNarrator('Europe/Paris', language);
  tell(started);
  return tell(callEvent);
}

describe('a call event in words', () => {
  test.each<[CallEvent, string, string]>([
    [
      started,
      '14:03:12 Vigie calls Alice on 201 (planned shift)',
      '14:03:12 Vigie appelle Alice sur 201 (créneau planifié)',
    ],
    [
      { ...started, trunk: 'ovh' },
      '14:03:12 Vigie calls Alice on 201 through trunk ovh (planned shift)',
      '14:03:12 Vigie appelle Alice sur 201 par le trunk ovh (créneau planifié)',
    ],
    [
      { kind: 'attempt-ringing', at, attempt: 1 },
      '14:03:12 Alice rings on 201',
      '14:03:12 ça sonne chez Alice sur 201',
    ],
    [
      { kind: 'attempt-accepted', at, attempt: 1, by: 'key' },
      '14:03:12 Alice takes the call by pressing 1',
      '14:03:12 Alice prend l’appel avec la touche 1',
    ],
    [
      { kind: 'attempt-accepted', at, attempt: 1, by: 'answer' },
      '14:03:12 Alice takes the call',
      '14:03:12 Alice prend l’appel',
    ],
    [
      { kind: 'attempt-ended', at, attempt: 1, outcome: 'no-answer', why: null },
      '14:03:12 Alice does not answer on 201',
      '14:03:12 Alice ne répond pas sur 201',
    ],
    [
      {
        kind: 'attempt-ended',
        at,
        attempt: 1,
        outcome: 'busy',
        why: { code: 'network', q850: 17, sip: 486, said: 'User busy' },
      },
      '14:03:12 Alice is busy on 201 (User busy) [Q.850 17, SIP 486]',
      '14:03:12 Alice est en ligne sur 201 (occupé) [Q.850 17, SIP 486]',
    ],
    [
      { kind: 'step-started', at, round: 1, step: 0, names: [] },
      '14:03:12 round 2, step 1: nobody to ring',
      '14:03:12 tour 2, étape 1 : personne à appeler',
    ],
    [
      { kind: 'branch-applied', at, branch: 'Noël', ringsNobody: true },
      '14:03:12 the hotline is in “Noël”: nobody is called',
      '14:03:12 la ligne est en « Noël » : personne n’est appelé',
    ],
    [
      { kind: 'branch-applied', at, branch: 'Bureau', ringsNobody: false },
      '14:03:12 the hotline is in “Bureau”',
      '14:03:12 la ligne est en « Bureau »',
    ],
    [
      { kind: 'voicemail-kept', at, recording: 'r', seconds: 12 },
      '14:03:12 a message of 12 s is kept',
      '14:03:12 un message de 12 s est gardé',
    ],
    [
      { kind: 'fallback-entered', at, why: 'dead-man' },
      '14:03:12 the dialplan takes the call: Vigie did nothing for the call for too long',
      '14:03:12 le plan de numérotation prend l’appel : Vigie n’a rien fait de l’appel pendant trop longtemps',
    ],
    [
      { kind: 'fallback-answered', at, target: '+33612345678' },
      '14:03:12 +33612345678 answers, dialled by the dialplan',
      '14:03:12 +33612345678 décroche, appelé par le plan de numérotation',
    ],
    [
      { kind: 'call-ended', at: at - 12_000, outcome: 'voicemail' },
      '14:03:00 the call ends: the caller left a message',
      '14:03:00 fin de l’appel : l’appelant a laissé un message',
    ],
  ])('%j', (callEvent, english, french) => {
    expect(told(callEvent, 'en')).toBe(english);
    expect(plainSpaces(told(callEvent, 'fr'))).toBe(french);
  });

  test('every outcome has its own words, in every language', () => {
    for (const language of LANGUAGES) {
      const ends = ATTEMPT_OUTCOMES.map((outcome) =>
        told({ kind: 'attempt-ended', at, attempt: 1, outcome, why: null }, language),
      );
      const outcomes = OUTCOMES.map((outcome) => told({ kind: 'call-ended', at, outcome }, language));
      expect(new Set([...ends, ...outcomes]).size).toBe(ATTEMPT_OUTCOMES.length + OUTCOMES.length);
    }
  });

  test('an attempt whose start was not told is still told, by its number', () => {
    expect(createNarrator('UTC')({ kind: 'attempt-ringing', at, attempt: 7 })).toBe('12:03:12 #7 rings on ?');
  });
});
