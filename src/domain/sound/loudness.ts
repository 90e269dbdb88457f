/** What counts as sound in a message: the rest is silence, or the noise of a line. */
export interface SoundRule {
  /** Decibels below the loudest that can be recorded, as a negative number. Speech is at -15 to -35, a line at -60. */
  readonly levelDb: number;
  /** So much that is louder than `levelDb`, all together, makes a message; 0: anything does. */
  readonly seconds: number;
}

export const USUAL_SOUND_RULE: SoundRule = { levelDb: -50, seconds: 1 };

const FULL_SCALE = 0x8000;
/** Of loudness: shorter than a syllable, longer than a click. */
const FRAMES_A_SECOND = 50;

/** How many seconds of 16-bit sound are louder than a level, counted in fiftieths of a second. */
export function loudSeconds(pcm: DataView, samplesASecond: number, levelDb: number): number {
  const length = Math.floor(samplesASecond / FRAMES_A_SECOND);
  const threshold = (FULL_SCALE * 10 ** (levelDb / 20)) ** 2 * length;
  const samples = Math.floor(pcm.byteLength / 2);
  let loud = 0;
  for (let first = 0; first + length <= samples; first += length) {
    let power = 0;
    for (let at = first; at < first + length; at += 1) power += pcm.getInt16(2 * at, true) ** 2;
    if (power > threshold) loud += 1;
  }
  return loud / FRAMES_A_SECOND;
}
