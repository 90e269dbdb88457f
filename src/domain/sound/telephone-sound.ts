import { fail, ok, type Result } from '../../runtime/result.ts';
import { resample } from './resample.ts';
import type { SoundProblem } from './sound-problem.ts';
import { readWav, type Waveform, writeWav } from './wav.ts';

/** What telephone networks carry, and every Asterisk plays without a further module. */
export const TELEPHONE_RATE = 8_000;

/** Sound as callers hear it: WAV of 8000 samples a second, 16 bits, one channel. */
export interface TelephoneSound {
  readonly wav: Uint8Array;
  readonly seconds: number;
}

const SHORTEST_SECONDS = 0.3;
/** -54 dB: a microphone that is off, or not there. */
const SILENCE = 0.002;
/** Speech recorded far from the microphone is raised: at most four times, and to no more than -3 dB. */
const QUIET = 0.3;
const LOUD = 0.7;
const MOST_GAIN = 4;

/** Makes what Asterisk plays of a WAV file; a file of just that kind is not touched. */
export function toTelephoneSound(file: Uint8Array): Result<TelephoneSound, SoundProblem> {
  const read = readWav(file);
  if (!read.ok) return read;
  const sound = resample(read.value, TELEPHONE_RATE);
  const seconds = sound.samples.length / TELEPHONE_RATE;
  if (seconds < SHORTEST_SECONDS) return fail({ kind: 'too-short' });
  const peak = peakOf(sound);
  if (peak < SILENCE) return fail({ kind: 'silent' });
  return ok({
    wav: writeWav(peak < QUIET ? louder(sound, Math.min(MOST_GAIN, LOUD / peak)) : sound),
    seconds,
  });
}

function peakOf({ samples }: Waveform): number {
  let peak = 0;
  for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
  return peak;
}

function louder({ sampleRate, samples }: Waveform, gain: number): Waveform {
  return { sampleRate, samples: samples.map((sample) => sample * gain) };
}
