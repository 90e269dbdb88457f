import type { Config } from '../config.ts';
import { migrate } from '../database/migrate.ts';
import { tryOpening } from '../database/try-opening.ts';
import { fail, ok } from '../runtime/result.ts';
import { asText, type CommandResult } from './command.ts';

/** `vigie migrate`: brings the database to the shape of this version, making it if need be. */
export async function migrateCommand(config: Config): Promise<CommandResult> {
  const opened = tryOpening(config.database);
  if (!opened.ok) return fail([opened.error]);
  try {
    const migrated = await migrate(opened.value);
    if (!migrated.ok) return fail([migrated.error]);
    return ok(
      asText(
        migrated.value.length === 0
          ? ['the database is up to date']
          : migrated.value.map((name) => `applied ${name}`),
      ),
    );
  } finally {
    await opened.value.destroy();
  }
}
