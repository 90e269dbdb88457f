import type { Config } from '../config.ts';
import { upgradeDatabase } from '../database/upkeep/upgrade-database.ts';
import type { Clock } from '../runtime/clock.ts';
import { fail, ok } from '../runtime/result.ts';
import { asText, type CommandResult } from './command.ts';

/** `vigie migrate`: brings the database to the shape of this version, making it if need be. */
export async function migrateCommand(config: Config, clock: Clock): Promise<CommandResult> {
  const upgraded = await upgradeDatabase(config.database, config.backups.folder, clock.now());
  if (!upgraded.ok) return fail([upgraded.error]);
  const { migrations, copy, isWrittenAnew } = upgraded.value;
  const left = isWrittenAnew
    ? []
    : ['no room to write it anew: what older versions erased is still in its free pages'];
  if (migrations.length === 0) return ok(asText(['the database is up to date', ...left]));
  return ok(
    asText([
      ...(copy === null ? [] : [`what was there is kept in ${copy}`]),
      ...migrations.map((name) => `applied ${name}`),
      ...left,
    ]),
  );
}
