import { backupPath, listBackups, pruneBackups } from '../database/upkeep/backup-folder.ts';
import { copyApart } from '../database/upkeep/copy-apart.ts';
import type { UpkeepTrouble } from '../notices/upkeep-watch.ts';
import { startCalendarJob } from '../runtime/calendar-job.ts';
import type { Clock } from '../runtime/clock.ts';
import { type Instant, SECOND } from '../runtime/instant.ts';
import type { Logger } from '../runtime/log.ts';
import type { BackupConfig } from '../upkeep-config.ts';
import type { Part } from './parts.ts';

const EARLY_EACH_MORNING = '10 3 * * *';
/** A machine that is off at night: after a start, if there is none of the last day. Not at once: a start has enough to do. */
const AFTER_START_SECONDS = 600;
const DAY = 86_400 * SECOND;
const TOO_OLD = 2 * DAY;

export interface Backups extends Part {
  /** When the last one was made; null: never. */
  lastAt(): Instant | null;
  troubles(): readonly UpkeepTrouble[];
}

/** Makes a copy of the database each night, and erases old ones. */
export function createBackups(dependencies: {
  readonly config: { readonly database: string; readonly backups: BackupConfig; readonly timeZone: string };
  readonly clock: Clock;
  readonly log: Logger;
  readonly crash: (error: unknown) => void;
}): Backups {
  const { config, clock, log } = dependencies;
  const { folder, keepDays } = config.backups;
  const wanted = keepDays > 0;
  const beganAt = clock.now();
  let lastError = '';
  let last = newest();

  function newest(): Instant | null {
    return listBackups(folder)[0]?.madeAt ?? null;
  }

  async function make(): Promise<void> {
    const copied = await copyApart(config.database, backupPath(folder, clock.now()), clock);
    lastError = copied.ok ? '' : copied.error;
    if (!copied.ok) return log.error({ reason: copied.error }, 'no backup could be made');
    const { file, bytes } = copied.value;
    last = newest();
    const erased = pruneBackups(folder, keepDays, clock.now());
    log.info({ file, bytes, erased }, 'a backup was made');
  }

  const job = wanted
    ? startCalendarJob(
        { ...dependencies, name: 'backup', pattern: EARLY_EACH_MORNING, timeZone: config.timeZone },
        make,
      )
    : null;
  let running: Promise<unknown> = Promise.resolve();
  const first = clock.at(beganAt + AFTER_START_SECONDS * SECOND, () => {
    if (wanted && ageAt(clock.now()) > DAY) running = make().catch(dependencies.crash);
  });

  function ageAt(now: Instant): number {
    return now - (last ?? Number.NEGATIVE_INFINITY);
  }

  return {
    lastAt: () => last,
    troubles() {
      // Others are made by hand.
      last = newest();
      const now = clock.now();
      // A new house has none yet, and one that was off for long makes one soon.
      const hadTime = lastError !== '' || now - beganAt > DAY;
      return wanted && hadTime && ageAt(now) > TOO_OLD
        ? [{ kind: 'backup', name: '', detail: lastError === '' ? null : { code: 'said', said: lastError } }]
        : [];
    },
    async stop() {
      first.cancel();
      await Promise.all([job?.stop(), running]);
    },
  };
}
