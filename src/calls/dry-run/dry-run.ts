import type { Outcome } from '../../domain/call.ts';
import { type Advance, advance, begin, isOver } from '../../domain/escalation/advance.ts';
import type { CallEvent } from '../../domain/escalation/call-event.ts';
import type { CallFacts, CallState } from '../../domain/escalation/call-state.ts';
import type { Command } from '../../domain/escalation/command.ts';
import { nextDeadlineAt } from '../../domain/escalation/deadlines.ts';
import type { NumberingPlan } from '../../domain/phone-number.ts';
import { localOf } from '../../domain/schedule/wall-clock.ts';
import { type Instant, SECOND } from '../../runtime/instant.ts';
import { type CandidateSources, resolveCandidates } from '../live/candidates.ts';
import { Agenda } from './agenda.ts';
import { type AssumedCaller, AssumedWorld } from './assumed-world.ts';
import type { Answering } from './assumptions.ts';
import { createDialledContacts, type DialledContact } from './dialled-contacts.ts';

export interface DryRunQuestion {
  /** The call as it would come in; `startedAt` is the instant that is asked about. */
  readonly facts: CallFacts;
  readonly answering: Answering;
  readonly caller: AssumedCaller;
  /** On whose clocks it is told. */
  readonly timeZone: string;
}

export interface DryRunDependencies {
  readonly sources: CandidateSources;
  readonly numberingPlan: NumberingPlan;
  readonly maxOutboundLegs: number;
}

/** What would happen, in its order. */
export interface DryRun {
  readonly timeline: readonly DryRunEntry[];
  readonly outcome: Outcome;
}

export interface DryRunEntry {
  /** Since the call came in. */
  readonly afterSeconds: number;
  readonly at: Instant;
  readonly local: string;
  readonly callEvent: CallEvent;
  /** Whom the call event's attempt rings; null: it is not about an attempt. */
  readonly dialled: DialledContact | null;
}

/** More events than any policy can cause: its limits bound rounds and time. */
const MOST_EVENTS = 100_000;

/**
 * What a call at an instant would do, if people did as assumed: the decisions are those of `advance`, who is on duty
 * is asked when each step starts, and the clock is the agenda's. Nothing is dialled and nothing is written.
 */
export async function dryRun(dependencies: DryRunDependencies, question: DryRunQuestion): Promise<DryRun> {
  const { facts, answering, caller } = question;
  const { numberingPlan, maxOutboundLegs, sources } = dependencies;
  const agenda = new Agenda();
  const world = new AssumedWorld({ facts, agenda, answering, caller, numberingPlan, maxOutboundLegs });
  const dialled = createDialledContacts();
  const timeline: DryRunEntry[] = [];

  async function settle({ state, happened, commands }: Advance, now: Instant): Promise<CallState> {
    for (const command of commands) {
      if (command.type === 'dial') dialled.dialled(command.attempt, command.who, now);
      if (command.type === 'resolve-step') await resolve(command, now);
      else world.run(command, state, now);
    }
    timeline.push(...happened.map((callEvent) => entryOf(callEvent, question, dialled.of(callEvent))));
    return state;
  }

  async function resolve(command: Extract<Command, { type: 'resolve-step' }>, now: Instant): Promise<void> {
    const step = facts.policy.steps[command.step];
    if (!step) throw new Error(`policy ${facts.policy.id} has no step ${command.step}`);
    const candidates = await resolveCandidates(sources, step, now);
    dialled.candidates(candidates);
    const { resolution } = command;
    agenda.plan({ at: now, of: 'candidates', event: { type: 'candidates', resolution, candidates } });
  }

  let now = facts.startedAt;
  let state = await settle(begin(facts, now), now);
  for (let events = 0; !isOver(state); events++) {
    const next = nextOf(agenda, state);
    if (next === null || events > MOST_EVENTS) throw new Error('a dry run came to no end');
    // A deadline that has passed is delivered at once.
    now = Math.max(now, next.at);
    state = await settle(advance(state, next.event(), now), now);
  }
  if (state.outcome === null) throw new Error('a call that is over has an outcome');
  return { timeline, outcome: state.outcome };
}

/** Of an event and a deadline at the same instant, the event is first: who presses in time has pressed in time. */
function nextOf(agenda: Agenda, state: CallState) {
  const deadlineAt = nextDeadlineAt(state);
  const eventAt = agenda.nextAt;
  if (eventAt !== null && (deadlineAt === null || eventAt <= deadlineAt))
    return { at: eventAt, event: () => agenda.take().event };
  return deadlineAt === null ? null : { at: deadlineAt, event: () => ({ type: 'time-passed' }) as const };
}

function entryOf(
  callEvent: CallEvent,
  { facts, timeZone }: DryRunQuestion,
  dialled: DialledContact | null,
): DryRunEntry {
  const { at } = callEvent;
  return {
    afterSeconds: (at - facts.startedAt) / SECOND,
    at,
    local: localOf(at, timeZone),
    callEvent,
    dialled,
  };
}
