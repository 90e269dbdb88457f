import type { AttemptOutcome, Outcome } from '../../domain/call.ts';
import type { CallEvent } from '../../domain/escalation/call-event.ts';
import { describeTarget } from '../../domain/phone-number.ts';
import type { Instant } from '../../runtime/instant.ts';

export type CallPhase =
  | 'arrived'
  | 'greeting'
  | 'hunting'
  | 'waiting'
  | 'talking'
  | 'last-resort'
  | 'message'
  | 'closing'
  | 'refused'
  | 'ended';

export type TryState = 'dialling' | 'ringing' | 'answered' | 'talking';

/** One try at one contact method, as far as it has come. */
export interface UnfoldedTry {
  readonly attempt: number;
  /** Of whoever picked it up, where that is known. */
  name: string;
  readonly address: string;
  readonly startedAt: Instant;
  state: TryState;
  /** When `state` began. */
  since: Instant;
  outcome: AttemptOutcome | null;
  endedAt: Instant | null;
}

export interface UnfoldedStep {
  readonly round: number;
  readonly step: number;
  readonly startedAt: Instant;
  readonly names: readonly string[];
  readonly tries: UnfoldedTry[];
}

/** A call as its escalation unfolds. */
export interface UnfoldedCall {
  phase: CallPhase;
  /** Who took it last. */
  takenBy: string | null;
  readonly steps: UnfoldedStep[];
  outcome: Outcome | null;
  endedAt: Instant | null;
}

/** Tells a call from what happened in it, in order. */
export function unfold(callEvents: readonly CallEvent[]): UnfoldedCall {
  const call: UnfoldedCall = { phase: 'arrived', takenBy: null, steps: [], outcome: null, endedAt: null };
  for (const callEvent of callEvents) take(call, callEvent);
  return call;
}

function take(call: UnfoldedCall, callEvent: CallEvent): void {
  switch (callEvent.kind) {
    case 'greeting-started':
      call.phase = 'greeting';
      return;
    case 'refused':
      call.phase = 'refused';
      return;
    case 'step-started': {
      const { round, step, names, at } = callEvent;
      call.phase = 'hunting';
      call.steps.push({ round, step, startedAt: at, names, tries: [] });
      return;
    }
    case 'attempt-started':
      return beginTry(call, callEvent);
    case 'attempt-ringing':
      return change(call, callEvent, 'ringing');
    case 'attempt-answered':
      return change(call, callEvent, 'answered');
    case 'picker-known': {
      const tried = find(call, callEvent.attempt);
      if (tried) tried.name = callEvent.name;
      if (tried?.state === 'talking') call.takenBy = callEvent.name;
      return;
    }
    case 'attempt-accepted':
      call.takenBy = find(call, callEvent.attempt)?.name ?? null;
      return;
    case 'talking-started':
      call.phase = 'talking';
      return change(call, callEvent, 'talking');
    case 'attempt-ended': {
      const tried = find(call, callEvent.attempt);
      if (!tried) return;
      tried.outcome = callEvent.outcome;
      tried.endedAt = callEvent.at;
      return;
    }
    case 'transfer-by-key':
      call.phase = 'hunting';
      return;
    case 'everyone-busy':
      call.phase = 'waiting';
      return;
    case 'last-resort-started':
      call.phase = 'last-resort';
      return;
    case 'voicemail-started':
      call.phase = 'message';
      return;
    case 'closing-announced':
      call.phase = 'closing';
      return;
    case 'call-ended':
      call.phase = 'ended';
      call.outcome = callEvent.outcome;
      call.endedAt = callEvent.at;
      return;
    default:
      return;
  }
}

function beginTry(call: UnfoldedCall, started: Extract<CallEvent, { kind: 'attempt-started' }>): void {
  const { round, step, at, attempt, name, target } = started;
  let within = call.steps.findLast((candidate) => candidate.round === round && candidate.step === step);
  if (!within) {
    // Outside the policy's steps: the last resort, someone who is called back.
    within = { round, step, startedAt: at, names: [name], tries: [] };
    call.steps.push(within);
  }
  within.tries.push({
    attempt,
    name,
    address: describeTarget(target),
    startedAt: at,
    state: 'dialling',
    since: at,
    outcome: null,
    endedAt: null,
  });
}

function change(
  call: UnfoldedCall,
  { attempt, at }: { attempt: number; at: Instant },
  state: TryState,
): void {
  const tried = find(call, attempt);
  if (!tried) return;
  tried.state = state;
  tried.since = at;
}

function find(call: UnfoldedCall, attempt: number): UnfoldedTry | undefined {
  for (const step of call.steps.toReversed()) {
    const tried = step.tries.find((candidate) => candidate.attempt === attempt);
    if (tried) return tried;
  }
  return undefined;
}
