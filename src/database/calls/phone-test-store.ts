import type { PhoneTestStore } from '../../calls/own/phone-test-store.ts';
import type { PhoneTest } from '../../domain/endpoint/phone-test.ts';
import { describeTarget } from '../../domain/phone-number.ts';
import { SECOND } from '../../runtime/instant.ts';
import { fail, ok } from '../../runtime/result.ts';
import { StoreUnavailable } from '../../runtime/store-unavailable.ts';
import { recordEntry } from '../accounts/audit-store.ts';
import type { Database } from '../database.ts';

/** Phone tests as entries of the audit, about the person whose phone it is; no version of their card. */
export function createPhoneTestStore(db: Database): PhoneTestStore {
  return {
    async keep(test) {
      const author = { actor: test.by, personId: test.byId, at: test.endedAt ?? test.startedAt };
      try {
        await db.transaction().execute(async (transaction) => {
          const subject = { kind: 'phones', id: test.personId };
          await recordEntry(transaction, author, 'tested', subject, { before: null, after: entryOf(test) });
        });
        return ok(undefined);
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error;
        return fail(error.message);
      }
    },
  };
}

function entryOf(test: PhoneTest) {
  const after = (at: number | null) => (at === null ? null : (at - test.startedAt) / SECOND);
  return {
    address: describeTarget(test.target),
    trunk: test.trunk,
    outcome: test.outcome,
    rangAfterSeconds: after(test.ringingAt),
    answeredAfterSeconds: after(test.answeredAt),
    why: test.why,
  };
}
