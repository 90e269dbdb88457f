import { userInfo } from 'node:os';
import type { Config } from '../config.ts';
import { createConfigurationStore } from '../database/configuration-store.ts';
import { describeChange } from '../planning/portable-config/compare.ts';
import { importConfiguration } from '../planning/portable-config/import-configuration.ts';
import type { Clock } from '../runtime/clock.ts';
import { fail, ok } from '../runtime/result.ts';
import { describeProblem } from '../words/describe-problem.ts';
import { asText, type CommandResult } from './command.ts';
import { readText } from './read-text.ts';
import { readSounds } from './sound-files.ts';
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
  return withDatabase(config.database, 'create', async (db) => {
    const imported = await importConfiguration(createConfigurationStore(db), text.value, {
      plan: config.numberingPlan,
      homeTimeZone: config.timeZone,
      prune: flags.prune ?? false,
      dryRun,
      sounds: sounds.value,
      author: { actor: `import by ${userInfo().username}`, at: clock.now() },
    });
    if (!imported.ok) return fail([...imported.error.map(describeProblem), 'nothing was changed']);
    const summary = summarise(imported.value.length, dryRun);
    return ok(
      asText([...imported.value.flatMap((change) => describeChange(change, config.timeZone)), summary]),
    );
  });
}

function summarise(changes: number, dryRun: boolean): string {
  if (changes === 0) return 'nothing to change';
  const items = changes === 1 ? '1 item' : `${changes} items`;
  return dryRun ? `${items} would change; nothing was written` : `${items} changed`;
}
