import type { FaultCode } from '../domain/installation/fault.ts';

/** What is wrong, and the line to change. */
export interface FaultWords {
  readonly title: string;
  readonly cure: string;
}

/** Words for every fault, in one language; given what it is about. A fault without words does not compile. */
export type FaultCatalogue = { readonly [Code in FaultCode]: (subject: string) => FaultWords };
