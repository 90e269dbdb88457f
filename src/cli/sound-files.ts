import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { TELEPHONE_RATE } from '../domain/sound/telephone-sound.ts';
import { readWav } from '../domain/sound/wav.ts';
import { type Sound, type SoundStore, soundId } from '../planning/sound.ts';
import type { Instant } from '../runtime/instant.ts';
import { fail, ok, type Result } from '../runtime/result.ts';

/** Recorded greetings beside a configuration file, each under the name that the file has for it. */
const NAMED = /^([0-9a-f]{32})\.wav$/;

/** Writes those that hotlines play; gives how many. */
export async function writeSounds(folder: string, store: SoundStore): Promise<Result<number, string>> {
  const ids = await store.inUse();
  try {
    mkdirSync(folder, { recursive: true });
    for (const id of ids) {
      const sound = await store.find(id);
      if (sound) writeFileSync(path.join(folder, `${id}.wav`), sound.wav);
    }
  } catch (error) {
    return fail(`the recordings cannot be written to ${folder}: ${(error as Error).message}`);
  }
  return ok(ids.length);
}

/** Reads what `writeSounds` wrote; one that is not what its name says is refused. */
export function readSounds(folder: string, now: Instant): Result<readonly Sound[], string> {
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    return fail(`the recordings cannot be read: ${(error as Error).message}`);
  }
  const sounds: Sound[] = [];
  for (const name of names) {
    const id = NAMED.exec(name)?.[1];
    if (id === undefined) continue;
    const wav = readFileSync(path.join(folder, name));
    const read = readWav(wav);
    if (soundId(wav) !== id || !read.ok || read.value.sampleRate !== TELEPHONE_RATE)
      return fail(`${path.join(folder, name)} is not the recording that its name says`);
    sounds.push({ id, wav, seconds: read.value.samples.length / TELEPHONE_RATE, keptAt: now });
  }
  return ok(sounds);
}
