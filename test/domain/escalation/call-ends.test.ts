import { describe, expect, it } from 'vitest';
import { isOver } from '../../../src/domain/escalation/advance.ts';
import type { DialTarget, Extension } from '../../../src/domain/phone-number.ts';
import { facts, hotline, PlayedCall, person, policy, step } from './call-fixture.ts';

const [alice, bob, carol] = [person('alice'), person('bob'), person('carol')];
const extension = (name: string): DialTarget => ({ kind: 'extension', extension: name as Extension });

describe('the caller leaves', () => {
  it('during the greeting: nobody is called', () => {
    const call = new PlayedCall(facts({ hotline: hotline({ greetingSound: 'welcome' }) }), [
      [alice],
    ]).callerLeaves();
    expect(call.dialled).toEqual([]);
    expect(call.state.outcome).toBe('caller-hung-up');
  });

  it('while phones ring: they stop', () => {
    const call = new PlayedCall(facts(), [[alice]]).rings(1).callerLeaves();
    expect(call.commandsOf('hang-up-leg')).toEqual([{ type: 'hang-up-leg', attempt: 1, reason: 'normal' }]);
    expect(call.attemptOutcomes).toEqual(['1 caller-gone']);
    expect(isOver(call.ends(1).state)).toBe(true);
  });

  it('while a responder listens: they are told, then hung up', () => {
    const call = new PlayedCall(facts(), [[alice]]).answers(1).callerLeaves();
    const [told] = call.commandsOf('inform-leg');
    expect(told?.words).toBe('caller-gone');
    expect(call.presses(1, '1').commandsOf('connect')).toEqual([]);
    call.give({ type: 'play-finished', play: told?.play ?? '', played: true });
    expect(call.commandsOf('hang-up-leg')).toHaveLength(1);
  });

  it('during the conversation: the call was accepted, the bridge is taken down', () => {
    const call = new PlayedCall(facts(), [[alice]]).answers(1).presses(1, '1').callerLeaves();
    expect(call.state.outcome).toBe('accepted');
    expect(call.commandsOf('disconnect')).toHaveLength(1);
    expect(call.commandsOf('hang-up-leg')).toHaveLength(1);
  });
});

describe('the greeting', () => {
  it('that cannot be played never stops the call', () => {
    const call = new PlayedCall(facts({ hotline: hotline({ greetingSound: 'missing' }) }), [[alice]]).heard(
      false,
    );
    expect(call.saw('greeting-failed')).toBe(true);
    expect(call.dialled).toEqual(['alice']);
  });

  it('whose end is never told does not hold the caller for ever', () => {
    const call = new PlayedCall(facts({ hotline: hotline({ greetingSound: 'welcome' }) }), [[alice]]).after(
      121,
    );
    expect(call.dialled[0]).toBe('alice');
  });
});

describe('the recorded greeting', () => {
  const words = (call: PlayedCall) => call.commandsOf('play-to-caller').map((command) => command.words);

  it('goes before the sound, which is not heard as well', () => {
    const both = hotline({ greetingSound: 'welcome', recordedGreeting: 'abc' });
    const call = new PlayedCall(facts({ hotline: both }), [[alice]]).heard();
    expect(words(call)).toEqual(['recorded-greeting']);
    expect(call.dialled).toEqual(['alice']);
  });

  it('gives way to the sound when it cannot be played; then the call goes on', () => {
    const both = hotline({ greetingSound: 'welcome', recordedGreeting: 'abc' });
    const call = new PlayedCall(facts({ hotline: both }), [[alice]]).heard(false);
    expect(words(call)).toEqual(['recorded-greeting', 'greeting']);
    expect(call.saw('greeting-failed')).toBe(true);
    expect(call.dialled).toEqual([]);
    expect(call.heard().dialled).toEqual(['alice']);
  });

  it('that cannot be played, without a sound, stops no call', () => {
    const call = new PlayedCall(facts({ hotline: hotline({ recordedGreeting: 'abc' }) }), [[alice]]).heard(
      false,
    );
    expect(call.saw('greeting-failed')).toBe(true);
    expect(call.dialled).toEqual(['alice']);
  });

  it('whose end is never told is followed by no second greeting', () => {
    const both = hotline({ greetingSound: 'welcome', recordedGreeting: 'abc' });
    const call = new PlayedCall(facts({ hotline: both }), [[alice]]).after(121);
    expect(words(call)).toEqual(['recorded-greeting']);
    expect(call.dialled[0]).toBe('alice');
  });
});

