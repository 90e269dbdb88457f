import { setImmediate as othersFirst } from 'node:timers/promises';
import { loudSeconds, type SoundRule } from '../../domain/sound/loudness.ts';

const HEADER_BYTES = 44;
/** Looked at in one go: some milliseconds, for a recording of an hour must not hold up other calls. */
const SLICE_SECONDS = 60;

/** Length of a PCM WAV file, from its size and the bytes a second that its header tells. */
export function wavSeconds(wav: Buffer): number {
  if (wav.length <= HEADER_BYTES) return 0;
  return (wav.length - HEADER_BYTES) / wav.readUInt32LE(28);
}

/** Whether there is enough sound in a recording (WAV, 16 bits, one channel, as Asterisk writes it) to be a message. */
export async function isAudible(wav: Buffer, rule: SoundRule): Promise<boolean> {
  if (rule.seconds === 0) return true;
  if (wav.length <= HEADER_BYTES) return false;
  const samplesASecond = wav.readUInt32LE(24);
  const slice = SLICE_SECONDS * samplesASecond * 2;
  let loud = 0;
  for (let from = HEADER_BYTES; from < wav.length; from += slice) {
    const bytes = Math.min(slice, wav.length - from);
    loud += loudSeconds(new DataView(wav.buffer, wav.byteOffset + from, bytes), samplesASecond, rule.levelDb);
    if (loud >= rule.seconds) return true;
    await othersFirst();
  }
  return false;
}
