import type { Waveform } from './wav.ts';

/** About -47 dB: something is heard, and it is not the noise of a line. */
const AUDIBLE = 0.0046;
/** Share of the sound's power that a tone must have to be taken for it. */
const DOMINANT = 0.5;
const WINDOW_SECONDS = 0.1;

/** For how long something can be heard, in all. */
export function audibleSeconds(sound: Waveform): number {
  return windows(sound).filter(isAudible).length * WINDOW_SECONDS;
}

/** For how long a pure tone of that pitch can be heard, in all. */
export function toneSeconds(sound: Waveform, hertz: number): number {
  return windows(sound).filter((samples) => isTone(samples, hertz, sound.sampleRate)).length * WINDOW_SECONDS;
}

function windows({ samples, sampleRate }: Waveform): readonly Float32Array[] {
  const size = Math.round(sampleRate * WINDOW_SECONDS);
  return Array.from({ length: Math.floor(samples.length / size) }, (_, at) =>
    samples.subarray(at * size, (at + 1) * size),
  );
}

function isAudible(samples: Float32Array): boolean {
  return Math.sqrt(meanPower(samples)) > AUDIBLE;
}

/** Goertzel's filter: the power at one pitch against all of it. */
function isTone(samples: Float32Array, hertz: number, sampleRate: number): boolean {
  if (!isAudible(samples)) return false;
  const turn = 2 * Math.cos((2 * Math.PI * hertz) / sampleRate);
  let [last, beforeLast] = [0, 0];
  for (const sample of samples) [last, beforeLast] = [sample + turn * last - beforeLast, last];
  const power = last ** 2 + beforeLast ** 2 - turn * last * beforeLast;
  // A pure tone of n samples with mean power p gives p·n²/2 here.
  return power / (meanPower(samples) * samples.length ** 2 * 0.5) > DOMINANT;
}

function meanPower(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample ** 2;
  return sum / samples.length;
}
