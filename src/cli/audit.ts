import type { Config } from '../config.ts';
import { type ChainBreak, verifyChain } from '../database/accounts/audit-chain.ts';
import { fail, ok } from '../runtime/result.ts';
import { asText, type CommandResult } from './command.ts';
import { withDatabase } from './with-database.ts';

export interface AuditVerifyFlags {
  /** A hash that this command printed earlier, kept where nobody who could change the database can. */
  readonly noted?: string;
}

/** `vigie audit verify`: whether the audit is as it was written. */
export function auditVerifyCommand(config: Config, flags: AuditVerifyFlags): Promise<CommandResult> {
  const noted = flags.noted ?? null;
  return withDatabase(config.database, 'existing', (db) =>
    // One moment for entries and head, while the service goes on writing.
    db.transaction().execute(async (transaction) => {
      const { entries, head, broken, hasNoted } = await verifyChain(transaction, noted);
      if (broken !== null) return fail([explain(broken)]);
      if (noted !== null && !hasNoted)
        return fail([`the chain is whole, but ${noted} is not in it: it was written anew since`]);
      return ok(asText([`the audit is whole: ${entries} entries`, head]));
    }),
  );
}

function explain(broken: ChainBreak): string {
  return broken.kind === 'entry'
    ? `the audit was changed: entry ${broken.id} does not follow from those before it`
    : `the audit was changed: it should have ${broken.expected} entries and has ${broken.found}`;
}
