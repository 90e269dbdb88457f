import { expect, it } from 'vitest';
import { audibleSeconds, toneSeconds } from '../../../src/domain/sound/tone.ts';

const RATE = 8000;
function sine(hertz: number, seconds: number, volume = 0.25): number[] {
  return Array.from(
    { length: RATE * seconds },
    (_, at) => volume * Math.sin((2 * Math.PI * hertz * at) / RATE),
  );
}
const sound = (...parts: number[][]) => ({ sampleRate: RATE, samples: Float32Array.from(parts.flat()) });

it('tells a tone from silence, from noise and from another tone, and for how long it is heard', () => {
  const silence = Array.from({ length: RATE }, () => 0);
  const noise = Array.from({ length: RATE }, (_, at) => 0.3 * Math.sin(at * at));
  expect(toneSeconds(sound(sine(1000, 2)), 1000)).toBeCloseTo(2, 1);
  expect(toneSeconds(sound(silence, sine(1000, 1)), 1000)).toBeCloseTo(1, 1);
  expect(toneSeconds(sound(sine(440, 2)), 1000)).toBe(0);
  expect(toneSeconds(sound(noise), 1000)).toBe(0);
  expect(audibleSeconds(sound(silence, sine(440, 1)))).toBeCloseTo(1, 1);
  expect(audibleSeconds(sound(sine(440, 1, 0.001)))).toBe(0);
});
