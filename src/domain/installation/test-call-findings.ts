import { type Finding, fault, found } from './fault.ts';
import type { Measured, TestCall, TestCallEvent } from './test-call.ts';

/** Some for a key, or for comfort noise, are no sound yet: half a second of it has 25. */
const SOUND_PACKETS = 25;

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

export function noWayIn(state: TestCall, detail: string): TestCall {
  return finding(finding(state, 'outbound-route', []), 'way-in', [
    fault('call-no-way-in', state.plan.number, detail),
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
    silent.map(([direction, packets]) => fault('call-one-way', direction, `${packets} packets`)),
  );
}

export function greetingHeard(state: TestCall, heard: boolean | null): TestCall {
  if (!state.greeted || heard === null) return state;
  return finding(state, 'greeting', heard ? [] : [fault('call-no-greeting')]);
}

export function noVoicemail({ plan }: TestCall, detail: string) {
  return fault('call-no-voicemail', plan.number, detail);
}

export function fallbackFault(
  { plan }: TestCall,
  { problem }: Extract<TestCallEvent, { type: 'fallback-looked' }>,
) {
  return fault('call-no-fallback', plan.number, problem ?? '');
}
