import type { AriAddress } from '../asterisk/ari-address.ts';
import type { AriLink } from '../asterisk/ari-link.ts';
import { createRecordingShelf, type RecordingsInAsterisk } from '../asterisk/recording-shelf.ts';
import { createRecordingKeeper, type RecordingKeeper } from '../calls/greetings/sync-recordings.ts';
import type { Database } from '../database/database.ts';
import { createSoundBook } from '../database/sound-store.ts';
import type { SoundBook } from '../planning/sound.ts';
import { systemClock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/log.ts';
import { convertApart } from '../sounds/convert-apart.ts';
import type { GreetingNeeds } from '../web/hotlines/greeting-needs.ts';

interface RecordingNeeds {
  readonly link: AriLink;
  readonly ari: AriAddress;
  readonly db: Database;
  readonly log: Logger;
  readonly crash: (error: unknown) => void;
}

interface Recordings {
  readonly shelf: RecordingsInAsterisk;
  readonly keeper: RecordingKeeper;
  /** What the pages need of it. `sounds` is read through a connection of theirs. */
  forPages(sounds: SoundBook): GreetingNeeds;
}

/** Recorded greetings: kept in the database, and held by Asterisk, where callers hear them from. */
export function createRecordedGreetings({ link, ari, db, log, crash }: RecordingNeeds): Recordings {
  const shelf = createRecordingShelf(link, ari, systemClock);
  const sounds = createSoundBook(db);
  const keeper = createRecordingKeeper({ shelf, sounds, clock: systemClock, log, crash });
  const convert = convertApart(systemClock);
  return {
    shelf,
    keeper,
    forPages: (read) => ({ sounds: read, convert, stateOf: keeper.stateOf, changed: keeper.changed }),
  };
}
