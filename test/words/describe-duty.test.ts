import { describe, expect, test } from 'vitest';
import { dutyReason } from '../../src/domain/schedule/duty-reason.ts';
import type { OnCallReason } from '../../src/domain/schedule/schedule.ts';
import { ringReasonInWords } from '../../src/words/reason-words.ts';
import { plainSpaces } from './plain-spaces.ts';

const NAMES: Readonly<Record<string, string>> = { alice: 'Alice Martin', bob: 'Bob Durand' };
const told = (reason: OnCallReason, language: 'en' | 'fr', until: number | null = null) =>
  ringReasonInWords(
    dutyReason({ reason, until }, 'Europe/Paris', (id) => NAMES[id] ?? id),
    language,
  );

describe('why somebody is on duty', () => {
  const turn = { kind: 'rotation', rotationId: 'r', rotationName: 'Nights' } as const;
  test.each<[OnCallReason, string, string]>([
    [{ kind: 'planned-shift' }, 'planned shift', 'créneau planifié'],
    [{ ...turn, coversId: null }, 'turn in Nights', 'roulement « Nights »'],
    [
      { ...turn, coversId: 'bob' },
      'covers for Bob Durand, who is absent, in Nights',
      'couvre l’absence de Bob Durand, roulement « Nights »',
    ],
    [
      { kind: 'override', action: 'takes-over', replacesId: 'alice', madeBy: 'Claire' },
      'replaces Alice Martin, override by Claire',
      'remplace Alice Martin, décision de Claire',
    ],
    [
      { kind: 'override', action: 'takes-over', replacesId: null, madeBy: null },
      'replaces everyone, override',
      'remplace tout le monde',
    ],
    [
      { kind: 'override', action: 'adds', replacesId: null, madeBy: 'Claire' },
      'added, override by Claire',
      'en renfort, décision de Claire',
    ],
  ])('%j', (reason, english, french) => {
    expect(told(reason, 'en')).toBe(english);
    expect(plainSpaces(told(reason, 'fr'))).toBe(french);
  });

  test('and until when, on the clocks of the schedule', () => {
    const until = Date.parse('2026-11-25T22:00:00Z');
    expect(told({ kind: 'planned-shift' }, 'en', until)).toBe(
      'planned shift, until 25 November 2026 at 23:00',
    );
    expect(plainSpaces(told({ kind: 'planned-shift' }, 'fr', until))).toBe(
      'créneau planifié, jusqu’au 25 novembre 2026 à 23 h',
    );
  });
});
