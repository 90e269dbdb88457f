import { type Instant, SECOND } from '../../runtime/instant.ts';
import type { CallEvent } from '../escalation/call-event.ts';
import { fault } from './fault.ts';
import {
  CHAIN_SECONDS,
  findingsOf,
  type TestCall,
  type TestCallCommand,
  type TestCallEvent,
  type TestCallStage,
  type TestCallTransition,
  WAY_IN_SECONDS,
} from './test-call.ts';
import {
  fallbackFault,
  finding,
  greetingHeard,
  measured,
  nobodyTookIt,
  noVoicemail,
  noWayIn,
} from './test-call-findings.ts';

/** "Thank you. Goodbye!" is said meanwhile, and sound has time to come both ways. */
const TALK_SECONDS = 6;
/** Past the shortest message that is kept. */
const SPEAK_SECONDS = 3;
const LOOK_EVERY_SECONDS = 0.5;
const MESSAGE_SECONDS = 60;
/** By then the end of a leg that we hung up has been told, and the message is here. */
const END_SECONDS = 15;

/** One transition of a test call. What it finds is kept as it goes; the first finding of each check counts. */
export function advanceTestCall(state: TestCall, event: TestCallEvent, now: Instant): TestCallTransition {
  if (state.stage === 'over') return stay(state);
  switch (event.type) {
    case 'fallback-looked':
      return stay(
        finding(state, 'fallback', event.problem === null ? [] : [fallbackFault(state, event)], event.seen),
      );
    case 'not-dialled':
      return over(finding(state, 'outbound-route', [fault('call-no-route', state.plan.number, event.why)]));
    case 'cut-off':
      return over(state, [{ type: 'hang-up', leg: state.leg }]);
    case 'ended':
      return event.leg === state.leg ? legEnded(state, event, now) : stay(state);
    case 'answered':
      return answered(state);
    case 'arrived':
      return arrived(state, event, now);
    case 'happened':
      // The call of the first leg may end after the second one was begun.
      if (event.callId !== state.callId) return stay(state);
      return state.leg === 1
        ? happenedInChain(state, event.callEvent, now)
        : happenedInMessage(state, event.callEvent, now);
    case 'time-passed':
      return now >= state.deadlineAt ? deadline(state, now) : stay(state);
    case 'measured':
      return hangUp(measured(state, event.measured), now);
    case 'listening':
      return stay({ ...state, listeningSince: now });
    case 'listened':
      return stay(greetingHeard(state, event.heard));
    case 'recording-looked':
      return lookedAtRecording(state, event.isRecording, now);
    case 'message-read':
      return messageRead(
        finding(state, 'voicemail', event.hasTone ? [] : [noVoicemail(state, 'silence')]),
        now,
      );
  }
}

function answered(state: TestCall): TestCallTransition {
  const next = { ...state, isAnswered: true };
  // Whoever comes in with another caller ID is known by a key that no telephone has.
  if (state.callId === null) return { state: next, commands: [{ type: 'send-key', leg: state.leg }] };
  if (state.stage === 'talking') return { state: next, commands: [{ type: 'thank' }] };
  return state.leg === 2 ? { state: next, commands: [{ type: 'record', leg: 2 }] } : stay(next);
}

function arrived(
  before: TestCall,
  { callId, dialled, caller, asShown, isRight }: Extract<TestCallEvent, { type: 'arrived' }>,
  now: Instant,
): TestCallTransition {
  if (before.stage !== 'out') return stay(before);
  let state = finding(before, 'outbound-route', []);
  if (!isRight) return hangUp(finding(state, 'way-in', [fault('call-wrong-hotline', dialled)]), now);
  state = finding(state, 'way-in', [], dialled);
  state = finding(
    state,
    'caller-id',
    asShown ? [] : [fault('call-caller-id-changed', caller ?? '')],
    caller ?? '',
  );
  const seconds = state.leg === 1 ? CHAIN_SECONDS : MESSAGE_SECONDS;
  const stage: TestCallStage = state.leg === 1 ? 'chain' : 'listening';
  return {
    state: { ...state, callId, stage, deadlineAt: now + seconds * SECOND },
    commands: [
      ...(asShown ? [] : [{ type: 'mark', callId } as const]),
      ...(state.leg === 2 && state.isAnswered ? [{ type: 'record', leg: 2 } as const] : []),
    ],
  };
}

/** What happens to the caller that we are, until somebody takes the call or nobody does. */
function happenedInChain(state: TestCall, event: CallEvent, now: Instant): TestCallTransition {
  if (state.stage !== 'chain') return stay(state);
  switch (event.kind) {
    case 'attempt-started':
      return stay({ ...state, dialled: [...new Set([...state.dialled, event.name])] });
    case 'attempt-ringing':
    case 'attempt-answered':
      return stay({ ...state, phoneRang: true });
    case 'greeting-started':
      return stay({ ...state, greetedAt: event.at });
    case 'greeting-failed':
      return stay(finding(state, 'greeting', [fault('call-no-greeting')]));
    case 'talking-started':
      return {
        state: {
          ...finding(finding(state, 'ringing', [], state.dialled.join(', ')), 'key', []),
          stage: 'talking',
          deadlineAt: now + TALK_SECONDS * SECOND,
          giveUpAt: now + (TALK_SECONDS + END_SECONDS) * SECOND,
        },
        commands: state.isAnswered ? [{ type: 'thank' }] : [],
      };
    case 'nobody-took-it':
    case 'last-resort-started':
    case 'voicemail-started':
    case 'closing-announced':
    case 'refused':
    case 'call-ended':
      return hangUp(nobodyTookIt(state), now);
    default:
      return stay(state);
  }
}