describe('the hotline is closed: its branch rings nobody', () => {
  const closed = { branch: 'Christmas', policy: policy({ steps: [] }) };

  it('the caller is asked for a message at once, and the call tells why', () => {
    const call = new PlayedCall(facts(closed), [[alice]]);
    expect(call.happened.map(({ kind }) => kind)).toEqual(['branch-applied', 'voicemail-started']);
    expect(call.happened[0]).toMatchObject({ branch: 'Christmas', ringsNobody: true });
    expect(call.commandsOf('resolve-step')).toEqual([]);
    expect(call.heard().commandsOf('record')).toHaveLength(1);
  });

  it('after the greeting, when there is one', () => {
    const call = new PlayedCall(facts({ ...closed, hotline: hotline({ greetingSound: 'welcome' }) }), []);
    expect(call.saw('voicemail-started')).toBe(false);
    expect(call.heard().saw('voicemail-started')).toBe(true);
  });

  it('the last resort is dialled all the same, and may pass the caller on to nobody', () => {
    const noAnswer = {
      kind: 'last-resort' as const,
      target: extension('999'),
      mustAccept: true,
      ringSeconds: 30,
      voicemail: { maxSeconds: 60, minSeconds: 2 },
    };
    const call = new PlayedCall(facts({ ...closed, hotline: hotline({ noAnswer }) }), []);
    expect(call.dialled).toEqual(['']);
    call.answers(1).presses(1, '1').presses(1, '*').presses(1, '1');
    expect(call.saw('returned')).toBe(true);
    expect(call.after(0).callerLeaves().state.outcome).toBe('accepted');
  });

  it('an announcement is made, and the call ends', () => {
    const call = new PlayedCall(
      facts({ ...closed, hotline: hotline({ noAnswer: { kind: 'announcement' } }) }),
      [],
    );
    expect(call.heard().state.outcome).toBe('announced');
  });

  it('a blocked caller is refused as ever', () => {
    const blocked = { numbers: ['+33612345678'], anonymous: false, treatment: 'busy' as const };
    const call = new PlayedCall(facts({ ...closed, hotline: hotline({ blocked }) }), []);
    expect(call.saw('branch-applied')).toBe(false);
    expect(call.state.outcome).toBe('refused');
  });
});

