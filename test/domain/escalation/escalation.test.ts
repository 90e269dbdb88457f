import { describe, expect, it } from 'vitest';
import { advance } from '../../../src/domain/escalation/advance.ts';
import { type Extension, storedPhoneNumber } from '../../../src/domain/phone-number.ts';
import { facts, hotline, PlayedCall, person, policy, START, step } from './call-fixture.ts';

const [alice, bob, carol] = [person('alice'), person('bob'), person('carol')];

describe('climbing the chain', () => {
  it('connects the caller to the first who presses 1', () => {
    const call = new PlayedCall(facts(), [[alice], [bob]]).answers(1).presses(1, '1');
    expect(call.commandsOf('connect')).toEqual([{ type: 'connect', attempt: 1, bridge: 1 }]);
    expect(call.dialled).toEqual(['alice']);
    expect(call.ends(1).state.outcome).toBe('accepted');
  });

  it('does not connect anybody who only answers', () => {
    const call = new PlayedCall(facts(), [[alice], [bob]]).answers(1).after(60);
    expect(call.commandsOf('connect')).toEqual([]);
    expect(call.attemptOutcomes[0]).toBe('1 not-accepted');
  });

  it('says that no key could be heard, where that is known', () => {
    const call = new PlayedCall(facts(), [[alice], [bob]]).answers(1).after(19.5);
    expect(call.commandsOf('ask-keys')).toEqual([{ type: 'ask-keys', attempt: 1 }]);
    call.give({ type: 'keys-told', attempt: 1, unheard: 'no-sound' }).after(1);
    expect(call.happened.find(({ kind }) => kind === 'attempt-ended')).toMatchObject({
      outcome: 'not-accepted',
      why: { code: 'keys-unheard', why: 'no-sound' },
    });
  });

  it.each(['busy', 'declined', 'unreachable', 'no-answer'] as const)(
    'goes on at once when a phone says %s',
    (cause) => {
      const call = new PlayedCall(facts(), [[alice], [bob]]).rings(1).ends(1, cause);
      expect(call.dialled).toEqual(['alice', 'bob']);
      expect(call.now).toBe(call.state.facts.startedAt);
      expect(call.attemptOutcomes).toEqual([`1 ${cause}`]);
    },
  );

  it('blames nobody for a phone that never rang, whoever ends the try', () => {
    const ended = (call: PlayedCall) => call.happened.find(({ kind }) => kind === 'attempt-ended');
    const byAsterisk = new PlayedCall(facts(), [[alice], [bob]]).ends(1, 'no-answer');
    const byUs = new PlayedCall(facts(), [[alice], [bob]]).after(30);
    for (const call of [byAsterisk, byUs])
      expect(ended(call)).toMatchObject({ outcome: 'unreachable', why: { code: 'never-rang' } });
  });

  it('goes on at once when a responder presses 2', () => {
    const call = new PlayedCall(facts(), [[alice], [bob]]).answers(1).presses(1, '2');
    expect(call.dialled).toEqual(['alice', 'bob']);
    expect(call.attemptOutcomes).toEqual(['1 declined']);
    expect(call.commandsOf('hang-up-leg')).toEqual([{ type: 'hang-up-leg', attempt: 1, reason: 'normal' }]);
  });

  it('ignores keys that mean nothing', () => {
    const call = new PlayedCall(facts(), [[alice]]).answers(1).presses(1, '5').presses(1, '#');
    expect(call.commandsOf('connect')).toEqual([]);
    expect(call.presses(1, '1').commandsOf('connect')).toHaveLength(1);
  });

  it('rings a person on each contact method in order before the next person', () => {
    const twoPhones = person('alice', {
      contactMethods: ['201', '301'].map((extension) => ({
        target: { kind: 'extension', extension: extension as Extension },
        mustAccept: true,
      })),
    });
    const call = new PlayedCall(facts(), [[twoPhones, bob]]).ends(1, 'busy').ends(2, 'no-answer');
    expect(call.dialled).toEqual(['alice', 'alice', 'bob']);
  });

  it('stops a phone that rings past its time, even when Asterisk does not', () => {
    const call = new PlayedCall(facts(), [[alice], [bob]]).rings(1).after(22);
    expect(call.dialled).toEqual(['alice', 'bob']);
    expect(call.attemptOutcomes).toEqual(['1 no-answer']);
  });

  it('tries the whole chain again in the second round, asking anew who is on duty', () => {
    const call = new PlayedCall(facts({ policy: policy({ rounds: 2 }) }), [[alice], [bob]]);
    call.ends(1, 'no-answer');
    call.onDuty[0] = [carol];
    call.ends(2, 'no-answer');
    expect(call.dialled).toEqual(['alice', 'bob', 'carol']);
  });

  it('says that it tries the next person, between steps', () => {
    const call = new PlayedCall(facts(), [[alice], [bob]]).ends(1, 'busy');
    expect(call.commandsOf('play-to-caller').map(({ words }) => words)).toEqual(['trying-next']);
    expect(call.heard().state.hearing.kind).toBe('hold');
  });

  it('stops ringing at the overall limit, but lets someone who listens press the key', () => {
    const short = policy({
      overallLimitSeconds: 30,
      steps: [step({ strategy: 'all-at-once', ringSeconds: 60 })],
    });
    const call = new PlayedCall(facts({ policy: short }), [[alice, bob]]).after(25).answers(1).after(10);
    expect(call.attemptOutcomes).toEqual(['2 out-of-time']);
    expect(call.presses(1, '1').commandsOf('connect')).toEqual([{ type: 'connect', attempt: 1, bridge: 1 }]);
  });

  it('goes to voicemail at the overall limit when nobody listens', () => {
    const short = policy({ overallLimitSeconds: 30, steps: [step({ ringSeconds: 60 })] });
    const call = new PlayedCall(facts({ policy: short }), [[alice]]).after(31);
    expect(call.state.phase.name).toBe('voicemail-intro');
  });

  it('answers an unanswered caller before the carrier gives the call up', () => {
    const quiet = facts({
      hotline: hotline({ answer: 'when-accepted' }),
      policy: policy({ steps: [step({ ringSeconds: 300 })] }),
    });
    const call = new PlayedCall(quiet, [[alice]]);
    expect(call.after(119).commandsOf('answer-caller')).toEqual([]);
    expect(call.after(2).commandsOf('answer-caller')).toHaveLength(1);
  });
});

