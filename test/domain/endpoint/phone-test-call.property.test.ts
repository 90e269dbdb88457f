import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PhoneTest } from '../../../src/domain/endpoint/phone-test.ts';
import {
  advancePhoneTest,
  beginPhoneTest,
  type PhoneTestCommand,
  type PhoneTestEvent,
} from '../../../src/domain/endpoint/phone-test-call.ts';

const TEST: PhoneTest = {
  personId: 'bob',
  target: { kind: 'extension', extension: '202' as never },
  trunk: null,
  by: 'Sam',
  byId: 'sam',
  startedAt: 0,
  ringingAt: null,
  answeredAt: null,
  endedAt: null,
  outcome: null,
  why: null,
};

const events: fc.Arbitrary<PhoneTestEvent | { wait: number }> = fc.oneof(
  fc.record({ type: fc.constantFrom('ringing' as const, 'answered' as const) }),
  fc.record({ type: fc.constant('key' as const), key: fc.constantFrom('1', '2', '#') }),
  fc.record({
    type: fc.constant('ended' as const),
    cause: fc.constantFrom('busy' as const, 'hung-up' as const, 'declined' as const, 'unreachable' as const),
    why: fc.constant({ code: 'network', q850: 17, sip: 486, said: 'User busy' } as const),
  }),
  fc.record({
    type: fc.constant('not-dialled' as const),
    outcome: fc.constant('lost' as const),
    why: fc.constant({ code: 'asterisk-unavailable', said: '' } as const),
  }),
  fc.constant({ type: 'thanked' } as const),
  fc.constant({ type: 'cut-off' } as const),
  fc.record({ wait: fc.integer({ min: 1, max: 30 }) }),
);

function play(happened: readonly (PhoneTestEvent | { wait: number })[]) {
  let now = 0;
  let transition = beginPhoneTest(TEST);
  const done: PhoneTestCommand[] = [...transition.commands];
  for (const event of happened) {
    if ('wait' in event) now += event.wait * 1000;
    transition = advancePhoneTest(transition.state, 'wait' in event ? { type: 'time-passed' } : event, now);
    done.push(...transition.commands);
  }
  return { done, state: transition.state, now };
}

describe('a test of a phone, in whatever order things happen', () => {
  it('tells one outcome, once; it works only when 1 was pressed', () => {
    fc.assert(
      fc.property(fc.array(events, { maxLength: 40 }), (happened) => {
        const { done, state } = play(happened);
        const told = done.flatMap((one) => (one.type === 'tell' ? [one.test] : []));
        expect(told).toHaveLength(state.test.outcome === null ? 0 : 1);
        if (told[0]?.outcome === 'works')
          expect(happened.some((one) => 'key' in one && one.key === '1')).toBe(true);
        expect(state.test.outcome).toBe(told[0]?.outcome ?? null);
      }),
      { numRuns: 1000 },
    );
  });

  it('rings once, ends once, and never goes on for longer than a minute and a quarter', () => {
    fc.assert(
      fc.property(fc.array(events, { maxLength: 40 }), (happened) => {
        const { done } = play([...happened, { wait: 75 }, { wait: 75 }]);
        expect(done.filter(({ type }) => type === 'dial')).toHaveLength(1);
        expect(done.filter(({ type }) => type === 'finish')).toHaveLength(1);
        expect(done.at(-1)).toEqual({ type: 'finish' });
      }),
      { numRuns: 1000 },
    );
  });
});
