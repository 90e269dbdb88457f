import type { Hotline } from '../../domain/hotline.ts';
import type { SoundRule } from '../../domain/sound/loudness.ts';
import { ok, type Result } from '../../runtime/result.ts';
import { isAudible, wavSeconds } from '../messages/measure-sound.ts';
import type { Telephony, TelephonyProblem } from '../telephony.ts';

/** Where the hotline does not say: shorter than this is a caller who hung up at the beep. */
const SHORTEST_SECONDS = 2;

/** What a caller said to the fallback's recorder, as it turns out to be worth. */
export type FallbackMessage =
  | {
      readonly kind: 'kept';
      readonly audio: Buffer;
      readonly seconds: number;
      /** Nothing is heard in it. */
      readonly isEmpty: boolean;
    }
  | { readonly kind: 'dropped'; readonly reason: 'too-short' | 'failed' };

/** Fetches the message, and judges it by the hotline's rule and that of what counts as sound. A problem: try again later. */
export async function fetchFallbackMessage(
  telephony: Telephony,
  recording: string,
  hotline: Hotline,
  soundRule: SoundRule,
): Promise<Result<FallbackMessage, TelephonyProblem>> {
  const audio = await telephony.fetchRecording(recording);
  if (!audio.ok) return audio.error.kind === 'gone' ? ok({ kind: 'dropped', reason: 'failed' }) : audio;
  const seconds = Math.round(wavSeconds(audio.value));
  if (seconds < shortest(hotline)) return ok({ kind: 'dropped', reason: 'too-short' });
  const isEmpty = !(await isAudible(audio.value, soundRule));
  return ok({ kind: 'kept', audio: audio.value, seconds, isEmpty });
}

function shortest({ noAnswer }: Hotline): number {
  return noAnswer.kind === 'announcement' ? SHORTEST_SECONDS : noAnswer.voicemail.minSeconds;
}
