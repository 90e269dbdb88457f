import type { Waveform } from './wav.ts';

/** Zero crossings of the filter on each side: enough for 60 dB of what would fold back into speech. */
const CROSSINGS = 16;
/** Entries of the table for each of them; values in between are interpolated. */
const STEPS = 256;
/** How far the filter lets through, of what the slower of both rates could carry. */
const PASSED = 0.92;

/** The same sound at another rate, by a windowed sinc: what the new rate cannot carry is taken out, not folded back. */
export function resample({ sampleRate, samples }: Waveform, wanted: number): Waveform {
  if (sampleRate === wanted) return { sampleRate, samples };
  /** Of the filter, in crossings per sample of the source. */
  const scale = (PASSED * Math.min(sampleRate, wanted)) / sampleRate;
  const radius = CROSSINGS / scale;
  const count = Math.floor((samples.length * wanted) / sampleRate);
  const result = new Float32Array(count);
  for (let index = 0; index < count; index += 1) {
    const centre = (index * sampleRate) / wanted;
    const first = Math.max(0, Math.ceil(centre - radius));
    const last = Math.min(samples.length - 1, Math.floor(centre + radius));
    let sum = 0;
    for (let at = first; at <= last; at += 1)
      sum += (samples[at] ?? 0) * kernel(Math.abs(at - centre) * scale);
    result[index] = sum * scale;
  }
  return { sampleRate: wanted, samples: result };
}

const TABLE = Float64Array.from({ length: CROSSINGS * STEPS + 2 }, (_, index) => {
  const crossings = index / STEPS;
  if (crossings >= CROSSINGS) return 0;
  const sinc = crossings === 0 ? 1 : Math.sin(Math.PI * crossings) / (Math.PI * crossings);
  const angle = (Math.PI * crossings) / CROSSINGS;
  // Blackman's window.
  return sinc * (0.42 + 0.5 * Math.cos(angle) + 0.08 * Math.cos(2 * angle));
});

function kernel(crossings: number): number {
  const place = crossings * STEPS;
  const index = Math.floor(place);
  const below = TABLE[index] ?? 0;
  return below + (place - index) * ((TABLE[index + 1] ?? 0) - below);
}
