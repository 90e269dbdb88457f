import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Override } from '../../../src/domain/schedule/schedule.ts';
import {
  isWaiting,
  occupies,
  type Swap,
  type SwapAction,
  type SwapFacts,
  stepSwap,
} from '../../../src/domain/swap/swap.ts';

const SWAP: Swap = {
  id: 1,
  scheduleId: 'primary',
  giverId: 'alice',
  offeredTo: null,
  startAt: 1000,
  endAt: 2000,
  inReturn: null,
  note: null,
  proposedAt: 0,
  state: { kind: 'proposed' },
};
const FACTS: SwapFacts = {
  now: 500,
  madeBy: 'Claire',
  needsApproval: false,
  isGiversDuty: true,
  takerIsAbsent: false,
  takerIsOnDuty: false,
  isTakersDuty: true,
  giverIsAbsent: false,
  giverIsOnDuty: false,
};

/** The states a swap goes through, or the rule at which it stops. */
function story(actions: readonly SwapAction[], swap: Partial<Swap> = {}, facts: Partial<SwapFacts> = {}) {
  let now: Swap = { ...SWAP, ...swap };
  return actions.map((action) => {
    const step = stepSwap(now, action, { ...FACTS, ...facts });
    if (!step.ok) return step.error.map(({ rule }) => rule).join();
    now = { ...now, state: step.value };
    return step.value.kind;
  });
}

const accept = (by: string): SwapAction => ({ kind: 'accept', by });
const undo: SwapAction = { kind: 'undo', by: 'alice' };
const approve: SwapAction = { kind: 'approve', by: 'claire' };
const refuse: SwapAction = { kind: 'refuse', by: 'claire' };
const withdraw = (by: string): SwapAction => ({ kind: 'withdraw', by });
const decline = (by: string): SwapAction => ({ kind: 'decline', by });

const RETURN = { startAt: 3000, endAt: 4000 };
const EXCHANGE: Partial<Swap> = { inReturn: RETURN };
const TAKEN: Override = {
  action: 'takes-over',
  personId: 'bob',
  replacesId: 'alice',
  startAt: 1000,
  endAt: 2000,
  madeBy: 'Claire',
};
const MADE: Partial<Swap> = { state: { kind: 'made', takerId: 'bob', approvedBy: null, override: TAKEN } };

