import { describe, expect, it } from 'vitest';
import type { OnCallReason } from '../../src/domain/schedule/schedule.ts';
import { describeDuty } from '../../src/planning/describe-duty.ts';

const nameOf = (id: string) => (id === 'bob' ? 'Bob' : id);
const until = Date.parse('2026-11-25T22:00:00Z');

const REASONS: [reason: OnCallReason, english: string, french: string][] = [
  [{ kind: 'planned-shift' }, 'planned shift', 'période planifiée'],
  [
    { kind: 'rotation', rotationId: 'r', rotationName: 'Weeks', coversId: null },
    'turn in Weeks',
    'tour dans Weeks',
  ],
  [
    { kind: 'rotation', rotationId: 'r', rotationName: 'Weeks', coversId: 'bob' },
    'covers for Bob in Weeks',
    'assure le tour de Bob dans Weeks',
  ],
  [
    { kind: 'override', action: 'takes-over', replacesId: 'bob', madeBy: 'Claire' },
    'replaces Bob, override by Claire',
    'remplace Bob, remplacement décidé par Claire',
  ],
  [
    { kind: 'override', action: 'takes-over', replacesId: null, madeBy: null },
    'replaces everyone, override',
    'remplace tout le monde, remplacement',
  ],
  [
    { kind: 'override', action: 'adds', replacesId: null, madeBy: 'Claire' },
    'on duty too, override by Claire',
    'd’astreinte en plus, renfort décidé par Claire',
  ],
];

describe('why someone is on duty', () => {
  it.each(REASONS)('%o', (reason, english, french) => {
    const entry = { personId: 'alice', until, reason };
    expect(describeDuty(entry, 'Europe/Paris', nameOf)).toBe(`${english}, until 2026-11-25 23:00`);
    expect(describeDuty(entry, 'Europe/Paris', nameOf, 'fr')).toBe(`${french}, jusqu’au 2026-11-25 23:00`);
    expect(describeDuty({ ...entry, until: null }, 'Europe/Paris', nameOf)).toBe(english);
  });
});