describe('strategies', () => {
  it('rings everybody at once, and the first acceptance wins', () => {
    const all = facts({ policy: policy({ steps: [step({ strategy: 'all-at-once' })] }) });
    const call = new PlayedCall(all, [[alice, bob, carol]]);
    expect(call.dialled).toEqual(['alice', 'bob', 'carol']);
    call.answers(1).answers(2).presses(2, '1');
    expect(call.attemptOutcomes.sort()).toEqual(['1 taken', '3 taken']);
    expect(call.commandsOf('inform-leg').map(({ attempt, words }) => [attempt, words])).toEqual([
      [1, 'taken'],
    ]);
    expect(call.commandsOf('hang-up-leg')).toEqual([
      { type: 'hang-up-leg', attempt: 3, reason: 'answered-elsewhere' },
    ]);
  });

  it('tells a phone whose answer crossed with the acceptance that the call is taken', () => {
    const all = facts({ policy: policy({ steps: [step({ strategy: 'all-at-once' })] }) });
    const call = new PlayedCall(all, [[alice, bob]]).answers(1).presses(1, '1').answers(2);
    expect(call.commandsOf('inform-leg').map(({ attempt, words }) => [attempt, words])).toEqual([
      [2, 'taken'],
    ]);
    expect(call.commandsOf('connect')).toHaveLength(1);
  });

  it('rings first who has been without a call for longest', () => {
    const idle = facts({ policy: policy({ steps: [step({ strategy: 'longest-idle' })] }) });
    const people = [
      person('late', { lastAcceptedAt: 300 }),
      person('early', { lastAcceptedAt: 100 }),
      person('never'),
    ];
    const call = new PlayedCall(idle, [people]).ends(1, 'busy').ends(2, 'busy').ends(3, 'busy');
    expect(call.dialled).toEqual(['never', 'early', 'late']);
  });

  it('rings those with the skill first, then the others', () => {
    const skilled = facts({ policy: policy({ steps: [step({ strategy: 'all-at-once', skill: 'gas' })] }) });
    const people = [alice, person('gasfitter', { skills: ['gas'] }), bob];
    const call = new PlayedCall(skilled, [people]);
    expect(call.dialled).toEqual(['gasfitter']);
    expect(call.ends(1, 'no-answer').dialled).toEqual(['gasfitter', 'alice', 'bob']);
  });

  it.each([
    ['extension', { kind: 'extension', extension: '201' as Extension }],
    ['phone', { kind: 'phone', number: storedPhoneNumber('+33612345678') }],
  ] as const)('connects an exempt %s on answer', (_, target) => {
    const taskPages = person('desk', { contactMethods: [{ target, mustAccept: false }] });
    const call = new PlayedCall(facts(), [[taskPages]]).answers(1);
    expect(call.commandsOf('connect')).toHaveLength(1);
    expect(call.commandsOf('prompt-leg')).toEqual([]);
  });

  it('rings a person named twice in a step only once', () => {
    expect(new PlayedCall(facts(), [[alice, alice], []]).ends(1, 'busy').dialled).toEqual(['alice']);
  });
});