describe('nobody takes the call', () => {
  it('a message is recorded and kept', () => {
    const call = new PlayedCall(facts(), [[], []]).heard();
    expect(call.commandsOf('record')).toEqual([{ type: 'record', recording: 'c1-message', maxSeconds: 120 }]);
    call.callerLeaves().recorded(9);
    expect(call.state.outcome).toBe('voicemail');
    expect(call.commandsOf('keep-message')).toHaveLength(1);
  });

  it.each(['hears a word, and is then hung up', 'hangs up at the word'])(
    'a caller who ends their message by a key, or talks to its longest, %s: the message is kept',
    (how) => {
      const call = new PlayedCall(facts(), [[], []]).heard();
      call.recorded(9);
      expect(call.commandsOf('keep-message')).toHaveLength(1);
      expect(call.commandsOf('play-to-caller').at(-1)).toMatchObject({ words: 'voicemail-taken' });
      expect(call.commandsOf('hang-up-caller')).toEqual([]);
      if (how.startsWith('hears')) expect(call.heard().commandsOf('hang-up-caller')).toHaveLength(1);
      else call.callerLeaves();
      expect(call.state.outcome).toBe('voicemail');
    },
  );

  it('a message under the minimum is dropped: the caller only hung up', () => {
    const call = new PlayedCall(facts(), [[], []]).heard();
    call.recorded(1).heard();
    expect(call.state.outcome).toBe('caller-hung-up');
    expect(call.commandsOf('drop-message')).toHaveLength(1);
    expect(call.commandsOf('hang-up-caller')).toHaveLength(1);
  });

  it('a recording whose end was never told is fetched all the same', () => {
    const call = new PlayedCall(facts(), [[], []]).heard().callerLeaves().after(6);
    expect(call.commandsOf('keep-message')).toHaveLength(1);
    expect(call.state.outcome).toBe('voicemail');
  });

  it('of a message that cannot be measured, what Asterisk said counts, and otherwise it is kept', () => {
    const heard = (seconds: number | null) =>
      new PlayedCall(facts(), [[], []]).heard().recorded(seconds, { seconds: null, isAudible: null }).heard()
        .state.outcome;
    expect([heard(1), heard(8), heard(null)]).toEqual(['caller-hung-up', 'voicemail', 'voicemail']);
  });

  it('a message that is found empty while the caller hears the last word is none', () => {
    const call = new PlayedCall(facts(), [[], []]).heard().recorded(9, { seconds: null, isAudible: null });
    expect(call.commandsOf('keep-message')).toMatchObject([{ isEmpty: null }]);
    call.give({ type: 'message-empty', recording: 'c1-message', seconds: 9 }).heard();
    expect(call.state.outcome).toBe('empty-message');
    expect(call.happened).toContainEqual(expect.objectContaining({ kind: 'voicemail-empty' }));
  });

  it('silence is no message: it is kept apart, and the caller did not simply hang up', () => {
    const call = new PlayedCall(facts(), [[], []]).heard().callerLeaves();
    call.recorded(9, { seconds: 9.1, isAudible: false });
    expect(call.state.outcome).toBe('empty-message');
    expect(call.commandsOf('keep-message')).toEqual([
      { type: 'keep-message', recording: 'c1-message', seconds: 9.1, isEmpty: true },
    ]);
    expect(call.happened).toContainEqual(
      expect.objectContaining({ kind: 'voicemail-empty', seconds: 9.1, why: 'silence' }),
    );
  });

  it('where not one packet of sound came, nothing could be heard, however short the recording is', () => {
    const call = new PlayedCall(facts(), [[], []]).heard().after(20).callerLeaves();
    call.recorded(0, { seconds: 0.003, isAudible: false });
    expect(call.state.outcome).toBe('empty-message');
    expect(call.happened).toContainEqual(
      expect.objectContaining({ kind: 'voicemail-empty', why: 'nothing-came' }),
    );
  });

  it('two words and a long pause on a line that leaves silence out are a message', () => {
    const call = new PlayedCall(facts(), [[], []]).heard().after(20).callerLeaves();
    call.recorded(1);
    expect(call.state.outcome).toBe('voicemail');
  });

  it('a caller whose message cannot be recorded is handed to the dialplan', () => {
    const call = new PlayedCall(facts(), [[], []]).heard();
    call.give({ type: 'recording-finished', recording: 'c1-message', seconds: null, stored: false });
    expect(call.state.outcome).toBe('fallback');
    expect(call.commandsOf('leave-to-dialplan')).toHaveLength(1);
  });

  it('a hotline that only announces says so and hangs up', () => {
    const call = new PlayedCall(facts({ hotline: hotline({ noAnswer: { kind: 'announcement' } }) }), [
      [],
      [],
    ]).heard();
    expect(call.state.outcome).toBe('announced');
    expect(call.commandsOf('hang-up-caller')).toHaveLength(1);
  });

  it('the last resort is dialled, and voicemail follows when it fails', () => {
    const lastResort = hotline({
      noAnswer: {
        kind: 'last-resort',
        target: extension('999'),
        mustAccept: false,
        ringSeconds: 30,
        voicemail: { maxSeconds: 60, minSeconds: 2 },
      },
    });
    const rings = new PlayedCall(facts({ hotline: lastResort }), [[], []]);
    expect(rings.commandsOf('dial').map(({ who }) => who.target)).toEqual([extension('999')]);
    expect(rings.answers(1).commandsOf('connect')).toHaveLength(1);
    const fails = new PlayedCall(facts({ hotline: lastResort }), [[], []]).ends(1, 'busy');
    expect(fails.state.phase.name).toBe('voicemail-intro');
  });
});

