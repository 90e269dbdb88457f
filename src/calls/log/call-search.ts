import { type CountryCode, getCountryCallingCode } from 'libphonenumber-js/max';
import type { Outcome } from '../../domain/call.ts';
import { comparableNumber } from '../../domain/phone-number.ts';
import type { LocalDate } from '../../domain/schedule/calendar.ts';
import type { CallFigure } from '../../domain/statistics/call-figure.ts';
import type { Instant } from '../../runtime/instant.ts';
import type { CallSummary } from './call-history.ts';

export interface CallFilter {
  readonly hotlineId?: string;
  /** Dialled by the call. */
  readonly personId?: string;
  /** `open`: still going on. */
  readonly outcome?: Outcome | 'open';
  /** The caller's number, whole or its beginning, in the form of `comparableNumber`. */
  readonly callerPrefix?: string;
  /** Started at or after. */
  readonly from?: Instant;
  /** Started before. */
  readonly until?: Instant;
  /** Counted by this figure of statistics, on these days of the hotline's clocks. Then `from` and `until` do not count. */
  readonly figure?: CallFigure;
  /** Rang somebody on duty on it; asked of a figure's calls alone. */
  readonly scheduleId?: string;
  readonly days?: { readonly from?: LocalDate; readonly to?: LocalDate };
}

/** A place in the list of calls, which goes from the most recent to the oldest. */
export interface CallPlace {
  readonly startedAt: Instant;
  readonly id: string;
}

/** A message that a caller left. */
export interface StoredMessage {
  readonly recording: string;
  readonly seconds: number | null;
  /** Nothing is heard in it. */
  readonly isEmpty: boolean;
}

/** Where calls are searched, a page at a time, however many there are. */
export interface CallSearch {
  /** The most recent first; those after `after` when it is given. */
  page(filter: CallFilter, after: CallPlace | null, limit: number): Promise<readonly CallSummary[]>;
  messages(callId: string): Promise<readonly StoredMessage[]>;
  /** WAV; null: there is no such message. */
  audio(callId: string, recording: string): Promise<Buffer | null>;
}

/** A caller's number as somebody types it to search, perhaps only its beginning ("06 12"). Null: no digit in it. */
export function callerPrefix(text: string, homeCountry: CountryCode): string | null {
  const whole = comparableNumber(text, homeCountry);
  if (whole?.startsWith('+')) return whole.replace(/[^+\d]/g, '');
  const digits = text.replace(/\D/g, '');
  if (digits === '') return null;
  if (digits.startsWith('00')) return `+${digits.slice(2)}`;
  // The trunk prefix of a number that is not finished yet.
  return digits.startsWith('0') ? `+${getCountryCallingCode(homeCountry)}${digits.slice(1)}` : digits;
}
