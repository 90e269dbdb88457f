import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Net, net } from './net.ts';

const LONG = { timeout: 90_000 };
const PAUSE_MS = 6_000;

describe('messages that the fallback takes, on a line that sends no sound while nobody speaks', () => {
  it(
    'who pauses is recorded to the end; and a silent recording is an empty message afterwards',
    LONG,
    async () => {
      const on = await net();
      const carrier = await on.pbx.agent('trial-trunk');
      const talker = carrier.call('4000', { from: '+33199001122' });
      await beeps(on, 1);
      talker.speak(440);
      await recorded(on, 2);
      talker.sendNothing();
      const since = Date.now();
      await expect.poll(() => Date.now() - since).toBeGreaterThan(PAUSE_MS);
      talker.sendNothing(false);
      await recorded(on, 4);
      await talker.hangUp();
      const silent = carrier.call('4000', { from: '+33199003344' });
      await beeps(on, 2);
      await expect.poll(() => recordings(on).length).toBe(2);
      await expect.poll(() => recordings(on).every((seconds) => seconds > 3)).toBe(true);
      await silent.hangUp();
      await on.vigie().onWatch();
      const messages = () =>
        on.db.selectFrom('messages').select('is_empty').orderBy('kept_at').orderBy('recording').execute();
      await expect
        .poll(messages, { timeout: 20_000 })
        .toEqual(expect.arrayContaining([{ is_empty: 0 }, { is_empty: 1 }]));
    },
  );
});

async function beeps(on: Net, times: number): Promise<void> {
  const heard = () => on.pbx.log().match(/Playing 'beep/g)?.length ?? 0;
  await expect.poll(heard, { timeout: 30_000 }).toBe(times);
}

async function recorded(on: Net, seconds: number): Promise<void> {
  await expect.poll(() => Math.max(0, ...recordings(on)), { timeout: 20_000 }).toBeGreaterThan(seconds);
}

/** Seconds of sound in each recording that Asterisk holds, at 16 kB a second. */
function recordings({ pbx }: Net): number[] {
  const directory = path.join(pbx.host.directory, 'spool/recording');
  return readdirSync(directory).map((name) => statSync(path.join(directory, name)).size / 16_000);
}
