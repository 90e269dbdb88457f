import path from 'node:path';
import type { Config } from '../config.ts';
import type { Database } from '../database/database.ts';
import { createAlarmStore } from '../database/notices/alarm-store.ts';
import { createUpkeepWatch, isUpkeep, type UpkeepTrouble } from '../notices/upkeep-watch.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/log.ts';
import type { Backups } from './backups.ts';
import { diskTroubles } from './disk-space.ts';
import { createInstallationWatch } from './installation-watch.ts';
import type { Part } from './parts.ts';

/** Looks after the disk, the backups and the installation, and tells when they need a hand. */
export function createUpkeep(dependencies: {
  readonly config: Config;
  readonly db: Database;
  readonly backups: Backups;
  /** What the test call of each hotline found last. */
  readonly testCalls: { troubles(): readonly UpkeepTrouble[] };
  readonly clock: Clock;
  readonly log: Logger;
  readonly onDomainEvent: () => void;
  readonly crash: (error: unknown) => void;
}) {
  const { config, backups, testCalls } = dependencies;
  const alarms = createAlarmStore(dependencies.db);
  const folders = [path.dirname(path.resolve(config.database)), config.backups.folder];
  const watch = createUpkeepWatch({
    ...dependencies,
    alarms,
    look: async (stands) => [
      ...(await diskTroubles(folders, stands)),
      ...backups.troubles(),
      ...installation.troubles(),
      ...testCalls.troubles(),
    ],
  });
  const installation = createInstallationWatch({ ...dependencies, onExamined: () => watch.begin() });
  return {
    installation,
    /** Something was found out: it is looked at now. */
    look: watch.begin,
    parts: [{ start: watch.begin, stop: watch.end }, backups, installation] satisfies readonly Part[],
    /** As they were told, and are not over. */
    standing: async () =>
      (await alarms.standing()).filter(isUpkeep).map(({ kind, name }) => ({ kind, name })),
  };
}
