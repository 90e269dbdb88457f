import { describe, expect, it } from 'vitest';
import { createConfigurationStore } from '../../src/database/configuration/configuration-store.ts';
import { toTelephoneSound } from '../../src/domain/sound/telephone-sound.ts';
import { changeGreeting } from '../../src/planning/change-greeting.ts';
import { ariRequest } from '../../trial/asterisk/ari-observer.ts';
import { answers, presses } from '../../trial/phones/behaviour.ts';
import { waitUntil } from '../../trial/wait-until.ts';
import { tone, wavFile } from '../domain/sound/wav-file.ts';
import { type Stage, stage } from './stage.ts';

const PATIENCE_MS = 25_000;
const AUTHOR = { actor: 'test', at: 0 };

/** Has the usual hotline greet with two seconds of a tone, as somebody's program would have written them. */
async function record(on: Stage, hz: number): Promise<void> {
  const form = { sampleRate: 44_100, channels: 2, encoding: 'pcm', bits: 24 } as const;
  const sound = toTelephoneSound(wavFile(form, 2, tone(hz, form.sampleRate)));
  if (!sound.ok) throw new Error(sound.error.kind);
  await changeGreeting(createConfigurationStore(on.database()), 'support', sound.value, AUTHOR);
}

async function logged(on: Stage, words: string): Promise<void> {
  await waitUntil(`"${words}" in\n${on.log()}`, () => on.log().includes(words), PATIENCE_MS);
}

async function recordingsInAsterisk(on: Stage): Promise<string[]> {
  const stored = (await ariRequest(on.pbx, 'GET', '/recordings/stored')) as { name: string }[];
  return stored.map(({ name }) => name).filter((name) => name.startsWith('vigie-sound-'));
}

describe('a recorded greeting', () => {
  const on = stage();

  it('is brought to Asterisk, and heard by the caller before any phone rings', async () => {
    await record(on, 700);
    await logged(on, 'Asterisk has the recorded greeting');
    const bob = await on.pbx.phone('202', answers({}, presses('1')));
    const caller = await on.pbx.call('4000');
    const { answeredAt } = await caller.answered();
    await caller.hears(700);
    const { invitedAt } = await bob.rang();
    expect(invitedAt - (answeredAt ?? 0)).toBeGreaterThan(1_900);
    await on.happened('talking-started');
    await caller.hangUp();
    const call = await on.ended('accepted');
    expect(call.timeline.map(({ kind }) => kind)).not.toContain('greeting-failed');
  });

  it('another takes its place, and the old one leaves Asterisk', { timeout: 120_000 }, async () => {
    await record(on, 900);
    await logged(on, 'Asterisk has the recorded greeting');
    const [first] = await recordingsInAsterisk(on);
    await record(on, 1_100);
    await waitUntil(
      'the second is there, the first is gone',
      async () => {
        const names = await recordingsInAsterisk(on);
        return names.length === 1 && names[0] !== first && on.log().split('has the recorded').length === 3;
      },
      PATIENCE_MS,
    );
    await on.pbx.phone('202', answers({}, presses('1')));
    const caller = await on.pbx.call('4000');
    await caller.hears(1_100);
    await caller.hangUp();
    await on.ended('caller-hung-up');
  });

  it('one that is removed from its disk behind our back delays nobody', { timeout: 120_000 }, async () => {
    await record(on, 700);
    await logged(on, 'Asterisk has the recorded greeting');
    for (const name of await recordingsInAsterisk(on))
      await ariRequest(on.pbx, 'DELETE', `/recordings/stored/${name}`);
    const bob = await on.pbx.phone('202', answers({}, presses('1')));
    const caller = await on.pbx.call('4000');
    const { answeredAt } = await caller.answered();
    const { invitedAt } = await bob.rang();
    expect(invitedAt - (answeredAt ?? 0)).toBeLessThan(4_000);
    const call = await on.happened('talking-started');
    expect(call.timeline.map(({ kind }) => kind)).toContain('greeting-failed');
    await caller.hangUp();
    await on.ended('accepted');
  });
});

describe('an Asterisk that takes no sound by RTP', () => {
  const on = stage({ hotline: { greeting: 'hello-world' } });

  it('costs callers nothing: they hear the sound of the hotline, and the log says why', {
    timeout: 60_000,
  }, async () => {
    await on.pbx.cli('module unload chan_rtp.so');
    await record(on, 700);
    await logged(on, 'a recorded greeting cannot be brought to Asterisk');
    expect(on.log()).toContain('chan_rtp.so must be loaded');
    const health = await on.health<{ greetingsMissing: number }>();
    expect(health.greetingsMissing).toBe(1);

    await on.pbx.phone('202', answers({}, presses('1')));
    const caller = await on.pbx.call('4000');
    await on.hears('trial-carrier', 'hello-world');
    await on.happened('talking-started');
    await caller.hangUp();
    await on.ended('accepted');
  });
});
