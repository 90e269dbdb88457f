import type { TelephoneSound } from '../domain/sound/telephone-sound.ts';
import type { Author, ConfigurationStore } from './configuration.ts';
import { soundId } from './sound.ts';

/** `gone`: there is no such hotline any more. */
export type GreetingChange = 'changed' | 'unchanged' | 'gone';

/** Has a hotline greet its callers with this recording, or with none; the recording is kept with it, or neither is. */
export function changeGreeting(
  store: ConfigurationStore,
  hotlineId: string,
  recording: TelephoneSound | null,
  author: Author,
): Promise<GreetingChange> {
  return store.edit(async (draft) => {
    const before = await draft.item('hotlines', hotlineId);
    if (before === null) return 'gone';
    const recordedGreeting = recording && soundId(recording.wav);
    if (before.recordedGreeting === recordedGreeting) return 'unchanged';
    if (recording !== null && recordedGreeting !== null)
      await draft.keepSound({ ...recording, id: recordedGreeting, keptAt: author.at });
    const after = { ...before, recordedGreeting };
    await draft.apply([{ section: 'hotlines', id: hotlineId, before, after }], author);
    return 'changed';
  });
}
