import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeALaw, encodeALaw } from '../../trial/phones/a-law.ts';
import { keyFrames, keyPayloads } from '../../trial/phones/rtp.ts';
import { isAudible, isTone, toneSamples } from '../../trial/phones/tone.ts';

describe('A-law', () => {
  it('gives every byte back', () => {
    for (let byte = 0; byte < 256; byte += 1) expect(encodeALaw(decodeALaw(byte))).toBe(byte);
  });

  it('agrees with the values of G.711', () => {
    // Silence, the loudest positive, the loudest negative.
    expect([decodeALaw(0xd5), decodeALaw(0xaa), decodeALaw(0x2a)]).toEqual([8, 32_256, -32_256]);
  });

  it('keeps a sample to within a sixteenth of itself', () => {
    fc.assert(
      fc.property(fc.integer({ min: -32_000, max: 32_000 }), (sample) => {
        const error = Math.abs(decodeALaw(encodeALaw(sample)) - sample);
        expect(error).toBeLessThanOrEqual(Math.max(16, Math.abs(sample) / 16));
      }),
    );
  });
});

describe('hearing', () => {
  it('knows a tone from another, and from silence', () => {
    const tone = toneSamples(400, 0, 800);
    expect([isTone(tone, 400), isTone(tone, 700), isAudible(tone)]).toEqual([true, false, true]);
    const silence = Array<number>(800).fill(8);
    expect([isTone(silence, 400), isAudible(silence)]).toEqual([false, false]);
  });

  it('hears a tone after A-law', () => {
    expect(
      isTone(
        toneSamples(700, 0, 800).map((sample) => decodeALaw(encodeALaw(sample))),
        700,
      ),
    ).toBe(true);
  });
});

describe('keys', () => {
  it('are said for 100 ms each, their end three times, with a gap after', () => {
    const frames = keyFrames('*1');
    expect(frames.map((frame) => frame?.code ?? null)).toEqual([
      10,
      10,
      10,
      10,
      10,
      null,
      null,
      null,
      1,
      1,
      1,
      1,
      1,
      null,
      null,
      null,
    ]);
    const last = frames[4];
    expect(last && keyPayloads(last).map((payload) => payload.toString('hex'))).toEqual([
      '0a8a0320',
      '0a8a0320',
      '0a8a0320',
    ]);
  });

  it('that do not exist are refused', () => {
    expect(() => keyFrames('1a')).toThrow('not a key: a');
  });
});
