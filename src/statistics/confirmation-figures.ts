import { CONFIRMED_BY, type ConfirmedBy } from '../notices/confirmations.ts';
import type { Instant, Interval } from '../runtime/instant.ts';

/** Duties that began in a time, by whether they had been confirmed. */
export interface ConfirmationFigures {
  readonly duties: number;
  /** Confirmed, and nobody had to be told that they were not. */
  readonly inTime: number;
  /** Confirmed after others were told. */
  readonly late: number;
  /** Of those confirmed: by which way. */
  readonly ways: Readonly<Record<ConfirmedBy, number>>;
  readonly declined: number;
  readonly unconfirmed: number;
}

/** A duty that its person was asked to confirm. */
export interface AskedDuty {
  readonly confirmedAt: Instant | null;
  readonly confirmedBy: ConfirmedBy | null;
  readonly declinedAt: Instant | null;
  /** When others were told that it was not confirmed. */
  readonly escalatedAt: Instant | null;
}

/** Where duties that people were asked to confirm are read: those that began in that time. */
export interface ConfirmationReader {
  began(interval: Interval): Promise<readonly AskedDuty[]>;
}

export function confirmationFigures(duties: readonly AskedDuty[]): ConfirmationFigures {
  const confirmed = duties.filter(({ confirmedAt }) => confirmedAt !== null);
  const isLate = ({ confirmedAt, escalatedAt }: AskedDuty) =>
    escalatedAt !== null && confirmedAt !== null && confirmedAt > escalatedAt;
  const declined = duties.filter(
    ({ confirmedAt, declinedAt }) => confirmedAt === null && declinedAt !== null,
  );
  return {
    duties: duties.length,
    inTime: confirmed.filter((duty) => !isLate(duty)).length,
    late: confirmed.filter(isLate).length,
    ways: Object.fromEntries(
      CONFIRMED_BY.map((way) => [way, confirmed.filter(({ confirmedBy }) => confirmedBy === way).length]),
    ) as ConfirmationFigures['ways'],
    declined: declined.length,
    unconfirmed: duties.length - confirmed.length - declined.length,
  };
}
