import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '../config.ts';
import { backupPath } from '../database/upkeep/backup-folder.ts';
import { copyDatabase } from '../database/upkeep/copy-database.ts';
import { restoreDatabase } from '../database/upkeep/restore-database.ts';
import type { Clock } from '../runtime/clock.ts';
import { fail, ok } from '../runtime/result.ts';
import { asText, type CommandResult } from './command.ts';

/** `vigie backup`: copies the database, also while the service runs on it. */
export async function backupCommand(
  { database, backups }: Config,
  clock: Clock,
  file: string | undefined,
): Promise<CommandResult> {
  if (!existsSync(database)) return fail([`there is no database at ${database} (VIGIE_DATABASE)`]);
  const target = file === undefined ? backupPath(backups.folder, clock.now()) : path.resolve(file);
  const copied = await copyDatabase(database, target);
  if (!copied.ok) return fail([copied.error]);
  const { bytes, migration } = copied.value;
  return ok(asText([`${target}: ${bytes} bytes, whole and checked (${migration})`]));
}

/** `vigie restore`: puts a copy in the place of the database; what was there is kept, not erased. */
export function restoreCommand(config: Config, clock: Clock, file: string): CommandResult {
  const database = path.resolve(config.database);
  const restored = restoreDatabase(path.resolve(file), database, clock.now());
  if (!restored.ok) return restored;
  const { previous, isOlder } = restored.value;
  return ok(
    asText([
      `${database} is as it was in ${file}`,
      ...(previous === null ? [] : [`what was there before is kept in ${previous}`]),
      ...(isOlder ? ['it belongs to an older version of Vigie: the next start brings it up to date'] : []),
    ]),
  );
}
