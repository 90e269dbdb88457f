import type { Outcome } from '../domain/call.ts';
import type { Happening } from '../domain/escalation/happening.ts';
import type { EndReason } from '../domain/escalation/reasons.ts';
import type { Instant } from '../runtime/instant.ts';
import { targetColumns } from './stored.ts';
import type { AttemptRow } from './tables.ts';

/** When its call began is the call's to say. */
export type StartedAttempt = Omit<AttemptRow, 'call_started_at'>;

/** What a batch of happenings means for the rows of a call, folded so that each row is written once. */
export interface CallChanges {
  readonly started: readonly StartedAttempt[];
  /** Changes to attempts that started in an earlier batch, by number. */
  readonly attempts: ReadonlyMap<number, Partial<AttemptRow>>;
  /** The last attempt to be accepted in this batch. */
  readonly acceptedAttempt: number | null;
  readonly ended: { readonly at: Instant; readonly outcome: Outcome } | null;
}

/** Null: the outcome says it all. */
function storedReason(why: EndReason | null): string | null {
  return why === null ? null : JSON.stringify(why);
}

/** Folds happenings, in their order, into changes of rows. */
export function foldHappenings(callId: string, happenings: readonly Happening[]): CallChanges {
  const started = new Map<number, StartedAttempt>();
  const attempts = new Map<number, Partial<AttemptRow>>();
  let acceptedAttempt: number | null = null;
  let ended: CallChanges['ended'] = null;
  for (const happening of happenings) {
    if (happening.kind === 'attempt-started') started.set(happening.attempt, startedRow(callId, happening));
    if (happening.kind === 'attempt-accepted') acceptedAttempt = happening.attempt;
    if (happening.kind === 'call-ended') ended = { at: happening.at, outcome: happening.outcome };
    const change = attemptChange(happening);
    if (!change) continue;
    const row = started.get(change.attempt);
    if (row) Object.assign(row, change.columns);
    else attempts.set(change.attempt, { ...attempts.get(change.attempt), ...change.columns });
  }
  return { started: [...started.values()], attempts, acceptedAttempt, ended };
}

function attemptChange(happening: Happening): { attempt: number; columns: Partial<AttemptRow> } | null {
  const { at } = happening;
  switch (happening.kind) {
    case 'attempt-ringing':
      return { attempt: happening.attempt, columns: { ringing_at: at } };
    case 'attempt-answered':
      return { attempt: happening.attempt, columns: { answered_at: at } };
    case 'attempt-accepted':
      return { attempt: happening.attempt, columns: { accepted_at: at, accepted_by: happening.by } };
    case 'attempt-ended':
      return {
        attempt: happening.attempt,
        columns: { ended_at: at, outcome: happening.outcome, detail: storedReason(happening.why) },
      };
    default:
      return null;
  }
}

function startedRow(
  callId: string,
  happening: Extract<Happening, { kind: 'attempt-started' }>,
): StartedAttempt {
  return {
    call_id: callId,
    attempt: happening.attempt,
    round: happening.round,
    step: happening.step,
    person_id: happening.personId,
    name: happening.name,
    ...targetColumns(happening.target),
    reason: JSON.stringify(happening.reason),
    started_at: happening.at,
    ringing_at: null,
    answered_at: null,
    accepted_at: null,
    accepted_by: null,
    ended_at: null,
    outcome: null,
    detail: null,
  };
}
