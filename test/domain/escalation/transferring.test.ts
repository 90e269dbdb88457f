import { describe, expect, it } from 'vitest';
import { facts, PlayedCall, person } from './call-fixture.ts';

const alice = person('alice');
const talking = () => new PlayedCall(facts(), [[alice]]).answers(1).presses(1, '1');
const transferred = () => talking().give({ type: 'leg-transferred', attempt: 1, to: '204' });

describe('the responder transfers the caller with their own phone', () => {
  it('their part is over, and says to whom; the call goes on', () => {
    const call = transferred();
    expect(call.happened.at(-1)).toMatchObject({
      kind: 'attempt-ended',
      why: { code: 'transferred', to: '204' },
    });
    expect(call.state.phase.name).toBe('talking');
    expect(call.state.outcome).toBeNull();
  });

  it('whoever answers there hangs up: so is the caller, and the call was taken', () => {
    const call = transferred().answers(1).ends(1);
    expect(call.attemptOutcomes).toEqual(['1 accepted']);
    expect(call.state.outcome).toBe('accepted');
    expect(call.commandsOf('hang-up-caller')).toHaveLength(1);
  });

  it('nobody answers there: the responder is called again', () => {
    const call = transferred().ends(1, 'no-answer');
    expect(call.state.outcome).toBeNull();
    expect(call.dialled).toEqual(['alice', 'alice']);
  });

  it('the caller hangs up: whoever they were sent to is let go', () => {
    const call = transferred().answers(1).callerLeaves();
    expect(call.commandsOf('hang-up-leg')).toHaveLength(1);
    expect(call.attemptOutcomes).toEqual(['1 accepted']);
  });

  it('keys of whoever has it now do nothing: they were not told of any', () => {
    const call = transferred().answers(1).presses(1, '*').presses(1, '1');
    expect(call.saw('transfer-by-key')).toBe(false);
  });

  it('after a new start the bridge shows that they talk', () => {
    const snapshot = {
      ...{
        callerPresent: true,
        callerTaken: false,
        callerAnswered: true,
        legs: [],
        saying: false,
        recording: false,
      },
    };
    const call = transferred().answers(1);
    call.give({ type: 'reconcile', snapshot: { ...snapshot, joined: true } });
    expect(call.state.outcome).toBeNull();
    call.give({ type: 'reconcile', snapshot: { ...snapshot, joined: false } });
    expect(call.state.outcome).toBe('accepted');
  });

  it('to a hotline of ours: that call is the caller’s own from then on', () => {
    const caller = { number: '+33612345678', name: null };
    const call = talking().give({ type: 'caller-transferred', caller, by: 'Bob' });
    expect(call.state.facts.caller).toEqual(caller);
    expect(call.happened.at(-1)).toMatchObject({ kind: 'caller-transferred', by: 'Bob' });
  });
});
