import { SECOND } from '../../runtime/instant.ts';
import { type Finding, fault, found } from './fault.ts';
import type { FaultDetail, NoMessage } from './fault-detail.ts';
import type { Measured, TestCall, TestCallEvent } from './test-call.ts';

/** Some for a key, or for comfort noise, are no sound yet: half a second of it has 25. */
const SOUND_PACKETS = 25;
/** Of a greeting: its sound reaches us a little after it began, and may begin softly. */
const ENOUGH_SECONDS = 2;

/** The first finding of each check counts. */
export function finding(
  state: TestCall,
  check: keyof TestCall['found'],
  faults: Finding['faults'],
  seen = '',
): TestCall {
  if (state.found[check]) return state;
  return { ...state, found: { ...state.found, [check]: found(check, faults, seen) } };
}

export function noWayIn(state: TestCall, detail: FaultDetail | null): TestCall {
  return finding(finding(state, 'outbound-route', []), 'way-in', [
    fault('call-no-way-in', state.plan.number, detail ?? ''),
  ]);
}

export function nobodyTookIt(state: TestCall): TestCall {
  const dialled = state.dialled.join(', ');
  if (!state.phoneRang) return finding(state, 'ringing', [fault('call-nobody-rings', dialled)]);
  return finding(finding(state, 'ringing', [], dialled), 'key', [fault('call-no-key', dialled)]);
}

export function measured(state: TestCall, { toCaller, fromCaller, fromResponder }: Measured): TestCall {
  const directions = { 'to-caller': toCaller, 'from-caller': fromCaller, 'from-responder': fromResponder };
  const silent = Object.entries(directions).filter(
    ([, packets]) => packets !== null && packets < SOUND_PACKETS,
  );
  return finding(
    state,
    'sound-both-ways',
    silent.map(([direction, packets]) =>
      fault('call-one-way', direction, {
        code: 'packets',
        packets: packets ?? 0,
      }),
    ),
  );
}

/** Not heard is a fault only where there was enough of it left to hear when our side began to listen. */
export function greetingHeard(state: TestCall, heard: boolean | null): TestCall {
  const { greetedAt, greetedUntil, listeningSince } = state;
  if (greetedAt === null) return state;
  if (heard) return finding(state, 'greeting', []);
  const heardFor = listeningSince === null ? 0 : (greetedUntil ?? 0) - Math.max(greetedAt, listeningSince);
  if (heard === null || heardFor < ENOUGH_SECONDS * SECOND) return notKnown(state, 'greeting');
  return finding(state, 'greeting', [fault('call-no-greeting')]);
}

function notKnown(state: TestCall, check: keyof TestCall['found']): TestCall {
  if (state.found[check]) return state;
  return {
    ...state,
    found: { ...state.found, [check]: { check, verdict: 'unknown', faults: [], seen: '' } },
  };
}

export function noVoicemail({ plan }: TestCall, why: NoMessage | null) {
  return fault('call-no-voicemail', plan.number, why === null ? '' : { code: 'no-message', why });
}

export function fallbackFault(
  { plan }: TestCall,
  { problem }: Extract<TestCallEvent, { type: 'fallback-looked' }>,
) {
  return fault('call-no-fallback', plan.number, problem ?? '');
}
