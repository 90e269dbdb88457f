import { describe, expect, it } from 'vitest';
import type { CallSnapshot } from '../../../src/domain/escalation/reconcile.ts';
import { facts, hotline, PlayedCall, person } from './call-fixture.ts';

const [alice, bob] = [person('alice'), person('bob')];

function snapshot(overrides: Partial<CallSnapshot> = {}): { type: 'reconcile'; snapshot: CallSnapshot } {
  return {
    type: 'reconcile',
    snapshot: {
      callerPresent: true,
      callerTaken: false,
      callerAnswered: true,
      legs: [],
      joined: false,
      saying: false,
      recording: false,
      ...overrides,
    },
  };
}

describe('Vigie was away, and takes the call up again', () => {
  it('the caller has left: the call ends, what rings is stopped', () => {
    const call = new PlayedCall(facts(), [[alice]]).rings(1);
    call.give(snapshot({ callerPresent: false, legs: [{ attempt: 1, answered: false }] }));
    expect(call.state.outcome).toBe('caller-hung-up');
    expect(call.commandsOf('hang-up-leg')).toHaveLength(1);
  });

  it('the dialplan has the caller: the call is its own, and nobody hears that they left', () => {
    const call = new PlayedCall(facts(), [[alice]]).rings(1);
    call.give(snapshot({ callerPresent: false, callerTaken: true, legs: [{ attempt: 1, answered: false }] }));
    expect(call.state.outcome).toBe('fallback');
    expect(call.commandsOf('hang-up-leg')).toHaveLength(1);
  });

  it('a phone rings on: nothing is dialled twice', () => {
    const call = new PlayedCall(facts(), [[alice], [bob]]).rings(1);
    call.give(snapshot({ legs: [{ attempt: 1, answered: false }] }));
    expect(call.dialled).toEqual(['alice']);
    expect(call.answers(1).presses(1, '1').commandsOf('connect')).toHaveLength(1);
  });

  it('a phone was answered meanwhile: it is asked for the key', () => {
    const call = new PlayedCall(facts(), [[alice]]).rings(1);
    call.give(snapshot({ legs: [{ attempt: 1, answered: true }] }));
    expect(call.commandsOf('prompt-leg')).toHaveLength(1);
  });

  it('a responder who listened is asked again, with a whole window', () => {
    const call = new PlayedCall(facts(), [[alice], [bob]]).answers(1).after(19);
    call.give(snapshot({ legs: [{ attempt: 1, answered: true }] })).after(19);
    expect(call.dialled).toEqual(['alice']);
  });

  it('a phone that rang is gone: the next is dialled', () => {
    const call = new PlayedCall(facts(), [[alice], [bob]]).rings(1).give(snapshot());
    expect(call.dialled).toEqual(['alice', 'bob']);
  });

  it('a phone that was perhaps never dialled is tried again before anyone else', () => {
    const call = new PlayedCall(facts(), [[alice], [bob]]).give(snapshot());
    expect(call.dialled).toEqual(['alice', 'alice']);
  });

  it('a conversation under way is left alone', () => {
    const call = new PlayedCall(facts(), [[alice]]).answers(1).presses(1, '1');
    const before = call.commands.length;
    call.give(snapshot({ joined: true, legs: [{ attempt: 1, answered: true }] }));
    expect(call.commands.slice(before).map(({ type }) => type)).toEqual(['arm-caller']);
    expect(call.state.phase.name).toBe('talking');
  });

  it('a caller whose answer was lost on its way is answered now', () => {
    const call = new PlayedCall(facts(), [[alice]]).answers(1).presses(1, '1');
    call.give(snapshot({ callerAnswered: false, joined: true, legs: [{ attempt: 1, answered: true }] }));
    expect(call.commandsOf('answer-caller')).toHaveLength(2);
  });

  it('an acceptance whose bridge was never made is joined now', () => {
    const call = new PlayedCall(facts(), [[alice]]).answers(1).presses(1, '1');
    call.give(snapshot({ joined: false, legs: [{ attempt: 1, answered: true }] }));
    expect(call.commandsOf('connect').map(({ bridge }) => bridge)).toEqual([1, 2]);
  });

  it('a responder who hung up meanwhile ends the call', () => {
    const call = new PlayedCall(facts(), [[alice]]).answers(1).presses(1, '1').give(snapshot());
    expect(call.state.outcome).toBe('accepted');
    expect(call.commandsOf('hang-up-caller')).toHaveLength(1);
  });

  it('a greeting that still plays is heard to its end', () => {
    const greeted = facts({ hotline: hotline({ greetingSound: 'welcome' }) });
    const call = new PlayedCall(greeted, [[alice]]).give(snapshot({ saying: true }));
    expect(call.dialled).toEqual([]);
    expect(call.commandsOf('stop-caller-play')).toEqual([]);
    expect(call.heard().dialled).toEqual(['alice']);
  });

  it('a greeting that was playing is not waited for', () => {
    const call = new PlayedCall(facts({ hotline: hotline({ greetingSound: 'welcome' }) }), [[alice]]).give(
      snapshot(),
    );
    expect(call.dialled).toEqual(['alice']);
  });

  it('a message that was never begun: who still waits goes to the fallback, and is not hung up', () => {
    const call = new PlayedCall(facts(), [[], []]).heard().give(snapshot());
    expect(call.commandsOf('measure-message')).toHaveLength(1);
    call.give({ type: 'recording-missing', recording: 'c1-message' });
    expect(call.state.outcome).toBe('fallback');
    expect(call.commandsOf('leave-to-dialplan')).toHaveLength(1);
    expect(call.commandsOf('hang-up-caller')).toEqual([]);
  });

  it('a message that is still being recorded goes on; one whose end was missed is measured', () => {
    const live = new PlayedCall(facts(), [[], []]).heard().give(snapshot({ recording: true }));
    expect(live.state.phase.name).toBe('recording');
    expect(live.commandsOf('measure-message')).toEqual([]);
    const over = new PlayedCall(facts(), [[], []]).heard().give(snapshot({ callerPresent: false }));
    expect(over.commandsOf('measure-message')).toHaveLength(1);
  });
});
