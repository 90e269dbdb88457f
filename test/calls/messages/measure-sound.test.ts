import { describe, expect, it } from 'vitest';
import { isAudible, wavSeconds } from '../../../src/calls/messages/measure-sound.ts';
import { USUAL_SOUND_RULE } from '../../../src/domain/sound/loudness.ts';
import { writeWav } from '../../../src/domain/sound/wav.ts';

const RATE = 8_000;

describe('whether something is heard in a recording', () => {
  it.each([
    ['nothing was written', 0, 0, 0, false],
    ['silence', 0, 0, 20, false],
    ['the noise of a line', -60, 20, 20, false],
    ['a click', -10, 0.1, 20, false],
    ['two words at the end of a long silence', -25, 1.2, 90, true],
    ['a whisper', -42, 3, 5, true],
  ])('%s (%d dB for %d s of %d s): %s', async (_, level, loud, seconds, heard) => {
    expect(await isAudible(recording(level, loud, seconds), USUAL_SOUND_RULE)).toBe(heard);
  });

  it('the level and the length are settings', async () => {
    const whisper = recording(-42, 3, 5);
    expect(await isAudible(whisper, { levelDb: -30, seconds: 1 })).toBe(false);
    expect(await isAudible(whisper, { levelDb: -50, seconds: 4 })).toBe(false);
    expect(await isAudible(recording(0, 0, 5), { levelDb: -50, seconds: 0 })).toBe(true);
  });

  it('wherever in a buffer the file begins', async () => {
    const odd = Buffer.concat([Buffer.from([0]), recording(-20, 2, 3)]).subarray(1);
    expect(await isAudible(odd, USUAL_SOUND_RULE)).toBe(true);
    expect(wavSeconds(odd)).toBeCloseTo(3);
  });
});

/** Silence, and at its end a tone of so many decibels (root mean square) below the loudest. */
function recording(levelDb: number, loudSeconds: number, seconds: number): Buffer {
  const amplitude = Math.SQRT2 * 10 ** (levelDb / 20);
  const first = (seconds - loudSeconds) * RATE;
  const samples = Float32Array.from({ length: seconds * RATE }, (_, at) =>
    at < first ? 0 : Math.min(1, amplitude) * Math.sin((2 * Math.PI * 440 * at) / RATE),
  );
  return Buffer.from(writeWav({ sampleRate: RATE, samples }));
}
