import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallEvent } from '../../../src/domain/escalation/call-event.ts';
import { advanceTestCall } from '../../../src/domain/installation/advance-test-call.ts';
import {
  beginTestCall,
  findingsOf,
  type TestCall,
  type TestCallCommand,
  type TestCallEvent,
} from '../../../src/domain/installation/test-call.ts';

const PLAN = { number: '+33199001200', shown: '+33199001200', messageMinSeconds: 2 };
const IN: TestCallEvent = {
  ...{ type: 'arrived', callId: 'c1', dialled: '+33199001200', caller: '+33199001200' },
  ...{ asShown: true, isRight: true },
};
const TWO_WAYS = { toCaller: 300, fromCaller: 300, fromResponder: 300 };
const ENDED = { type: 'ended', leg: 1, detail: null, carried: true } as const;

/** Events a second apart, and all that was commanded. */
function played(events: readonly TestCallEvent[], plan: TestCall['plan'] = PLAN) {
  let { state, commands } = beginTestCall(plan, 0);
  const all: TestCallCommand[] = [...commands];
  for (const [at, event] of events.entries()) {
    ({ state, commands } = advanceTestCall(state, event, (at + 1) * 1000));
    all.push(...commands);
  }
  const found = Object.fromEntries(
    findingsOf(state).map(({ check, verdict, faults }) => [check, faults[0]?.code ?? verdict]),
  );
  return { state, commands: all.map(({ type }) => type), found };
}

const happened = (callEvent: Record<string, unknown>, callId = 'c1'): TestCallEvent => ({
  type: 'happened',
  callId,
  callEvent: { at: 0, ...callEvent } as CallEvent,
});
const RUNG = [happened({ kind: 'attempt-started', name: 'Bob' }), happened({ kind: 'attempt-ringing' })];

