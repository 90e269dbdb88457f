import type { RecordingState } from '../../calls/greetings/sync-recordings.ts';
import type { ConvertSound, SoundStore } from '../../planning/sound.ts';

/** What the pages of recorded greetings are made from. */
export interface GreetingDependencies {
  readonly sounds: SoundStore;
  readonly convert: ConvertSound;
  /** Whether callers can hear it. */
  stateOf(id: string): RecordingState;
  /** Hotlines greet with others now. */
  changed(): void;
}
