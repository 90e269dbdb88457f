import type { Instant } from '../../runtime/instant.ts';
import type { CallState, Leg } from './call-state.ts';
import type { Command } from './command.ts';
import type { Happening } from './happening.ts';

/** One application of `advance`: a private copy of the state, and what comes of it. */
export interface Turn {
  readonly state: CallState;
  readonly now: Instant;
  readonly commands: Command[];
  readonly happened: Happening[];
}

type WithoutAt<T> = T extends unknown ? Omit<T, 'at'> : never;

/** The facts never change within a call and are shared; all else is copied. */
export function openTurn(state: CallState, now: Instant): Turn {
  const { facts, ...changing } = state;
  return { state: { facts, ...structuredClone(changing) }, now, commands: [], happened: [] };
}

export function command(turn: Turn, wanted: Command): void {
  turn.commands.push(wanted);
}

export function happen(turn: Turn, what: WithoutAt<Happening>): void {
  turn.happened.push({ ...what, at: turn.now } as Happening);
}

/** Names of playbacks are ours: `<call>-p<n>`. */
export function nextPlay(turn: Turn): string {
  turn.state.playsMade += 1;
  return `${turn.state.facts.callId}-p${turn.state.playsMade}`;
}

export function legOf(turn: Turn, attempt: number): Leg | undefined {
  return turn.state.legs.find((leg) => leg.attempt === attempt);
}

/** Joins the caller and a leg, in a bridge of their own: one just destroyed cannot be made again at once. */
export function join(turn: Turn, attempt: number): void {
  turn.state.bridgesMade += 1;
  turn.state.bridge = turn.state.bridgesMade;
  command(turn, { type: 'connect', attempt, bridge: turn.state.bridge });
}

/** Takes the caller and the responder of this attempt apart; both stay on the line and are spoken to. */
export function part(turn: Turn, attempt: number): void {
  endBridge(turn, attempt);
}

/** Takes down the bridge, if there is one. */
export function endBridge(turn: Turn, staying: number | null = null): void {
  if (turn.state.bridge === null) return;
  command(turn, { type: 'disconnect', bridge: turn.state.bridge, staying });
  turn.state.bridge = null;
}
