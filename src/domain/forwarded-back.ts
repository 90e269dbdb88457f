import type { CountryCode } from 'libphonenumber-js/max';
import { comparableNumber } from './phone-number.ts';

/** A phone that rings, or hears the prompt, and has not taken a call. */
export interface DialledPhone {
  readonly number: string;
  /** The number that it was shown; null: none of ours. */
  readonly shown: string | null;
}

export interface ForwardedCaller {
  readonly callerNumber: string | null;
  /** From which numbers the network says that the call was forwarded; empty: it does not say. */
  readonly forwardedFrom: readonly string[];
}

/**
 * Which of these phones a call may have come from, by a forwarding in the network: it shows the number that we showed
 * to the phone. Where the network names whose forwarding it was, it is that phone or none; else it may be any of them.
 */
export function forwardedBackFrom<Dialled extends DialledPhone>(
  { callerNumber, forwardedFrom }: ForwardedCaller,
  dialled: readonly Dialled[],
  homeCountry: CountryCode,
): readonly Dialled[] {
  const read = (number: string) => comparableNumber(number, homeCountry);
  const shown = callerNumber === null ? null : read(callerNumber);
  if (shown === null) return [];
  const sameCaller = dialled.filter((phone) => phone.shown !== null && read(phone.shown) === shown);
  // Our own number is where it was forwarded to, whatever it stands for.
  const named = forwardedFrom.map(read).filter((number) => number !== shown);
  return named.length === 0 ? sameCaller : sameCaller.filter(({ number }) => named.includes(read(number)));
}
