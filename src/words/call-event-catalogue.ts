import type { CallEvent } from '../domain/escalation/call-event.ts';

/** Whom an attempt rings, as its start told it. */
export interface DialledContact {
  readonly name: string;
  readonly target: string;
}

/** One sentence for each kind of call event; `dialled` is whom its attempt rings. */
export type Sentences = {
  readonly [Kind in CallEvent['kind']]: (
    callEvent: Extract<CallEvent, { kind: Kind }>,
    dialled: DialledContact,
  ) => string;
};
