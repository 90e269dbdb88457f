import { describe, expect, it } from 'vitest';
import type { Heard } from '../../../src/domain/escalation/ear.ts';
import { facts, PlayedCall, person } from './call-fixture.ts';

const MINUTE = 60;

/** Alice and the caller talk; whenever it is asked, this has come of the two. */
function talk(sides: (look: number) => readonly [Heard, Heard], minutes: number, silentSeconds = 120) {
  const call = new PlayedCall(facts({ silentSeconds }), [[person('alice')]]).answers(1).presses(1, '1');
  for (let look = 1; look <= minutes * 2 && call.state.phase.name === 'talking'; look += 1) {
    call.after(MINUTE / 2);
    if (call.commandsOf('listen').length < look) break;
    const [caller, responder] = sides(look);
    call.give({ type: 'talk-heard', attempt: 1, caller, responder });
  }
  return call;
}

const heard = (packets: number, held = false): Heard => ({ packets, held });

describe('a conversation is listened to', () => {
  it('and is ended, with a trace, when neither side has sent anything for two minutes', () => {
    const call = talk(() => [heard(900), heard(800)], 10);
    expect(call.state.outcome).toBe('accepted');
    expect(call.happened.filter(({ kind }) => kind === 'trouble')).toMatchObject([
      { trouble: { code: 'both-vanished', seconds: 120 } },
    ]);
    expect(call.commandsOf('hang-up-caller')).toHaveLength(1);
    expect(call.commandsOf('hang-up-leg')).toHaveLength(1);
  });

  it.each<[string, (look: number) => readonly [Heard, Heard]]>([
    ['one side sends', (look) => [heard(look), heard(5)]],
    ['the other side sends', (look) => [heard(5), heard(look)]],
    ['nobody knows what one side sends', () => [heard(5), null]],
    ['one side holds the call', () => [heard(5), heard(5, true)]],
  ])('and goes on while %s', (_name, sides) => {
    expect(talk(sides, 20).state.phase.name).toBe('talking');
  });

  it('and is ended when it was held for half an hour and nothing came of anybody', () => {
    expect(talk(() => [heard(5), heard(5, true)], 40).state.outcome).toBe('accepted');
  });

  it('never, when that is not wished', () => {
    expect(talk(() => [heard(5), heard(5)], 10, 0).commandsOf('listen')).toHaveLength(0);
  });
});

describe('a call that somebody ends from its page', () => {
  it('is over for both, and says who ended it', () => {
    const call = new PlayedCall(facts(), [[person('alice')]]).answers(1).presses(1, '1');
    call.give({ type: 'ended-by-hand', by: 'Ada' });
    expect(call.state.outcome).toBe('accepted');
    expect(call.happened).toContainEqual(expect.objectContaining({ kind: 'ended-by-hand', by: 'Ada' }));
  });

  it('counts as left by its caller when nobody had taken it: it still waits for a human', () => {
    const call = new PlayedCall(facts(), [[person('alice')]]).rings(1);
    call.give({ type: 'ended-by-hand', by: 'Ada' });
    expect(call.state.outcome).toBe('caller-hung-up');
  });
});
