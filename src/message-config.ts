import { z } from 'zod';
import { type SoundRule, USUAL_SOUND_RULE } from './domain/sound/loudness.ts';

const LEVEL = 'decibels from -90 to -10';
const SECONDS = 'a whole number from 0 to 60';

/** Settings of what counts as a message, beside those of `config.ts`. */
export const MESSAGE_VARIABLES = {
  VIGIE_MESSAGE_LEVEL_DB: z
    .string()
    .regex(/^-([1-8]\d|90)$/, { error: LEVEL })
    .transform(Number)
    .default(USUAL_SOUND_RULE.levelDb),
  VIGIE_MESSAGE_SOUND_SECONDS: z
    .string()
    .regex(/^([0-5]?\d|60)$/, { error: SECONDS })
    .transform(Number)
    .default(USUAL_SOUND_RULE.seconds),
};

export function toSoundRule(data: {
  readonly VIGIE_MESSAGE_LEVEL_DB: number;
  readonly VIGIE_MESSAGE_SOUND_SECONDS: number;
}): SoundRule {
  return { levelDb: data.VIGIE_MESSAGE_LEVEL_DB, seconds: data.VIGIE_MESSAGE_SOUND_SECONDS };
}
