import type { Happening } from '../domain/escalation/happening.ts';

/** Whom an attempt rings, as its start told it. */
export interface Rung {
  readonly name: string;
  readonly target: string;
}

/** One sentence for each kind of happening; `rung` is whom its attempt rings. */
export type Sentences = {
  readonly [Kind in Happening['kind']]: (happening: Extract<Happening, { kind: Kind }>, rung: Rung) => string;
};