describe('the test call of the whole chain', () => {
  it('is well on its first leg when somebody takes it and sound comes both ways; then it leaves a message', () => {
    const { found, commands, state } = played([
      IN,
      { type: 'answered' },
      ...RUNG,
      happened({ kind: 'talking-started', attempt: 1 }),
      { type: 'measured', measured: TWO_WAYS },
      ENDED,
    ]);
    expect(found).toMatchObject({ 'outbound-route': 'well', 'way-in': 'well', ringing: 'well', key: 'well' });
    expect(found['sound-both-ways']).toBe('well');
    expect(commands).toEqual(['look-at-fallback', 'dial', 'thank', 'hang-up', 'dial']);
    expect(state.leg).toBe(2);
  });

  it.each([
    [
      'not dialled',
      [{ type: 'not-dialled', why: { code: 'asterisk-refused', said: 'no endpoint' } }],
      { 'outbound-route': 'call-no-route' },
    ],
    ['refused by the trunk', [{ ...ENDED, carried: false }], { 'outbound-route': 'call-no-route' }],
    ['unknown to the carrier', [ENDED], { 'outbound-route': 'well', 'way-in': 'call-no-way-in' }],
    ['answered elsewhere', [{ type: 'answered' }, ENDED], { 'way-in': 'call-no-way-in' }],
    ['another hotline', [{ ...IN, isRight: false }], { 'way-in': 'call-wrong-hotline' }],
    ['another caller ID', [{ ...IN, asShown: false }], { 'caller-id': 'call-caller-id-changed' }],
    ['nobody rings', [IN, happened({ kind: 'nobody-took-it' })], { ringing: 'call-nobody-rings' }],
    [
      'no key',
      [IN, ...RUNG, happened({ kind: 'voicemail-started' })],
      { ringing: 'well', key: 'call-no-key' },
    ],
    ['cut off by the carrier', [IN, ...RUNG, ENDED], { key: 'call-no-key' }],
    [
      'one-way sound',
      [
        ...[IN, happened({ kind: 'talking-started', attempt: 1 })],
        { type: 'measured', measured: { ...TWO_WAYS, fromCaller: 0 } },
      ],
      { 'sound-both-ways': 'call-one-way' },
    ],
    ['no duty list', [{ type: 'fallback-looked', problem: 'x', seen: '' }], { fallback: 'call-no-fallback' }],
  ] as [string, TestCallEvent[], Record<string, string>][])(
    'names what fails: %s',
    (_name, events, expected) => {
      expect(played(events).found).toMatchObject(expected);
    },
  );

  it('does not take the end of the first call for that of the second one', () => {
    const first = [IN, happened({ kind: 'talking-started', attempt: 1 })];
    const { found } = played([
      ...first,
      { type: 'measured', measured: TWO_WAYS },
      ENDED,
      { ...IN, callId: 'c2' } as TestCallEvent,
      happened({ kind: 'call-ended', outcome: 'accepted' }, 'c1'),
    ]);
    expect(found.voicemail).toBe('skipped');
  });

  it('leaves no message at a hotline that takes none', () => {
    const { state } = played([IN, happened({ kind: 'nobody-took-it' }), ENDED], {
      ...PLAN,
      messageMinSeconds: null,
    });
    expect(state.stage).toBe('over');
  });

  it('always ends, whatever happens or does not, and says what it found exactly once', () => {
    const anyEvent = fc.constantFrom<TestCallEvent>(
      IN,
      { ...IN, asShown: false } as TestCallEvent,
      { ...IN, isRight: false } as TestCallEvent,
      { type: 'answered' },
      ENDED,
      { ...ENDED, leg: 2 },
      ...RUNG,
      happened({ kind: 'talking-started', attempt: 1 }),
      happened({ kind: 'voicemail-started' }),
      happened({ kind: 'voicemail-kept', recording: 'r', seconds: 4 }),
      happened({ kind: 'call-ended', outcome: 'voicemail' }),
      happened({ kind: 'call-ended', outcome: 'fallback' }),
      { type: 'recording-looked', isRecording: true },
      { type: 'listened', heard: false },
      { type: 'message-read', hasTone: true },
      { type: 'cut-off' },
    );
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 30 }), (events) => {
        let { state, commands } = beginTestCall(PLAN, 0);
        const all = [...commands];
        let now = 0;
        const give = (event: TestCallEvent) => {
          now += 500;
          ({ state, commands } = advanceTestCall(state, event, now));
          all.push(...commands);
        };
        events.forEach(give);
        for (let seconds = 0; state.stage !== 'over' && seconds < 2000; seconds += 1)
          give({ type: 'time-passed' });
        expect(state.stage).toBe('over');
        expect(all.filter(({ type }) => type === 'tell')).toHaveLength(1);
        expect(all.filter(({ type }) => type === 'dial').length).toBeLessThanOrEqual(2);
      }),
    );
  });

  describe('a greeting that our side did not hear', () => {
    /** The greeting begins at second 3; the hotline asks for a message at `until`. */
    const judged = (listeningAt: number, until: number, heard: boolean | null = false) => {
      const state: TestCall = {
        ...beginTestCall(PLAN, 0).state,
        leg: 2,
        stage: 'listening',
        callId: 'c1',
        greetedAt: 3000,
        greetedUntil: until,
        listeningSince: listeningAt,
      };
      const listened = { type: 'listened', heard } as const;
      return advanceTestCall(state, listened, until).state.found.greeting?.verdict;
    };

    it('is none when there was enough of it to hear', () => {
      expect(judged(2500, 9000)).toBe('faulty');
      expect(judged(6000, 9000)).toBe('faulty');
    });

    it('is not known when it is short, or our side began to listen late, or heard nothing at all', () => {
      expect(judged(2500, 4000)).toBe('unknown');
      expect(judged(8000, 9000)).toBe('unknown');
      expect(judged(2500, 9000, null)).toBe('unknown');
    });

    it('is well when it was heard, however late', () => {
      expect(judged(8000, 9000, true)).toBe('well');
    });
  });
});
