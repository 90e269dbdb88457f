import { createHash } from 'node:crypto';
import type { SoundProblem } from '../domain/sound/sound-problem.ts';
import type { TelephoneSound } from '../domain/sound/telephone-sound.ts';
import type { Instant } from '../runtime/instant.ts';
import type { Result } from '../runtime/result.ts';

/** A recording that Vigie keeps and hotlines play. It never changes: what sounds different is another one. */
export interface Sound extends TelephoneSound {
  /** Follows from what it holds: see `soundId`. */
  readonly id: string;
  readonly keptAt: Instant;
}

/** Where recordings are kept. They are written with the configuration, in its transactions. */
export interface SoundStore {
  find(id: string): Promise<Sound | null>;
  /** Ids of those that some hotline plays. */
  inUse(): Promise<readonly string[]>;
}

/** Makes what Asterisk plays of a file that somebody sent; big and hostile ones hold up no call. */
export type ConvertSound = (file: Uint8Array) => Promise<Result<TelephoneSound, SoundProblem>>;

export function soundId(wav: Uint8Array): string {
  return createHash('sha256').update(wav).digest('hex').slice(0, 32);
}
