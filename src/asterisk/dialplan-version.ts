import type { Clock } from '../runtime/clock.ts';
import { type Instant, SECOND } from '../runtime/instant.ts';
import type { Logger } from '../runtime/log.ts';
import { type RecurringWork, recurringWork } from '../runtime/recurring-work.ts';
import type { AstDb } from './ast-db.ts';

/** What `[vigie-book]` of the extensions-vigie.conf that came with this Vigie answers to `version`. */
const OURS = 5;
/** Somebody includes the newer file, and reloads. */
const LOOK_EVERY_SECONDS = 60;

/** The extensions-vigie.conf that Asterisk has. `unknown`: not looked at yet, or Asterisk said nothing. */
export type DialplanState = 'current' | 'older' | 'missing' | 'unknown';

export interface DialplanWatch extends RecurringWork {
  state(): DialplanState;
}

/** Compares the dialplan included into Asterisk with ours, from when Asterisk is in reach. */
export function watchDialplan(dependencies: {
  readonly db: AstDb;
  readonly clock: Clock;
  readonly log: Logger;
  readonly crash: (error: unknown) => void;
}): DialplanWatch {
  const { db, clock, log } = dependencies;
  let state: DialplanState = 'unknown';

  async function look(): Promise<Instant> {
    const found = await readDialplanState(db);
    if (found !== state) tell(found);
    state = found;
    return clock.now() + LOOK_EVERY_SECONDS * SECOND;
  }

  function tell(found: DialplanState): void {
    if (found === 'older')
      log.error('extensions-vigie.conf in Asterisk is older than this Vigie: copy the one that came with it');
    else if (found === 'missing')
      log.error('Asterisk has no extensions-vigie.conf: without it nothing catches calls when Vigie is away');
    else if (found === 'current' && state !== 'unknown')
      log.info('extensions-vigie.conf is up to date again');
  }

  return { ...recurringWork(dependencies, 'look at the dialplan', look), state: () => state };
}

/** Which extensions-vigie.conf Asterisk has, asked now. */
export async function readDialplanState(db: AstDb): Promise<DialplanState> {
  const version = await db.version();
  if (version.ok) return Number(version.value) >= OURS ? 'current' : 'older';
  if (version.error.kind === 'unavailable') return 'unknown';
  // The first ones had no version to tell.
  const keys = await db.keys('vigie');
  if (keys.ok) return 'older';
  return keys.error.kind === 'unavailable' ? 'unknown' : 'missing';
}
