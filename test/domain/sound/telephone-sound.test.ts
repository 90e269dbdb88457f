import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resample } from '../../../src/domain/sound/resample.ts';
import { TELEPHONE_RATE, toTelephoneSound } from '../../../src/domain/sound/telephone-sound.ts';
import { readWav } from '../../../src/domain/sound/wav.ts';
import { chunk, TELEPHONE, tone, type WavForm, wavFile } from './wav-file.ts';

const ITEMS: readonly WavForm[] = [
  TELEPHONE,
  { sampleRate: 16_000, channels: 1, encoding: 'pcm', bits: 16 },
  { sampleRate: 44_100, channels: 2, encoding: 'pcm', bits: 16 },
  { sampleRate: 48_000, channels: 2, encoding: 'pcm', bits: 24 },
  { sampleRate: 48_000, channels: 2, encoding: 'pcm', bits: 24, extensible: true },
  { sampleRate: 96_000, channels: 1, encoding: 'pcm', bits: 32 },
  { sampleRate: 192_000, channels: 8, encoding: 'pcm', bits: 16 },
  { sampleRate: 11_025, channels: 1, encoding: 'pcm', bits: 8 },
  { sampleRate: 4_000, channels: 1, encoding: 'pcm', bits: 16 },
  { sampleRate: 48_000, channels: 1, encoding: 'float', bits: 32 },
  { sampleRate: 44_100, channels: 2, encoding: 'float', bits: 64 },
];

describe('what becomes of a WAV file', () => {
  it.each(ITEMS)('$sampleRate Hz, $channels channels, $encoding $bits (extensible: $extensible)', (form) => {
    const converted = toTelephoneSound(wavFile(form, 1.5, tone(600, form.sampleRate)));
    if (!converted.ok) throw new Error(converted.error.kind);
    const { wav, seconds } = converted.value;
    expect(seconds).toBeCloseTo(1.5, 2);
    expect(headerOf(wav)).toEqual({
      encoding: 1,
      channels: 1,
      sampleRate: 8000,
      bits: 16,
      bytes: wav.length,
    });
    const samples = samplesOf(wav);
    expect(strengthOf(600, samples)).toBeGreaterThan(0.48);
    expect(restBeside(600, samples)).toBeLessThan(form.bits === 8 ? 0.02 : 0.01);
  });

  it('nothing is changed in one that is as Asterisk wants it already', () => {
    const file = wavFile(TELEPHONE, 1, (at) => 0.5 * Math.sin(at) * Math.sin(at / 97));
    const converted = toTelephoneSound(file);
    expect(converted.ok && Buffer.from(converted.value.wav).equals(file)).toBe(true);
  });

  it('channels are mixed: what is said on one only is still heard', () => {
    const form = { ...TELEPHONE, channels: 2 };
    const converted = toTelephoneSound(
      wavFile(form, 1, (at, channel) => (channel === 1 ? tone(500, 8000, 0.8)(at) : 0)),
    );
    expect(converted.ok && strengthOf(500, samplesOf(converted.value.wav))).toBeCloseTo(0.4, 1);
  });

  it('what a telephone cannot carry is taken out, not folded back into speech', () => {
    const high = {
      sampleRate: 48_000,
      samples: Float32Array.from({ length: 48_000 }, (_, at) => tone(7_000, 48_000)(at)),
    };
    const { samples } = resample(high, TELEPHONE_RATE);
    expect(strengthOf(1_000, samples.subarray(800, -800))).toBeLessThan(0.0005);
  });

  it('quiet speech is raised, at most four times; a normal one stays as loud as it is', () => {
    const peak = (loud: number) => {
      const converted = toTelephoneSound(wavFile(TELEPHONE, 1, tone(400, 8000, loud)));
      return converted.ok ? Math.max(...samplesOf(converted.value.wav)) : Number.NaN;
    };
    expect(peak(0.05)).toBeCloseTo(0.2, 2);
    expect(peak(0.25)).toBeCloseTo(0.7, 2);
    expect(peak(0.6)).toBeCloseTo(0.6, 2);
  });

  it('titles before the sound are stepped over, and a size that a pipe could not know means the rest', () => {
    const before = chunk('LIST', Buffer.from('INFOIART\x03\0\0\0Ada'));
    for (const saidSize of [0, 0xffffffff]) {
      const converted = toTelephoneSound(wavFile({ ...TELEPHONE, before, saidSize }, 1, tone(400, 8000)));
      expect(converted.ok && converted.value.seconds).toBe(1);
    }
  });

  it('numbers that are none in floating point are silence', () => {
    const form: WavForm = { sampleRate: 8000, channels: 1, encoding: 'float', bits: 32 };
    const odd = [Number.NaN, Number.POSITIVE_INFINITY, 1e30];
    const converted = toTelephoneSound(
      wavFile(form, 1, (at) => (at % 100 === 0 ? (odd[(at / 100) % 3] ?? 0) : 0.4)),
    );
    expect(converted.ok && Math.max(...samplesOf(converted.value.wav).map(Math.abs))).toBeLessThanOrEqual(1);
  });
});

