import type { AriAddress } from '../asterisk/ari-address.ts';
import type { AriLink } from '../asterisk/ari-link.ts';
import { createRecordingsInAsterisk, type RecordingsInAsterisk } from '../asterisk/recording-sync.ts';
import { createRecordingSync, type RecordingSync } from '../calls/greetings/sync-recordings.ts';
import { createSoundStore } from '../database/calls/sound-store.ts';
import type { Database } from '../database/database.ts';
import type { SoundStore } from '../planning/sound.ts';
import { systemClock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/log.ts';
import { convertApart } from '../sounds/convert-apart.ts';
import type { GreetingDependencies } from '../web/hotlines/greeting-dependencies.ts';

interface RecordingDependencies {
  readonly link: AriLink;
  readonly ari: AriAddress;
  readonly db: Database;
  readonly log: Logger;
  readonly crash: (error: unknown) => void;
}

interface Recordings {
  readonly pbxRecordings: RecordingsInAsterisk;
  readonly sync: RecordingSync;
  /** What the pages need of it. `sounds` is read through a connection of theirs. */
  forPages(sounds: SoundStore): GreetingDependencies;
}

/** Recorded greetings: kept in the database, and held by Asterisk, where callers hear them from. */
export function createRecordedGreetings({ link, ari, db, log, crash }: RecordingDependencies): Recordings {
  const pbxRecordings = createRecordingsInAsterisk(link, ari, systemClock);
  const sounds = createSoundStore(db);
  const sync = createRecordingSync({ pbxRecordings, sounds, clock: systemClock, log, crash });
  const convert = convertApart(systemClock);
  return {
    pbxRecordings,
    sync,
    forPages: (read) => ({ sounds: read, convert, stateOf: sync.stateOf, changed: sync.changed }),
  };
}