describe('a swap', () => {
  test.each<[string, readonly SwapAction[], Partial<Swap>, Partial<SwapFacts>, string[]]>([
    ['is made when a colleague accepts', [accept('bob')], {}, {}, ['made']],
    [
      'waits for a supervisor where one must agree',
      [accept('bob'), approve],
      {},
      { needsApproval: true },
      ['accepted', 'made'],
    ],
    [
      'is refused by the supervisor',
      [accept('bob'), refuse, approve],
      {},
      { needsApproval: true },
      ['accepted', 'refused', 'awaits-approval'],
    ],
    ['is taken once', [accept('bob'), accept('chloe')], {}, {}, ['made', 'awaits-answer']],
    ['is undone once', [accept('bob'), undo, undo], {}, {}, ['made', 'undone', 'is-done']],
    ['cannot be undone when it was never made', [undo], {}, {}, ['is-done']],
    ['needs no approval where nobody must agree', [approve], {}, {}, ['awaits-approval']],
    [
      'offered to one is for that one',
      [accept('chloe'), decline('chloe'), accept('bob')],
      { offeredTo: 'bob' },
      {},
      ['offered-to-them', 'offered-to-them', 'made'],
    ],
    [
      'is declined by the one it was offered to',
      [decline('bob'), accept('bob')],
      { offeredTo: 'bob' },
      {},
      ['declined', 'awaits-answer'],
    ],
    [
      'offered to all is declined by nobody',
      [decline('bob'), accept('chloe')],
      {},
      {},
      ['offered-to-them', 'made'],
    ],
    ['is not for the giver', [accept('alice')], {}, {}, ['offered-to-another']],
    [
      'is withdrawn by the giver only',
      [withdraw('bob'), withdraw('alice'), accept('bob')],
      {},
      {},
      ['own-proposal', 'withdrawn', 'awaits-answer'],
    ],
    [
      'is withdrawn while it awaits approval',
      [accept('bob'), withdraw('alice')],
      {},
      { needsApproval: true },
      ['accepted', 'withdrawn'],
    ],
    ['cannot be withdrawn once made', [accept('bob'), withdraw('alice')], {}, {}, ['made', 'awaits-answer']],
    ['cannot be accepted when it is over', [accept('bob')], {}, { now: 2000 }, ['not-over']],
    [
      'cannot be accepted when the duty is no longer the giver’s',
      [accept('bob')],
      {},
      { isGiversDuty: false },
      ['own-duty'],
    ],
    ['is not for who is absent', [accept('bob')], {}, { takerIsAbsent: true }, ['is-present']],
    ['is not for who is on duty then', [accept('bob')], {}, { takerIsOnDuty: true }, ['is-free']],
    ['cannot be undone when it is over', [undo], MADE, { now: 2000 }, ['not-over']],
    ['can be undone until it is over', [undo], MADE, { now: 1999 }, ['undone']],
    [
      'in return for a duty, can be undone until that is over',
      [undo],
      { ...MADE, inReturn: RETURN },
      { now: 3999 },
      ['undone'],
    ],
    [
      'in return for a duty to come is made in its own course',
      [accept('bob')],
      EXCHANGE,
      { now: 1500 },
      ['made'],
    ],
    [
      'is not made at the instant the duty in return begins',
      [accept('bob')],
      { ...EXCHANGE, endAt: 5000 },
      { now: 3000 },
      ['return-to-come'],
    ],
    [
      'is made for a duty in return that is the taker’s own only',
      [accept('bob')],
      EXCHANGE,
      { isTakersDuty: false },
      ['own-duty'],
    ],
    [
      'is not made for a duty in return during which the giver is absent',
      [accept('bob')],
      EXCHANGE,
      { giverIsAbsent: true },
      ['is-present'],
    ],
    [
      'is not made for a duty in return during which the giver is on duty',
      [accept('bob')],
      EXCHANGE,
      { giverIsOnDuty: true },
      ['is-free'],
    ],
    [
      'without a duty in return asks nothing about one',
      [accept('bob')],
      {},
      { isTakersDuty: false, giverIsAbsent: true, giverIsOnDuty: true },
      ['made'],
    ],
  ])('%s', (_, actions, swap, facts, states) => {
    expect(story(actions, swap, facts)).toEqual(states);
  });

  test('made in its course, counts from then on', () => {
    expect(stepSwap(SWAP, accept('bob'), { ...FACTS, now: 1500 })).toMatchObject({
      ok: true,
      value: {
        takerId: 'bob',
        override: {
          action: 'takes-over',
          personId: 'bob',
          replacesId: 'alice',
          startAt: 1500,
          endAt: 2000,
          madeBy: 'Claire',
        },
      },
    });
  });

  test('undone gives back what was taken, and the duty in return when there was one', () => {
    const returned: Override = { ...TAKEN, personId: 'alice', replacesId: 'bob', ...RETURN };
    expect(stepSwap({ ...SWAP, ...MADE }, undo, FACTS)).toStrictEqual({
      ok: true,
      value: { kind: 'undone', by: 'alice', override: TAKEN },
    });
    const exchanged: Swap = {
      ...SWAP,
      ...EXCHANGE,
      state: { kind: 'made', takerId: 'bob', approvedBy: null, override: TAKEN, returned },
    };
    expect(stepSwap(exchanged, undo, FACTS)).toStrictEqual({
      ok: true,
      value: { kind: 'undone', by: 'alice', override: TAKEN, returned },
    });
  });

  test.each<[boolean, Swap['state']]>([
    [true, { kind: 'proposed' }],
    [true, { kind: 'accepted', takerId: 'bob' }],
    [false, { kind: 'made', takerId: 'bob', approvedBy: null, override: TAKEN }],
    [false, { kind: 'withdrawn' }],
  ])('waits for somebody: %s while it is %o', (expected, state) => {
    expect(isWaiting({ ...SWAP, state })).toBe(expected);
  });

  test('whatever is done with it, it is made at most once, and what is settled stays settled', () => {
    const action = fc.record({
      kind: fc.constantFrom('accept', 'decline', 'approve', 'refuse', 'withdraw', 'undo'),
      by: fc.constantFrom('alice', 'bob', 'chloe', 'claire'),
    }) as fc.Arbitrary<SwapAction>;
    fc.assert(
      fc.property(
        fc.array(action, { maxLength: 12 }),
        fc.boolean(),
        fc.option(fc.constant('bob'), { nil: null }),
        (actions, needsApproval, offeredTo) => {
          let swap: Swap = { ...SWAP, offeredTo };
          let made = 0;
          for (const next of actions) {
            const step = stepSwap(swap, next, { ...FACTS, needsApproval });
            if (!step.ok) continue;
            expect(occupies(swap)).toBe(true);
            swap = { ...swap, state: step.value };
            if (swap.state.kind !== 'made') continue;
            made += 1;
            expect(swap.state.takerId).not.toBe('alice');
            expect(swap.state.approvedBy !== null).toBe(needsApproval);
          }
          expect(made).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});
