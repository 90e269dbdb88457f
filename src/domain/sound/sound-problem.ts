/** Why a file cannot be played to callers. */
export type SoundProblem =
  /** Another format: MP3, OGG, a text… */
  | { readonly kind: 'no-wav' }
  /** A WAV that ends before its sound, or says nothing of it. */
  | { readonly kind: 'broken' }
  /** A WAV around something else than plain samples. */
  | { readonly kind: 'compressed' }
  /** Plain samples, but of a width, rate or number of channels that nobody uses. */
  | { readonly kind: 'unusual' }
  | { readonly kind: 'too-long'; readonly seconds: number }
  | { readonly kind: 'too-short' }
  /** Nothing can be heard in it: a microphone that was off. */
  | { readonly kind: 'silent' }
  /** Others are being read: it may be sent again. */
  | { readonly kind: 'busy' }
  /** It took too long or too much memory: made to be read for ever. */
  | { readonly kind: 'unreadable' };

/** A caller who waits for help listens to no more; and calls go on by themselves after two minutes of a greeting. */
export const LONGEST_SOUND_SECONDS = 90;
