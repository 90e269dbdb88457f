import { describe, expect, it } from 'vitest';
import { isOver } from '../../../src/domain/escalation/advance.ts';
import type { DialTarget, Extension } from '../../../src/domain/phone-number.ts';
import { facts, hotline, PlayedCall, person, policy, step } from './call-fixture.ts';

const [alice, bob] = [person('alice'), person('bob')];
const extension = (name: string): DialTarget => ({ kind: 'extension', extension: name as Extension });
const twoPhones = person('alice', {
  contactMethods: ['201', '301'].map((name) => ({ target: extension(name), mustAccept: true })),
});

describe('who says no', () => {
  it('by the key is not dialled on their other phones', () => {
    const call = new PlayedCall(facts(), [[twoPhones], [bob]]).answers(1).presses(1, '2');
    expect(call.dialled).toEqual(['alice', 'bob']);
  });

  it('by a button of one phone may still have another at hand', () => {
    const call = new PlayedCall(facts(), [[twoPhones], [bob]]).ends(1, 'declined');
    expect(call.dialled).toEqual(['alice', 'alice']);
  });
});

describe('everyone who can be reached is on a call', () => {
  it('the caller waits, also when somebody else has no phone', () => {
    const call = new PlayedCall(facts(), [[alice], [bob]]).ends(1, 'engaged').ends(2, 'unreachable');
    expect(call.saw('everyone-busy')).toBe(true);
    expect(call.state.phase.name).toBe('hunting');
  });
});

describe('the last resort', () => {
  it('rings its own time, whatever the limit of the policy', () => {
    const noAnswer = {
      kind: 'last-resort' as const,
      target: extension('999'),
      mustAccept: true,
      ringSeconds: 45,
      voicemail: { maxSeconds: 60, minSeconds: 2 },
    };
    const call = new PlayedCall(
      facts({ hotline: hotline({ noAnswer }), policy: policy({ overallLimitSeconds: 20 }) }),
      [[], []],
    );
    expect(call.after(44).attemptOutcomes).toEqual([]);
    expect(call.answers(1).presses(1, '1').commandsOf('connect')).toHaveLength(1);
  });
});

describe('words whose end is never told', () => {
  it('do not leave the caller in silence while phones ring', () => {
    const long = policy({ steps: [step(), step({ ringSeconds: 100 })] });
    const call = new PlayedCall(facts({ policy: long }), [[alice], [bob]]).ends(1, 'busy');
    expect(call.state.hearing.kind).toBe('words');
    expect(call.after(31).state.hearing.kind).toBe('hold');
  });
});

describe("the caller's side", () => {
  it('is told to end until it has', () => {
    const call = new PlayedCall(facts(), [[alice]]).answers(1).presses(1, '1').ends(1);
    expect(call.commandsOf('hang-up-caller')).toHaveLength(1);
    expect(isOver(call.state)).toBe(false);
    expect(call.after(6).commandsOf('hang-up-caller')).toHaveLength(2);
    expect(isOver(call.callerLeaves().state)).toBe(true);
    expect(call.after(60).commandsOf('hang-up-caller')).toHaveLength(2);
  });

  it('that never ends is given up, with a trace', () => {
    const call = new PlayedCall(facts(), [[alice]]).answers(1).presses(1, '1').ends(1).after(60);
    expect(call.saw('trouble')).toBe(true);
    expect(isOver(call.state)).toBe(true);
  });
});

describe('the service stops', () => {
  const stop = { type: 'leave-to-fallback', why: { code: 'service-stops' } } as const;

  it('while somebody listens to the prompt: they are hung up at once, for nobody will be here to do it later', () => {
    const call = new PlayedCall(facts(), [[alice]]).answers(1).give(stop);
    expect(call.commandsOf('inform-leg')).toEqual([]);
    expect(call.commandsOf('hang-up-leg')).toHaveLength(1);
  });

  it('while somebody hears a farewell of a call that is over: likewise', () => {
    const call = new PlayedCall(facts(), [[alice]]).answers(1).callerLeaves();
    expect(call.commandsOf('hang-up-leg')).toEqual([]);
    expect(call.give(stop).commandsOf('hang-up-leg')).toHaveLength(1);
  });

  it('while somebody who transferred the call waits on the line: likewise', () => {
    const call = new PlayedCall(facts(), [[alice], [bob]])
      .answers(1)
      .presses(1, '1')
      .presses(1, '*')
      .presses(1, '1');
    call.give(stop);
    expect(call.commandsOf('hang-up-leg').map(({ attempt }) => attempt)).toEqual([1, 2]);
    expect(call.state.outcome).toBe('fallback');
  });
});
