import type { Instant } from '../../runtime/instant.ts';
import type { CallEvent } from './call-event.ts';
import type { CallState, Leg } from './call-state.ts';
import type { Command } from './command.ts';

/** One application of `advance`: a private copy of the state, and what comes of it. */
export interface Transition {
  readonly state: CallState;
  readonly now: Instant;
  readonly commands: Command[];
  readonly happened: CallEvent[];
}

type WithoutAt<T> = T extends unknown ? Omit<T, 'at'> : never;

/** The facts are never changed in place, and are shared; all else is copied. */
export function openTransition(state: CallState, now: Instant): Transition {
  const { facts, ...changing } = state;
  return { state: { facts, ...copyOf(changing) }, now, commands: [], happened: [] };
}

/** Of plain data, as a state is: it is kept as JSON. A tenth of what `structuredClone` costs, which knows everything. */
function copyOf<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copyOf) as T;
  const copy: Record<string, unknown> = {};
  for (const [name, part] of Object.entries(value)) copy[name] = copyOf(part);
  return copy as T;
}

export function command(transition: Transition, wanted: Command): void {
  transition.commands.push(wanted);
}

export function happen(transition: Transition, what: WithoutAt<CallEvent>): void {
  transition.happened.push({ ...what, at: transition.now } as CallEvent);
}

/** Names of playbacks are ours: `<call>-p<n>`. */
export function nextPlay(transition: Transition): string {
  transition.state.playsMade += 1;
  return `${transition.state.facts.callId}-p${transition.state.playsMade}`;
}

export function legOf(transition: Transition, attempt: number): Leg | undefined {
  return transition.state.legs.find((leg) => leg.attempt === attempt);
}

/** Joins the caller and a leg, in a bridge of their own: one just destroyed cannot be made again at once. */
export function join(transition: Transition, attempt: number): void {
  transition.state.bridgesMade += 1;
  transition.state.bridge = transition.state.bridgesMade;
  command(transition, { type: 'connect', attempt, bridge: transition.state.bridge });
}

/** Takes the caller and the responder of this attempt apart; both stay on the line and are spoken to. */
export function part(transition: Transition, attempt: number): void {
  endBridge(transition, attempt);
}

/** Takes down the bridge, if there is one. */
export function endBridge(transition: Transition, staying: number | null = null): void {
  if (transition.state.bridge === null) return;
  command(transition, { type: 'disconnect', bridge: transition.state.bridge, staying });
  transition.state.bridge = null;
}
