import { existsSync } from 'node:fs';
import type { Config } from '../config.ts';
import { createConfigurationStore } from '../database/configuration/configuration-store.ts';
import { describeChange } from '../planning/portable-config/compare.ts';
import { importConfiguration } from '../planning/portable-config/import-configuration.ts';
import type { Clock } from '../runtime/clock.ts';
import { fail, ok } from '../runtime/result.ts';
import { describeProblem } from '../words/describe-problem.ts';
import { asText, type CommandResult } from './command.ts';
import { explainWarnings } from './explain-warnings.ts';
import { readText } from './read-text.ts';
import { readSounds } from './sound-files.ts';
import { userName } from './user-name.ts';
import { withDatabase } from './with-database.ts';

export interface ImportFlags {
  readonly dryRun?: boolean;
  readonly prune?: boolean;
  readonly sounds?: string;
}

/** `vigie import FILE`: brings the configuration to what the file (or `-`, standard input) says. */
export async function importCommand(
  config: Config,
  clock: Clock,
  file: string,
  flags: ImportFlags,
): Promise<CommandResult> {
  const text = readText(file);
  if (!text.ok) return fail([text.error]);
  const sounds = flags.sounds === undefined ? ok([]) : readSounds(flags.sounds, clock.now());
  if (!sounds.ok) return fail([sounds.error]);
  const dryRun = flags.dryRun ?? false;
  // To see what would change, no database is made.
  const database = dryRun && !existsSync(config.database) ? ':memory:' : config.database;
  return withDatabase(database, 'create', async (db) => {
    const imported = await importConfiguration(createConfigurationStore(db), text.value, {
      plan: config.numberingPlan,
      homeTimeZone: config.timeZone,
      prune: flags.prune ?? false,
      dryRun,
      sounds: sounds.value,
      author: { actor: `import by ${userName()}`, at: clock.now() },
    });
    if (!imported.ok) return fail([...imported.error.map(describeProblem), 'nothing was changed']);
    const { changes, warnings } = imported.value;
    const summary = summarise(changes.length, dryRun, config.database);
    return ok(
      asText([
        ...changes.flatMap((change) => describeChange(change, config.timeZone)),
        ...(await explainWarnings(db, warnings)),
        summary,
      ]),
    );
  });
}

function summarise(changes: number, dryRun: boolean, database: string): string {
  if (changes === 0) return 'nothing to change';
  const items = changes === 1 ? '1 item' : `${changes} items`;
  return dryRun ? `${items} would change; nothing was written` : `${items} changed in ${database}`;
}
