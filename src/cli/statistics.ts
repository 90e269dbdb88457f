import type { Command } from 'commander';
import type { Config } from '../config.ts';
import { createSummariser } from '../main/statistics.ts';
import { ok } from '../runtime/result.ts';
import { asText, type CommandResult, type WithConfig } from './command.ts';
import { withDatabase } from './with-database.ts';

/** `vigie statistics rebuild`: every sum is counted anew from the calls; those of erased calls stay. */
export function addStatisticsCommands(program: Command, withConfig: WithConfig): void {
  program
    .command('statistics')
    .description('figures about calls')
    .command('rebuild')
    .description('count every call anew; what is shown of erased calls stays')
    .action(() => withConfig(rebuildCommand));
}

function rebuildCommand(config: Config): Promise<CommandResult> {
  return withDatabase(config.database, 'existing', async (db) => {
    await createSummariser({ db, reading: db, config }).rebuild();
    return ok(asText(['all calls are counted anew']));
  });
}
