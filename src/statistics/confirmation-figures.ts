import { CONFIRMED_BY, type ConfirmedBy } from '../notices/confirmations.ts';
import type { Instant, Interval } from '../runtime/instant.ts';

/** What became of a duty that its person was asked to confirm. `late`: confirmed after others were told. */
export const CONFIRMATION_ENDS = ['inTime', 'late', 'declined', 'unconfirmed'] as const;
export type ConfirmationEnd = (typeof CONFIRMATION_ENDS)[number];

/** Duties that began in a time, by whether they had been confirmed. */
export interface ConfirmationFigures extends Readonly<Record<ConfirmationEnd, number>> {
  readonly duties: number;
  /** Of those confirmed: by which way. */
  readonly ways: Readonly<Record<ConfirmedBy, number>>;
}

/** A duty that its person was asked to confirm. */
export interface AskedDuty {
  readonly personId: string;
  readonly scheduleId: string;
  readonly startAt: Instant;
  readonly confirmedAt: Instant | null;
  readonly confirmedBy: ConfirmedBy | null;
  readonly declinedAt: Instant | null;
  /** When others were told that it was not confirmed. */
  readonly escalatedAt: Instant | null;
}

export interface AskedDutyFilter {
  /** Undefined: of everybody, of every schedule. */
  readonly personIds?: readonly string[];
  readonly scheduleId?: string;
}

/** Where duties that people were asked to confirm are read: those that began in that time, the earliest first. */
export interface ConfirmationReader {
  began(interval: Interval, filter: AskedDutyFilter): Promise<readonly AskedDuty[]>;
}

export function confirmationEnd({ confirmedAt, declinedAt, escalatedAt }: AskedDuty): ConfirmationEnd {
  if (confirmedAt === null) return declinedAt === null ? 'unconfirmed' : 'declined';
  return escalatedAt !== null && confirmedAt > escalatedAt ? 'late' : 'inTime';
}

export function confirmationFigures(duties: readonly AskedDuty[]): ConfirmationFigures {
  const count = (end: ConfirmationEnd) => duties.filter((duty) => confirmationEnd(duty) === end).length;
  const byWay = (way: ConfirmedBy) =>
    duties.filter(({ confirmedAt, confirmedBy }) => confirmedAt !== null && confirmedBy === way).length;
  return {
    duties: duties.length,
    ...{ inTime: count('inTime'), late: count('late') },
    ...{ declined: count('declined'), unconfirmed: count('unconfirmed') },
    ways: Object.fromEntries(CONFIRMED_BY.map((way) => [way, byWay(way)])) as ConfirmationFigures['ways'],
  };
}
