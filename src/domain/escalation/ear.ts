import type { Instant } from '../../runtime/instant.ts';

/** What came of one side of a conversation so far; null: it cannot be told. */
export type Heard = { readonly packets: number; readonly held: boolean } | null;

/** The two sides of a conversation, when it was last listened to. */
export interface Ear {
  readonly listenAt: Instant;
  /** When something came last, of either side. */
  readonly heardAt: Instant;
  /** Sound packets of each side, counted from its beginning; null: not known. */
  readonly caller: number | null;
  readonly responder: number | null;
}
