const RATE = 8_000;
/** Root mean square of 16-bit samples above which somebody, or something, is heard. */
const AUDIBLE = 150;
/** Share of the sound's power that a tone must have to be taken for it. */
const DOMINANT = 0.5;

/** Samples of a sine of `hz`, from the `first` sample of its life on. */
export function toneSamples(hz: number, first: number, count: number): number[] {
  return Array.from({ length: count }, (_, at) => 8_000 * Math.sin((2 * Math.PI * hz * (first + at)) / RATE));
}

export function isAudible(samples: readonly number[]): boolean {
  return samples.length > 0 && Math.sqrt(meanPower(samples)) > AUDIBLE;
}

/** Whether these samples are, for the most part, a tone of `hz` (Goertzel's filter). */
export function isTone(samples: readonly number[], hz: number): boolean {
  if (!isAudible(samples)) return false;
  const turn = 2 * Math.cos((2 * Math.PI * hz) / RATE);
  let [last, beforeLast] = [0, 0];
  for (const sample of samples) [last, beforeLast] = [sample + turn * last - beforeLast, last];
  const power = last ** 2 + beforeLast ** 2 - turn * last * beforeLast;
  // A pure tone of n samples with mean power p gives p·n²/2 here.
  return power / (meanPower(samples) * samples.length ** 2 * 0.5) > DOMINANT;
}

function meanPower(samples: readonly number[]): number {
  return samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length;
}

const ROWS = [697, 770, 852, 941];
const COLUMNS = [1209, 1336, 1477];
const KEYPAD = ['123', '456', '789', '*0#'];
/** 120 ms each down and up, in frames of 20 ms. */
const KEY_FRAMES = 6;

/** The tones of these keys, frame by frame. */
export function inBandFrames(keys: string): readonly (readonly number[])[] {
  return [...keys].flatMap((key) => {
    const row = KEYPAD.findIndex((line) => line.includes(key));
    const tones = [ROWS[row], COLUMNS[KEYPAD[row]?.indexOf(key) ?? -1]].filter((hz) => hz !== undefined);
    return [...Array(KEY_FRAMES).fill(tones), ...Array(KEY_FRAMES).fill([])];
  });
}
