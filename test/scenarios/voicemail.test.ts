import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { speaks } from '../../trial/phones/behaviour.ts';
import { stage } from './stage.ts';

describe('nobody can be dialled: voicemail', () => {
  const on = stage();

  it('what the caller says after the beep is kept, with its sound', async () => {
    const caller = await on.pbx.call('4000', { acts: [speaks()] });
    await recorded(3);
    expect(on.heardBy('trial-carrier').slice(-3)).toEqual(['vm-nobodyavail', 'vm-intro', 'beep']);
    await caller.hangUp();
    const call = await on.ended('voicemail');
    await expect.poll(() => messages()).toHaveLength(1);
    const [message] = await messages();
    expect(message?.call_id).toBe(call.id);
    expect(loudness(message?.audio ?? new Uint8Array())).toBeGreaterThan(500);
    await expect.poll(() => recordingFiles()).toEqual([]);
  });

  it('a caller who hangs up at the beep leaves no message', async () => {
    const caller = await on.pbx.call('4000');
    await on.hears('trial-carrier', 'beep');
    await caller.hangUp();
    const call = await on.ended('caller-hung-up');
    expect(call.timeline).toContainEqual(
      expect.objectContaining({ kind: 'voicemail-dropped', reason: 'too-short' }),
    );
    expect(await messages()).toEqual([]);
    await expect.poll(() => recordingFiles()).toEqual([]);
  });

  it('# ends the message, and Vigie hangs up', async () => {
    const caller = await on.pbx.call('4000', { acts: [speaks()] });
    await recorded(3);
    await caller.press('#');
    await on.hears('trial-carrier', 'auth-thankyou');
    expect((await caller.ended()).end).toMatchObject({ how: 'hung-up', by: 'other' });
    await on.ended('voicemail');
    await expect.poll(() => messages()).toHaveLength(1);
  });

  it('a message as long as may be ends with a word too, and is kept', async () => {
    await on.plan({ hotlines: { support: { noAnswer: { voicemail: { maxSeconds: 4, minSeconds: 2 } } } } });
    const caller = await on.pbx.call('4000', { acts: [speaks()] });
    await on.hears('trial-carrier', 'auth-thankyou');
    expect((await caller.ended()).end).toMatchObject({ how: 'hung-up', by: 'other' });
    await on.ended('voicemail');
    await expect.poll(() => messages()).toHaveLength(1);
  });

  function messages() {
    return on.database().selectFrom('messages').selectAll().execute();
  }

  function recordingFiles(): string[] {
    return readdirSync(path.join(on.pbx.host.directory, 'spool/recording'));
  }

  /** Waits until Asterisk has written this much of a message. */
  async function recorded(seconds: number): Promise<void> {
    const directory = path.join(on.pbx.host.directory, 'spool/recording');
    const size = () =>
      Math.max(0, ...recordingFiles().map((name) => statSync(path.join(directory, name)).size));
    await expect.poll(size, { timeout: 25_000 }).toBeGreaterThan(seconds * BYTES_A_SECOND);
  }
});

const BYTES_A_SECOND = 16_000;

/** Mean of the absolute samples of a 16-bit WAV file. */
function loudness(wav: Uint8Array): number {
  const data = Buffer.from(wav).subarray(44);
  const samples = Array.from({ length: Math.floor(data.length / 2) }, (_, at) =>
    Math.abs(data.readInt16LE(2 * at)),
  );
  return samples.reduce((sum, sample) => sum + sample, 0) / samples.length;
}
