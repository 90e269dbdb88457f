import type { Command } from 'commander';
import type { Config } from '../config.ts';
import { verifyRecord } from '../database/labour/verify-record.ts';
import type { RecordVerdict } from '../labour/intervention-record.ts';
import { fail, ok } from '../runtime/result.ts';
import { asJson, asText, type CommandResult, type WithConfig } from './command.ts';
import { withDatabase } from './with-database.ts';

/** Interventions: whether their record is whole. */
export function addInterventionCommands(program: Command, withConfig: WithConfig): void {
  program
    .command('interventions')
    .description('the record of interventions')
    .command('verify')
    .description('prove that no entry of the record was changed, put in or taken out (L3171-4)')
    .option('--json', 'print JSON')
    .action((flags: { readonly json?: boolean }) => withConfig((config) => verifyCommand(config, flags)));
}

/** `vigie interventions verify`: exit 1 where something was changed. */
export function verifyCommand(
  config: Pick<Config, 'database'>,
  flags: { readonly json?: boolean },
): Promise<CommandResult> {
  return withDatabase(config.database, 'existing', async (db) => {
    const verdict = await verifyRecord(db);
    if (verdict.kind !== 'whole') return fail([faultInWords(verdict)]);
    return ok(flags.json ? asJson(verdict) : asText(wholeInWords(verdict)));
  });
}

function wholeInWords({
  entries,
  erased,
  end,
}: Extract<RecordVerdict, { kind: 'whole' }>): readonly string[] {
  return [
    `the record is whole: ${entries} entries, each as it was written${erased > 0 ? ` (${erased} erased on request, their hashes stay)` : ''}`,
    `end of the chain: ${end}`,
  ];
}

function faultInWords(verdict: Exclude<RecordVerdict, { kind: 'whole' }>): string {
  switch (verdict.kind) {
    case 'broken':
      return verdict.fault === 'sequence'
        ? `the record is broken: an entry was taken out or put in before entry ${verdict.seq}`
        : `the record is broken: entry ${verdict.seq} is not as it was written`;
    case 'differs':
      return `the list of interventions says something else than the record about ${verdict.interventionId}`;
    case 'cut':
      return `the record is cut: statement ${verdict.statementId} was closed on entry ${verdict.seq}, which is gone or another`;
    case 'statement':
      return `statement ${verdict.statementId} is not as it was closed`;
  }
}
