import { describe, expect, it } from 'vitest';
import { parseAssumptions } from '../../../src/calls/dry-run/assumptions.ts';
import { hotline, policy, step } from '../../domain/escalation/call-fixture.ts';
import { FRANCE } from '../../planning/plan.ts';
import { extension, phone, someone } from './played.ts';

const desk = { kind: 'number', label: 'Desk', target: phone('+33199001299'), mustAccept: true } as const;
const assumable = {
  people: [someone('bob', extension('202'), phone('+33612345678'))],
  hotline: hotline({
    noAnswer: {
      kind: 'last-resort',
      target: phone('+33199001298'),
      mustAccept: false,
      ringSeconds: 20,
      voicemail: { maxSeconds: 60, minSeconds: 2 },
    },
  }),
  policies: [policy({ steps: [step({ targets: [desk] })] })],
  plan: FRANCE,
};

describe('what is assumed', () => {
  it('may be about a person, everyone, or whatever is called, written as people write numbers', () => {
    const texts = [
      'bob=busy',
      'everyone = mailbox',
      '202=accepts:8+3',
      '06 12 34 56 78=declines',
      '+33199001299=engaged',
      '01 99 00 12 98=rejects:2',
    ];
    const parsed = parseAssumptions(texts, assumable);
    expect(parsed).toEqual({
      ok: true,
      value: {
        everyoneElse: { kind: 'mailbox', seconds: 6 },
        byPerson: new Map([['bob', { kind: 'busy' }]]),
        byAddress: new Map([
          ['202', { kind: 'accepts', seconds: 8, keySeconds: 3 }],
          ['+33612345678', { kind: 'declines', seconds: 6, keySeconds: 6 }],
          ['+33199001299', { kind: 'engaged' }],
          ['+33199001298', { kind: 'rejects', seconds: 2 }],
        ]),
      },
    });
  });

  it('is refused with every mistake at once', () => {
    const parsed = parseAssumptions(
      ['bbo=busy', 'bob=sleeps', 'bob', '0612=busy', 'bob=busy:3', 'bob=accepts:'],
      assumable,
    );
    if (parsed.ok) throw new Error('it was taken');
    expect(parsed.error.map((mistake) => mistake.replace(/: expected.*/, ''))).toEqual([
      '"bbo=busy": "bbo" is nobody',
      '"bob=sleeps": "sleeps" is no behaviour',
      '"bob": "" is no behaviour',
      '"0612=busy": "0612" is nobody',
      '"bob=busy:3": "busy:3" is no behaviour',
      '"bob=accepts:": "accepts:" is no behaviour',
    ]);
  });
});
