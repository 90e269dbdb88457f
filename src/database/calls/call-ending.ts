import type { EndCall } from '../../calls/live/end-call.ts';
import { recordEntry } from '../accounts/audit-store.ts';
import type { Database } from '../database.ts';

/** Calls are ended from their page only once the audit has it. */
export function createEndCall(db: Database, end: (callId: string, by: string) => boolean): EndCall {
  return async (callId, author) => {
    await db
      .transaction()
      .execute((transaction) =>
        recordEntry(
          transaction,
          author,
          'ended',
          { kind: 'calls', id: callId },
          { before: null, after: null },
        ),
      );
    return end(callId, author.actor);
  };
}