describe('everyone busy', () => {
  it('keeps the caller waiting, says so, and rings again when someone is free', () => {
    const call = new PlayedCall(facts(), [[alice], []]).ends(1, 'engaged');
    expect(call.saw('everyone-busy')).toBe(true);
    expect(call.state.phase.name).toBe('hunting');
    call.give({ type: 'person-freed' });
    expect(call.dialled).toEqual(['alice', 'alice']);
    expect(call.answers(2).presses(2, '1').commandsOf('connect')).toHaveLength(1);
  });

  it('is nothing to a call that rings somebody: its state stays the very same', () => {
    const { state } = new PlayedCall(facts(), [[alice], []]).rings(1);
    const told = advance(state, { type: 'person-freed' }, START + 1);
    expect(told.state).toBe(state);
    expect(told.commands).toEqual([]);
  });

  it('does not wait for the busy when someone else is free', () => {
    const call = new PlayedCall(facts(), [[alice], [bob]]).ends(1, 'engaged');
    expect(call.dialled).toEqual(['alice', 'bob']);
    call.rings(2).ends(2, 'no-answer');
    expect(call.state.phase.name).toBe('voicemail-intro');
  });

  it('stops waiting at the overall limit', () => {
    const call = new PlayedCall(facts({ policy: policy({ overallLimitSeconds: 50 }) }), [[alice], []]).ends(
      1,
      'engaged',
    );
    const keepBusy = () => {
      for (const leg of [...call.state.legs]) call.ends(leg.attempt, 'engaged');
    };
    for (let second = 0; second < 55; second++) {
      call.after(1);
      keepBusy();
    }
    expect(call.state.phase.name).toBe('voicemail-intro');
  });

  it('goes to voicemail at once in a gap', () => {
    expect(new PlayedCall(facts(), [[], []]).state.phase.name).toBe('voicemail-intro');
  });
});

describe('what the caller hears meanwhile', () => {
  const sounds = (call: PlayedCall) => call.commandsOf('start-hold').map(({ sound }) => sound.kind);

  it('is ringing or music, as the hotline says', () => {
    expect(sounds(new PlayedCall(facts(), [[alice]]))).toEqual(['ringback']);
    const music = facts({ hotline: hotline({ hold: { kind: 'music', musicClass: 'jazz' } }) });
    expect(sounds(new PlayedCall(music, [[alice]]))).toEqual(['music']);
  });

  it('is ringing until the call is answered, whatever the hotline says', () => {
    const quiet = hotline({ answer: 'when-accepted', hold: { kind: 'music', musicClass: 'jazz' } });
    expect(sounds(new PlayedCall(facts({ hotline: quiet }), [[alice]]))).toEqual(['ringback']);
  });

  it('is music while everyone is busy, and ringing again once a phone rings', () => {
    const call = new PlayedCall(facts(), [[alice], []]).ends(1, 'engaged');
    expect(call.heard().state.hearing).toMatchObject({ kind: 'hold', sound: { kind: 'music' } });
    call.give({ type: 'person-freed' }).rings(2);
    expect(call.state.hearing).toMatchObject({ kind: 'hold', sound: { kind: 'ringback' } });
  });
});