function happenedInMessage(state: TestCall, event: CallEvent, now: Instant): TestCallTransition {
  switch (event.kind) {
    case 'greeting-started':
      return stay({ ...state, greetedAt: event.at });
    case 'voicemail-started':
      if (state.stage !== 'listening') return stay(state);
      return {
        state: {
          ...{ ...state, stage: 'speaking', deadlineAt: now + LOOK_EVERY_SECONDS * SECOND },
          greetedUntil: event.at,
          giveUpAt: now + MESSAGE_SECONDS * SECOND,
        },
        // First the tone, which must be in the message: reading what was heard may take a while.
        commands: [
          { type: 'sound-tone', leg: 2 },
          { type: 'listen', leg: 2 },
        ],
      };
    case 'voicemail-kept':
      return { state, commands: [{ type: 'read-message', recording: event.recording }] };
    case 'voicemail-dropped':
      return stay(finding(state, 'voicemail', [noVoicemail(state, event.reason)]));
    case 'call-ended':
      if (event.outcome === 'voicemail') return stay(state);
      return hangUp(finding(state, 'voicemail', [noVoicemail(state, event.outcome)]), now);
    default:
      return stay(state);
  }
}

function lookedAtRecording(state: TestCall, isRecording: boolean, now: Instant): TestCallTransition {
  if (state.stage !== 'speaking') return stay(state);
  const since = state.recordingSince ?? (isRecording ? now : null);
  const long = SPEAK_SECONDS + (state.plan.messageMinSeconds ?? 0);
  const next = { ...state, recordingSince: since, deadlineAt: now + LOOK_EVERY_SECONDS * SECOND };
  return since !== null && now - since >= long * SECOND ? hangUp(next, now) : stay(next);
}

function deadline(state: TestCall, now: Instant): TestCallTransition {
  switch (state.stage) {
    case 'out':
      return hangUp(noWayIn(state, null), now);
    case 'chain':
      return hangUp(nobodyTookIt(state), now);
    case 'talking':
      if (now >= state.giveUpAt) return hangUp(state, now);
      return {
        state: { ...state, deadlineAt: now + END_SECONDS * SECOND },
        commands: state.callId === null ? [] : [{ type: 'measure', callId: state.callId }],
      };
    case 'listening':
      return hangUp(finding(state, 'voicemail', [noVoicemail(state, null)]), now);
    case 'speaking':
      return lookOrGiveUp(state, now);
    case 'ending':
      return onward(state, now);
    case 'over':
      return stay(state);
  }
}

function lookOrGiveUp(state: TestCall, now: Instant): TestCallTransition {
  if (state.callId === null || now >= state.giveUpAt)
    return hangUp(finding(state, 'voicemail', [noVoicemail(state, null)]), now);
  return {
    state: { ...state, deadlineAt: now + LOOK_EVERY_SECONDS * SECOND },
    commands: [{ type: 'look-at-recording', callId: state.callId }],
  };
}

function legEnded(
  state: TestCall,
  { detail, carried }: Extract<TestCallEvent, { type: 'ended' }>,
  now: Instant,
): TestCallTransition {
  if (state.stage === 'ending') return soon(state, now);
  if (state.stage === 'out') {
    const way = carried || state.isAnswered;
    const next = way
      ? noWayIn(state, detail)
      : finding(state, 'outbound-route', [fault('call-no-route', state.plan.number, detail ?? '')]);
    return onward(next, now);
  }
  if (state.stage === 'chain') return onward(nobodyTookIt(state), now);
  if (state.leg === 2) return soon(state, now);
  return onward(state, now);
}

/** The end of our side was told; the message that it ends is read within moments. */
function soon(state: TestCall, now: Instant): TestCallTransition {
  if (state.leg === 1 || state.found.voicemail) return onward(state, now);
  return stay({ ...state, stage: 'ending', deadlineAt: now + END_SECONDS * SECOND });
}

/** Of the second leg it is the last that is waited for. */
function messageRead(state: TestCall, now: Instant): TestCallTransition {
  return state.stage === 'ending' && state.leg === 2 ? onward(state, now) : stay(state);
}

/** The second leg, where there is anything for it to try; or the end. */
function onward(state: TestCall, now: Instant): TestCallTransition {
  const isIn = state.found['way-in']?.verdict === 'well';
  if (state.leg === 2)
    return over(
      isIn && !state.found.voicemail ? finding(state, 'voicemail', [noVoicemail(state, null)]) : state,
    );
  if (!isIn || state.plan.messageMinSeconds === null) return over(state);
  return {
    state: {
      ...{
        ...state,
        leg: 2,
        stage: 'out',
        isAnswered: false,
        callId: null,
        greetedAt: null,
        listeningSince: null,
      },
      deadlineAt: now + WAY_IN_SECONDS * SECOND,
    },
    commands: [{ type: 'dial', leg: 2 }],
  };
}

function hangUp(state: TestCall, now: Instant): TestCallTransition {
  return {
    state: { ...state, stage: 'ending', deadlineAt: now + END_SECONDS * SECOND },
    commands: [{ type: 'hang-up', leg: state.leg }],
  };
}

function over(state: TestCall, first: readonly TestCallCommand[] = []): TestCallTransition {
  const next: TestCall = { ...state, stage: 'over' };
  return {
    state: next,
    commands: [...first, { type: 'tell', findings: findingsOf(next) }, { type: 'finish' }],
  };
}

function stay(state: TestCall): TestCallTransition {
  return { state, commands: [] };
}