describe('blocked callers', () => {
  const blocked = (treatment: 'busy' | 'reject' | 'announcement') =>
    facts({ hotline: hotline({ blocked: { numbers: ['+336123*'], anonymous: true, treatment } }) });

  it.each([
    ['busy', 'busy'],
    ['reject', 'rejected'],
  ] as const)('get %s at once', (treatment, reason) => {
    const call = new PlayedCall(blocked(treatment), [[alice]]);
    expect(call.commandsOf('hang-up-caller')).toEqual([{ type: 'hang-up-caller', reason }]);
    expect(call.state.outcome).toBe('refused');
    expect(call.dialled).toEqual([]);
  });

  it('hear the refusal where the hotline says so', () => {
    const call = new PlayedCall(blocked('announcement'), [[alice]]);
    expect(call.commandsOf('play-to-caller').map(({ words }) => words)).toEqual(['refusal']);
    expect(call.heard().state.outcome).toBe('refused');
  });

  it('may be those who hide their number', () => {
    const hidden = new PlayedCall({ ...blocked('busy'), caller: { number: null, name: null } }, [[alice]]);
    expect(hidden.state.outcome).toBe('refused');
  });
});

describe('transferring the caller with *1', () => {
  const chain = facts({ policy: policy({ steps: [step(), step(), step()] }) });
  const talkingToAlice = () => new PlayedCall(chain, [[alice], [bob], [carol]]).answers(1).presses(1, '1');

  it('rings the steps after, with music for the caller, and lets the transferrer go when taken', () => {
    const call = talkingToAlice().presses(1, '*').presses(1, '1');
    expect(call.dialled).toEqual(['alice', 'bob']);
    expect(call.commandsOf('disconnect')).toHaveLength(1);
    expect(call.state.hearing.kind).toBe('hold');
    call.answers(2).presses(2, '1');
    expect(call.commandsOf('inform-leg').map(({ words }) => words)).toEqual(['transferring', 'transferred']);
    expect(call.commandsOf('connect').map(({ attempt }) => attempt)).toEqual([1, 2]);
  });

  it('gives the caller back at once when nobody takes it and the transferrer stayed', () => {
    const call = talkingToAlice().presses(1, '*').presses(1, '1').ends(2, 'busy').ends(3, 'no-answer');
    expect(call.saw('returned')).toBe(true);
    expect(call.commandsOf('connect').map(({ attempt }) => attempt)).toEqual([1, 1]);
  });

  it('rings the transferrer again when nobody takes it and the transferrer hung up', () => {
    const call = talkingToAlice().presses(1, '*').presses(1, '1').ends(1).ends(2, 'busy').ends(3, 'busy');
    expect(call.dialled).toEqual(['alice', 'bob', 'carol', 'alice']);
    expect(call.answers(4).presses(4, '1').commandsOf('connect')).toHaveLength(2);
    expect(call.state.phase.name).toBe('talking');
  });

  it('takes voicemail when not even the transferrer takes it back', () => {
    const call = talkingToAlice()
      .presses(1, '*')
      .presses(1, '1')
      .ends(1)
      .ends(2, 'busy')
      .ends(3, 'busy')
      .ends(4, 'no-answer');
    expect(call.state.phase.name).toBe('voicemail-intro');
  });

  it('needs both keys, soon after one another', () => {
    expect(talkingToAlice().presses(1, '1').dialled).toEqual(['alice']);
    expect(talkingToAlice().presses(1, '*').after(10).presses(1, '1').dialled).toEqual(['alice']);
    expect(talkingToAlice().presses(1, '*').presses(1, '7').presses(1, '1').dialled).toEqual(['alice']);
  });

  it('from the last step goes round to the others, never to the transferrer', () => {
    const call = new PlayedCall(chain, [[alice], [bob], [carol]]).ends(1, 'busy').ends(2, 'busy');
    call.answers(3).presses(3, '1').presses(3, '*').presses(3, '1');
    expect(call.dialled).toEqual(['alice', 'bob', 'carol', 'alice']);
    expect(call.ends(4, 'busy').ends(5, 'busy').saw('returned')).toBe(true);
  });
});

