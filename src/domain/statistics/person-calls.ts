import type { AttemptOutcome } from '../call.ts';
import type { ReceivedAttempt } from './received-call.ts';

/**
 * What a call was for somebody. `offered`: it rang them, or would have; `missed`: it rang, and they did nothing or
 * pressed nothing; `away`: busy, unreachable, or on another call. A call may be several of these, each once.
 */
export const PERSON_FIGURES = ['offered', 'taken', 'missed', 'declined', 'away'] as const;
export type PersonFigure = (typeof PERSON_FIGURES)[number];

/** By which ends of tries; null: by any. */
export const ENDS_OF: Readonly<Record<PersonFigure, readonly AttemptOutcome[] | null>> = {
  offered: null,
  taken: ['accepted'],
  missed: ['no-answer', 'not-accepted'],
  declined: ['declined'],
  away: ['busy', 'unreachable', 'engaged'],
};

/** `person/figure`: what a call was for each of those whom it tried. */
export function personCallsOf(attempts: readonly ReceivedAttempt[]): ReadonlySet<string> {
  return new Set(
    attempts.flatMap(({ personId, outcome }) =>
      personId === null || outcome === null
        ? []
        : PERSON_FIGURES.filter((one) => ENDS_OF[one]?.includes(outcome) ?? true).map(
            (one) => `${personId}/${one}`,
          ),
    ),
  );
}
