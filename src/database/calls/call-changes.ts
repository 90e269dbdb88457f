import type { Outcome } from '../../domain/call.ts';
import type { CallEvent } from '../../domain/escalation/call-event.ts';
import type { EndReason } from '../../domain/escalation/reasons.ts';
import type { Instant } from '../../runtime/instant.ts';
import { targetColumns } from '../stored.ts';
import type { AttemptRow } from '../tables/call-tables.ts';

/** When its call began is the call's to say. */
export type StartedAttempt = Omit<AttemptRow, 'call_started_at'>;

/** What a batch of call events means for the rows of a call, folded so that each row is written once. */
export interface CallChanges {
  readonly started: readonly StartedAttempt[];
  /** Changes to attempts that started in an earlier batch, by number. */
  readonly attempts: ReadonlyMap<number, Partial<AttemptRow>>;
  /** The last attempt to be accepted in this batch. */
  readonly acceptedAttempt: number | null;
  /** The attempt of which it turned out who picked it up. */
  readonly pickedUpAttempt: number | null;
  /** The caller is somebody else, whom the call's state names. */
  readonly isCallerAnother: boolean;
  readonly ended: { readonly at: Instant; readonly outcome: Outcome } | null;
}

/** Null: the outcome says it all. */
function storedReason(why: EndReason | null): string | null {
  return why === null ? null : JSON.stringify(why);
}

/** Folds call events, in their order, into changes of rows. */
export function foldCallEvents(callId: string, callEvents: readonly CallEvent[]): CallChanges {
  const started = new Map<number, StartedAttempt>();
  const attempts = new Map<number, Partial<AttemptRow>>();
  let acceptedAttempt: number | null = null;
  let pickedUpAttempt: number | null = null;
  let isCallerAnother = false;
  let ended: CallChanges['ended'] = null;
  for (const callEvent of callEvents) {
    if (callEvent.kind === 'attempt-started') started.set(callEvent.attempt, startedRow(callId, callEvent));
    if (callEvent.kind === 'attempt-accepted') acceptedAttempt = callEvent.attempt;
    if (callEvent.kind === 'picker-known') pickedUpAttempt = callEvent.attempt;
    if (callEvent.kind === 'caller-transferred') isCallerAnother = true;
    if (callEvent.kind === 'call-ended') ended = { at: callEvent.at, outcome: callEvent.outcome };
    const change = attemptChange(callEvent);
    if (!change) continue;
    const row = started.get(change.attempt);
    if (row) Object.assign(row, change.columns);
    else attempts.set(change.attempt, { ...attempts.get(change.attempt), ...change.columns });
  }
  return {
    started: [...started.values()],
    attempts,
    acceptedAttempt,
    pickedUpAttempt,
    isCallerAnother,
    ended,
  };
}

function attemptChange(callEvent: CallEvent): { attempt: number; columns: Partial<AttemptRow> } | null {
  const { at } = callEvent;
  switch (callEvent.kind) {
    case 'attempt-ringing':
      return { attempt: callEvent.attempt, columns: { ringing_at: at } };
    case 'attempt-answered':
      return { attempt: callEvent.attempt, columns: { answered_at: at } };
    case 'picker-known':
      return {
        attempt: callEvent.attempt,
        columns: { person_id: callEvent.personId, name: callEvent.name },
      };
    case 'attempt-accepted':
      return { attempt: callEvent.attempt, columns: { accepted_at: at, accepted_by: callEvent.by } };
    case 'attempt-ended':
      return {
        attempt: callEvent.attempt,
        columns: { ended_at: at, outcome: callEvent.outcome, detail: storedReason(callEvent.why) },
      };
    default:
      return null;
  }
}

function startedRow(
  callId: string,
  callEvent: Extract<CallEvent, { kind: 'attempt-started' }>,
): StartedAttempt {
  return {
    call_id: callId,
    attempt: callEvent.attempt,
    round: callEvent.round,
    step: callEvent.step,
    person_id: callEvent.personId,
    name: callEvent.name,
    ...targetColumns(callEvent.target),
    reason: JSON.stringify(callEvent.reason),
    trunk: callEvent.trunk ?? null,
    schedule_id: callEvent.schedule ?? null,
    started_at: callEvent.at,
    ringing_at: null,
    answered_at: null,
    accepted_at: null,
    accepted_by: null,
    ended_at: null,
    outcome: null,
    detail: null,
  };
}