describe('the dead-man switch', () => {
  it('is wound again before it fires, as long as the caller waits', () => {
    const call = new PlayedCall(facts({ policy: policy({ steps: [step({ ringSeconds: 300 })] }) }), [
      [alice],
    ]);
    expect(call.after(29).commandsOf('arm-caller')).toEqual([]);
    expect(call.after(2).commandsOf('arm-caller')).toEqual([{ type: 'arm-caller', seconds: 60 }]);
    expect(call.after(60).commandsOf('arm-caller')).toHaveLength(3);
  });

  it('is set to the greatest length of a conversation when one begins, and wound as before when it is passed on', () => {
    const call = new PlayedCall(facts(), [[alice], [bob]]).answers(1).presses(1, '1');
    expect(call.commandsOf('arm-caller').map(({ seconds }) => seconds)).toEqual([4 * 3600]);
    call.after(1).presses(1, '*').presses(1, '1');
    expect(call.commandsOf('arm-caller').map(({ seconds }) => seconds)).toEqual([4 * 3600, 60]);
  });
});

describe('the world does not do as told', () => {
  it('a bridge that fails sends the caller on to the next', () => {
    const call = new PlayedCall(facts(), [[alice], [bob]]).answers(1).presses(1, '1');
    call.give({ type: 'connect-failed', attempt: 1, why: { code: 'no-cause' } });
    expect(call.dialled).toEqual(['alice', 'bob']);
    expect(call.attemptOutcomes).toEqual(['1 unreachable']);
  });

  it('a phone that does not stop is told again, then given up with a trace', () => {
    const call = new PlayedCall(facts(), [[alice]]).rings(1).callerLeaves().after(30);
    expect(call.commandsOf('hang-up-leg').length).toBeGreaterThan(1);
    expect(call.saw('trouble')).toBe(true);
    expect(isOver(call.state)).toBe(true);
  });

  it('a prompt that cannot be heard is not tried again and again, and the key still counts', () => {
    const call = new PlayedCall(facts(), [[alice]]).answers(1);
    const [prompt] = call.commandsOf('prompt-leg');
    call.give({ type: 'play-finished', play: prompt?.play ?? '', played: false });
    expect(call.commandsOf('prompt-leg')).toHaveLength(1);
    expect(call.presses(1, '1').commandsOf('connect')).toHaveLength(1);
  });

  it('the prompt repeats until the accept window ends', () => {
    const call = new PlayedCall(facts(), [[alice], []]).answers(1);
    for (let heard = 1; heard <= 3; heard++) {
      const prompts = call.commandsOf('prompt-leg');
      expect(prompts).toHaveLength(heard);
      call.after(5).give({ type: 'play-finished', play: prompts.at(-1)?.play ?? '', played: true });
    }
    expect(call.after(10).attemptOutcomes).toEqual(['1 not-accepted']);
  });

  it('a service that stops hands waiting callers to the dialplan and leaves talkers alone', () => {
    const waiting = new PlayedCall(facts(), [[alice]]).give({
      type: 'leave-to-fallback',
      why: { code: 'service-stops' },
    });
    expect(waiting.state.outcome).toBe('fallback');
    expect(waiting.commandsOf('hang-up-leg')).toHaveLength(1);
    const talking = new PlayedCall(facts(), [[alice]]).answers(1).presses(1, '1');
    expect(talking.give({ type: 'leave-to-fallback', why: { code: 'service-stops' } }).state.phase.name).toBe(
      'talking',
    );
  });
});
