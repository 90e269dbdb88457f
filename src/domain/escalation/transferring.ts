import type { Caller } from '../hotline.ts';
import type { Leg } from './call-state.ts';
import { startHunt } from './hunting.ts';
import { closeAttempt } from './legs.ts';
import { responderLeft } from './talking.ts';
import { happen, legOf, part, type Transition } from './transition.ts';

/**
 * The responder sent the caller on with their own phone: from now on the leg is whoever they sent them to, and the
 * responder is free. The call is followed to its end.
 */
export function legTransferred(transition: Transition, attempt: number, to: string | null): void {
  const leg = legOf(transition, attempt);
  if (leg?.stage !== 'talking' && leg?.stage !== 'transferred') return;
  happen(transition, { kind: 'transferred', attempt, to });
  if (leg.stage === 'talking') closeAttempt(transition, leg, 'accepted', { code: 'transferred', to });
  leg.stage = 'transferred';
  leg.transferAnswered = false;
}

/** The responder of another call sent their caller on to this hotline, and is out of it: it is the caller's own from here. */
export function callerTransferred(transition: Transition, caller: Caller, by: string | null): void {
  const { facts } = transition.state;
  transition.state.facts = { ...facts, caller };
  happen(transition, { kind: 'caller-transferred', by });
}

export function transferAnswered(transition: Transition, leg: Leg): void {
  if (leg.transferAnswered) return;
  leg.transferAnswered = true;
  happen(transition, { kind: 'transfer-answered', attempt: leg.attempt });
}

/** Nobody answered there: the responder gets the caller back, by a new ring. */
export function transferEnded(transition: Transition, leg: Leg): void {
  const { phase } = transition.state;
  if (leg.transferAnswered) return responderLeft(transition, leg);
  if (phase.name !== 'talking' || phase.attempt !== leg.attempt) return;
  part(transition, leg.attempt);
  startHunt(transition, { purpose: 'returning', lanes: [{ queue: [leg.who], active: null }] });
}
