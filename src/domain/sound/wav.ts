import { fail, ok, type Result } from '../../runtime/result.ts';
import { LONGEST_SOUND_SECONDS, type SoundProblem } from './sound-problem.ts';

/** One channel of sound, from -1 to 1. */
export interface Waveform {
  readonly sampleRate: number;
  readonly samples: Float32Array;
}

const PCM = 1;
const FLOAT = 3;
/** The encoding proper then stands further back, in the first two bytes of an identifier. */
const EXTENSIBLE = 0xfffe;
const HEADER_BYTES = 44;
const LOWEST_RATE = 4_000;
const HIGHEST_RATE = 192_000;
const MOST_CHANNELS = 8;

type ReadSample = (view: DataView, at: number) => number;

/** By encoding and bits; a sample's channels and neighbours follow one another, little end first. */
const SAMPLES: Readonly<Record<string, ReadSample>> = {
  [`${PCM}/8`]: (view, at) => (view.getUint8(at) - 128) / 0x80,
  [`${PCM}/16`]: (view, at) => view.getInt16(at, true) / 0x8000,
  [`${PCM}/24`]: (view, at) => (view.getInt8(at + 2) * 0x10000 + view.getUint16(at, true)) / 0x800000,
  [`${PCM}/32`]: (view, at) => view.getInt32(at, true) / 0x80000000,
  [`${FLOAT}/32`]: (view, at) => view.getFloat32(at, true),
  [`${FLOAT}/64`]: (view, at) => view.getFloat64(at, true),
};

interface Format {
  readonly encoding: number;
  readonly channels: number;
  readonly sampleRate: number;
  readonly bits: number;
}

/** Reads uncompressed WAV of any usual form, its channels mixed into one. Believes no number that the file says. */
export function readWav(file: Uint8Array): Result<Waveform, SoundProblem> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.length < 12 || tag(view, 0) !== 'RIFF' || tag(view, 8) !== 'WAVE') return fail({ kind: 'no-wav' });
  let format: Format | null = null;
  for (let at = 12; at + 8 <= file.length; ) {
    const size = view.getUint32(at + 4, true);
    const content = at + 8;
    if (tag(view, at) === 'fmt ') format = readFormat(view, content, Math.min(size, file.length - content));
    if (tag(view, at) === 'data') {
      if (format === null) return fail({ kind: 'broken' });
      // What a program wrote to a pipe says 0 or 4 GB: it could not know. The rest of the file is meant.
      const known = size > 0 && size <= file.length - content;
      return readSamples(view, content, known ? size : file.length - content, format);
    }
    at = content + size + (size % 2);
  }
  return fail({ kind: 'broken' });
}

function readFormat(view: DataView, at: number, size: number): Format | null {
  if (size < 16) return null;
  const written = view.getUint16(at, true);
  return {
    encoding: written === EXTENSIBLE && size >= 26 ? view.getUint16(at + 24, true) : written,
    channels: view.getUint16(at + 2, true),
    sampleRate: view.getUint32(at + 4, true),
    bits: view.getUint16(at + 14, true),
  };
}

function readSamples(
  view: DataView,
  from: number,
  size: number,
  { encoding, channels, sampleRate, bits }: Format,
): Result<Waveform, SoundProblem> {
  const sample = SAMPLES[`${encoding}/${bits}`];
  if (!sample) return fail({ kind: encoding === PCM || encoding === FLOAT ? 'unusual' : 'compressed' });
  if (channels < 1 || channels > MOST_CHANNELS || sampleRate < LOWEST_RATE || sampleRate > HIGHEST_RATE)
    return fail({ kind: 'unusual' });
  const bytes = bits / 8;
  const count = Math.floor(size / (bytes * channels));
  if (count > LONGEST_SOUND_SECONDS * sampleRate)
    return fail({ kind: 'too-long', seconds: count / sampleRate });
  const samples = new Float32Array(count);
  for (let index = 0; index < count; index += 1) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel += 1)
      sum += sample(view, from + (index * channels + channel) * bytes);
    const mixed = sum / channels;
    // Floating point may hold anything, also what is no number.
    samples[index] = Number.isFinite(mixed) ? Math.max(-1, Math.min(1, mixed)) : 0;
  }
  return ok({ sampleRate, samples });
}

/** 16 bits, one channel: what every Asterisk plays, at 8000 samples a second. */
export function writeWav({ sampleRate, samples }: Waveform): Uint8Array {
  const bytes = samples.length * 2;
  const file = new Uint8Array(HEADER_BYTES + bytes);
  const view = new DataView(file.buffer);
  const text = (at: number, word: string) => {
    for (let index = 0; index < 4; index += 1) view.setUint8(at + index, word.charCodeAt(index));
  };
  text(0, 'RIFF');
  view.setUint32(4, HEADER_BYTES - 8 + bytes, true);
  text(8, 'WAVE');
  text(12, 'fmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, PCM, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, bytes, true);
  for (const [index, sample] of samples.entries())
    view.setInt16(
      HEADER_BYTES + index * 2,
      Math.max(-0x8000, Math.min(0x7fff, Math.round(sample * 0x8000))),
      true,
    );
  return file;
}

function tag(view: DataView, at: number): string {
  return String.fromCharCode(
    view.getUint8(at),
    view.getUint8(at + 1),
    view.getUint8(at + 2),
    view.getUint8(at + 3),
  );
}
