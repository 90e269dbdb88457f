import type { CallOutcome } from '../domain/notice/confirmation-call.ts';
import type { ConfirmationRule, DueStep } from '../domain/notice/duty-confirmation.ts';
import type { Instant, Interval } from '../runtime/instant.ts';

export const CONFIRMED_BY = ['link', 'key', 'page', 'sms'] as const;
export type ConfirmedBy = (typeof CONFIRMED_BY)[number];

/** A shift ahead, and whether the person has said that they will be there. */
export interface Confirmation extends Interval {
  readonly id: number;
  readonly scheduleId: string;
  readonly personId: string;
  readonly confirmedAt: Instant | null;
  readonly confirmedBy: ConfirmedBy | null;
  /** When they said that they cannot be; null: they did not. */
  readonly declinedAt: Instant | null;
  readonly declinedBy: ConfirmedBy | null;
  /** Seconds before the start of which reminders were sent. */
  readonly reminded: readonly number[];
  /** When the last one was sent; null: none was. */
  readonly remindedAt: Instant | null;
  /** When they were called to confirm, and how that ended; an outcome that never came is null. */
  readonly calledAt: Instant | null;
  readonly callOutcome: CallOutcome | null;
  /** When the supervisor was told that nobody had confirmed; null: never. */
  readonly escalatedAt: Instant | null;
  /** When it was told that the duty began; null: not yet. */
  readonly beganAt: Instant | null;
}

export interface ConfirmableShift extends Interval {
  readonly scheduleId: string;
  readonly personId: string;
}

/** Where it is kept who has confirmed what. */
export interface Confirmations {
  /** Of the schedules that have a rule of their own. */
  rules(): Promise<ReadonlyMap<string, ConfirmationRule>>;
  find(id: number): Promise<Confirmation | null>;
  byToken(tokenHash: string): Promise<Confirmation | null>;
  /** Within `[from, to)` by their start. */
  startingBetween(from: Instant, to: Instant): Promise<readonly Confirmation[]>;
  /** Makes those ahead be exactly these shifts: new ones are added, withdrawn ones go, known ones stay. */
  expect(shifts: readonly ConfirmableShift[], from: Instant, to: Instant): Promise<void>;
  /** Notes that it is done, and writes its cause in the same transaction. */
  note(confirmation: Confirmation, step: DueStep, at: Instant): Promise<void>;
  /** False: there is none, it is over, or it was confirmed or declined before. */
  confirm(id: number, by: ConfirmedBy, at: Instant): Promise<boolean>;
  /** Also what was confirmed before: people fall ill. False: there is none, it is over, or it was declined before. */
  decline(id: number, by: ConfirmedBy, at: Instant): Promise<boolean>;
  /** The same of a shift of which nobody may have been asked yet. */
  answerShift(
    shift: ConfirmableShift,
    answer: 'confirmed' | 'declined',
    by: ConfirmedBy,
    at: Instant,
  ): Promise<boolean>;
  /** How the automatic call ended; what is to be told has its cause in the same transaction. */
  called(id: number, outcome: CallOutcome, at: Instant): Promise<void>;
  /** At start: calls that the last life of the service began and did not end are over. */
  endInterruptedCalls(at: Instant): Promise<void>;
}
