import type { Instant } from '../../runtime/instant.ts';
import type { CallEvent } from '../escalation/call-event.ts';
import type { DialTarget } from '../phone-number.ts';
import type { ReceivedAttempt, ReceivedCall, Stage } from './received-call.ts';
import { type TrunkChange, trunkTries } from './trunk-tries.ts';

/** A try, with the address that it rang. */
export type DialledAttempt = ReceivedAttempt & { readonly attempt: number; readonly target: DialTarget };

/** Where the caller is from that event on; null: where they were. */
export function stageOf(callEvent: CallEvent): Stage | null {
  switch (callEvent.kind) {
    case 'step-started':
      return `step-${callEvent.step}`;
    case 'everyone-busy':
      return 'all-busy';
    case 'last-resort-started':
      return 'last-resort';
    case 'voicemail-started':
      return 'message';
    case 'closing-announced':
      return 'announcement';
    default:
      return null;
  }
}

/** What a call's events alone say of its reception. */
export function receptionOf(
  events: readonly CallEvent[],
): Pick<ReceivedCall, 'wasClosed' | 'stages' | 'takenInFallbackAt'> {
  return {
    wasClosed: events.some((one) => one.kind === 'branch-applied' && one.ringsNobody),
    stages: events.flatMap((one) => {
      const stage = stageOf(one);
      return stage === null ? [] : [{ at: one.at, stage }];
    }),
    takenInFallbackAt: events.find(({ kind }) => kind === 'fallback-answered')?.at ?? null,
  };
}

/** A call as its events tell it; null: they do not tell its end. Of calls before and of tasks they know nothing. */
export function callOfEvents(
  id: string,
  startedAt: Instant,
  events: readonly CallEvent[],
): (ReceivedCall & { readonly attempts: readonly DialledAttempt[] }) | null {
  const ended = events.findLast((one) => one.kind === 'call-ended');
  if (ended?.kind !== 'call-ended') return null;
  return {
    ...{ id, startedAt, endedAt: ended.at, outcome: ended.outcome, calledBeforeAt: null, task: null },
    ...receptionOf(events),
    attempts: attemptsOf(events),
  };
}

function attemptsOf(events: readonly CallEvent[]): readonly DialledAttempt[] {
  const attempts = new Map<number, DialledAttempt & { readonly trunk: string | null }>();
  for (const one of events) {
    if (one.kind === 'attempt-started') attempts.set(one.attempt, begun(one));
    if (!('attempt' in one)) continue;
    const before = attempts.get(one.attempt);
    if (before) attempts.set(one.attempt, { ...before, ...changeOf(one) });
  }
  return [...attempts.values()].map((one) => ({
    ...one,
    trunks: trunkTries(one.trunk, one.startedAt, changesOf(events, one.attempt)),
  }));
}

/** How a try went from trunk to trunk. */
export function changesOf(events: readonly CallEvent[], attempt: number): readonly TrunkChange[] {
  return events.flatMap((one) => (one.kind === 'trunk-changed' && one.attempt === attempt ? [one] : []));
}

function begun(event: Extract<CallEvent, { kind: 'attempt-started' }>) {
  const { attempt, round, step, personId, target, at, trunk = null, schedule = null } = event;
  return {
    ...{
      scheduleId: schedule,
      attempt,
      round,
      step,
      personId,
      target,
      kind: target.kind,
      startedAt: at,
      trunk,
      trunks: [],
    },
    ...{ ringingAt: null, answeredAt: null, acceptedAt: null, endedAt: null, outcome: null, why: null },
  };
}

function changeOf(event: CallEvent): Partial<DialledAttempt> {
  switch (event.kind) {
    case 'attempt-ringing':
      return { ringingAt: event.at };
    case 'attempt-answered':
      return { answeredAt: event.at };
    case 'attempt-accepted':
      return { acceptedAt: event.at };
    case 'attempt-ended':
      return { endedAt: event.at, outcome: event.outcome, why: event.why };
    default:
      return {};
  }
}