describe('what is refused', () => {
  const good = wavFile(TELEPHONE, 1, tone(400, 8000));
  const withBytes = (...changes: readonly (readonly [number, number])[]) => {
    const changed = Buffer.from(good);
    for (const [at, byte] of changes) changed[at] = byte;
    return changed;
  };

  it.each<[string, Buffer, string]>([
    ['nothing', Buffer.alloc(0), 'no-wav'],
    ['an MP3', Buffer.concat([Buffer.from('ID3\x04'), Buffer.alloc(4000)]), 'no-wav'],
    ['a text', Buffer.from('RIFF is a mountain range'.repeat(20)), 'no-wav'],
    ['a WAV cut off in its header', good.subarray(0, 30), 'broken'],
    ['a WAV without sound', good.subarray(0, 36), 'broken'],
    ['sound before its format', Buffer.concat([good.subarray(0, 12), good.subarray(36)]), 'broken'],
    ['a chunk that claims 4 GB', withBytes([16, 0xff], [17, 0xff], [18, 0xff], [19, 0xff]), 'broken'],
    ['A-law', withBytes([20, 6]), 'compressed'],
    ['MP3 in a WAV', withBytes([20, 0x55]), 'compressed'],
    ['12 bits', withBytes([34, 12]), 'unusual'],
    ['no channel', withBytes([22, 0]), 'unusual'],
    ['65535 channels', withBytes([22, 0xff], [23, 0xff]), 'unusual'],
    ['no rate', withBytes([24, 0], [25, 0]), 'unusual'],
    ['4 GHz', withBytes([24, 0xff], [25, 0xff], [26, 0xff], [27, 0xff]), 'unusual'],
    ['a blink', wavFile(TELEPHONE, 0.2, tone(400, 8000)), 'too-short'],
    ['a microphone that was off', wavFile(TELEPHONE, 2, tone(400, 8000, 0.001)), 'silent'],
    ['two minutes', wavFile(TELEPHONE, 120, tone(400, 8000)), 'too-long'],
  ])('%s', (_name, file, why) => {
    expect(toTelephoneSound(file)).toMatchObject({ ok: false, error: { kind: why } });
  });

  it('whatever bytes come, the answer is a sound or a reason', () => {
    const mangled = fc
      .tuple(fc.array(fc.tuple(fc.nat(80), fc.nat(255)), { maxLength: 12 }), fc.nat(200))
      .map(([changes, cut]) => withBytes(...changes).subarray(0, 44 + cut));
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 400 }), mangled), (file) => {
        const converted = toTelephoneSound(file);
        expect(converted.ok ? converted.value.wav.length : converted.error.kind).toBeTruthy();
      }),
      { numRuns: 2000 },
    );
  });
});

function headerOf(wav: Uint8Array): object {
  const view = new DataView(wav.buffer, wav.byteOffset);
  return {
    encoding: view.getUint16(20, true),
    channels: view.getUint16(22, true),
    sampleRate: view.getUint32(24, true),
    bits: view.getUint16(34, true),
    bytes: 44 + view.getUint32(40, true),
  };
}

function samplesOf(wav: Uint8Array): Float32Array {
  const read = readWav(wav);
  if (!read.ok) throw new Error(read.error.kind);
  return read.value.samples;
}

/** How strong a sine of `hz` is in 8 kHz samples: 0.5 for one of half the full height. */
function strengthOf(hz: number, samples: Float32Array): number {
  let [sine, cosine] = [0, 0];
  for (const [at, sample] of samples.entries()) {
    sine += sample * Math.sin((2 * Math.PI * hz * at) / TELEPHONE_RATE);
    cosine += sample * Math.cos((2 * Math.PI * hz * at) / TELEPHONE_RATE);
  }
  return (2 * Math.hypot(sine, cosine)) / samples.length;
}

/** The strongest of what should not be there, away from the ends. */
function restBeside(hz: number, samples: Float32Array): number {
  const inner = samples.subarray(400, -400);
  const others = Array.from({ length: 36 }, (_, index) => 100 + index * 100);
  return Math.max(
    ...others.filter((other) => Math.abs(other - hz) >= 100).map((other) => strengthOf(other, inner)),
  );
}
