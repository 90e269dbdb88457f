import path from 'node:path';
import { createAlarmStore } from '../database/alarm-store.ts';
import type { Database } from '../database/database.ts';
import { createUpkeepWatch, isUpkeep } from '../notices/upkeep-watch.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/log.ts';
import type { BackupConfig } from '../upkeep-config.ts';
import type { Backups } from './backups.ts';
import { diskTroubles } from './disk-space.ts';

/** Looks after the disk and the backups, and tells when they need a hand. */
export function createUpkeep(dependencies: {
  readonly config: { readonly database: string; readonly backups: BackupConfig };
  readonly db: Database;
  readonly backups: Backups;
  readonly clock: Clock;
  readonly log: Logger;
  readonly onDomainEvent: () => void;
  readonly crash: (error: unknown) => void;
}) {
  const { config, backups } = dependencies;
  const alarms = createAlarmStore(dependencies.db);
  const folders = [path.dirname(path.resolve(config.database)), config.backups.folder];
  const watch = createUpkeepWatch({
    ...dependencies,
    alarms,
    look: async (stands) => [...(await diskTroubles(folders, stands)), ...backups.troubles()],
  });
  return {
    start: watch.begin,
    stop: watch.end,
    /** As they were told, and are not over. */
    standing: async () =>
      (await alarms.standing()).filter(isUpkeep).map(({ kind, name }) => ({ kind, name })),
  };
}
