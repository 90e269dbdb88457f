import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type AriLink, createAriLink, type LinkReport } from '../../src/asterisk/ari-link.ts';
import { createAriTelephony } from '../../src/asterisk/ari-telephony.ts';
import type { Telephony, TelephonyEvent } from '../../src/calls/telephony.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { ariRequest } from '../../trial/asterisk/ari-observer.ts';
import { startAsterisk, type TrialAsterisk } from '../../trial/asterisk/start-asterisk.ts';
import { waitUntil } from '../../trial/wait-until.ts';
import { PROVED } from './proved.ts';
import { USUAL_LINES } from './usual-lines.ts';

/** The far half of a caller: a Local channel whose other half enters `[vigie]`. */
const FAR_ENDS = `
[far]
exten => silent,1,Answer()
 same => n,Wait(60)
exten => talks,1,Answer()
 same => n(again),Playback(vm-intro)
 same => n,Goto(again)
exten => keys,1,Answer()
 same => n,Wait(0.3)
 same => n,SendDTMF(1*2#)
 same => n,Wait(60)
`;

let asterisk: TrialAsterisk;
let link: AriLink;
let telephony: Telephony;
let reports: LinkReport[];
let told: TelephonyEvent[] = [];
const crashes: unknown[] = [];
let callers = 0;

beforeAll(async () => {
  asterisk = await startAsterisk({ dialplan: FAR_ENDS, globals: PROVED });
  // A packaged Asterisk comes with it; without it, every recording is refused with a 500.
  mkdirSync(join(asterisk.host.directory, 'spool/recording'), { recursive: true });
  reports = [];
  const { ariUrl: url, username, password } = asterisk;
  link = createAriLink({
    address: { url, username, password, app: 'vigie', ca: null },
    clock: systemClock,
    random: Math.random,
    report: (report) => reports.push(report),
    crash: (error) => crashes.push(error),
  });
  telephony = createAriTelephony(link, 'vigie', (error) => crashes.push(error), USUAL_LINES);
  telephony.listen((event) => told.push(event));
  link.start();
  await waitUntil('the link', () => reports.at(-1)?.state === 'connected', 20_000);
}, 300_000);

afterEach(async () => {
  for (const { id } of await asterisk.channels()) {
    await ariRequest(asterisk, 'DELETE', `/channels/${id}`).catch(() => undefined);
  }
  await asterisk.empty();
  told = [];
  expect(crashes).toEqual([]);
});

afterAll(async () => {
  link?.stop();
  await asterisk?.stop();
});

type EventOf<Type extends TelephonyEvent['type']> = Extract<TelephonyEvent, { type: Type }>;
type Told = <Type extends TelephonyEvent['type']>(type: Type, withinMs?: number) => Promise<EventOf<Type>>;
const isTold: Told = (type, withinMs) =>
  waitUntil(type, () => told.find((event): event is EventOf<typeof type> => event.type === type), withinMs);

/** A caller arrives at 4000; gives their leg. */
async function callerArrives(farEnd: 'silent' | 'talks' | 'keys' = 'silent'): Promise<string> {
  callers += 1;
  const query = new URLSearchParams({
    endpoint: `Local/${farEnd}@far`,
    context: 'vigie',
    extension: '4000',
    priority: '1',
    channelId: `caller-${callers}`,
    callerId: 'Jean Dupont <+33612345678>',
  });
  await ariRequest(asterisk, 'POST', `/channels?${query}`);
  const { leg } = await isTold('call-arrived');
  return leg;
}

const DONE = { ok: true, value: undefined };

describe('the caller', () => {
  it('arrives with the number dialled and their own', async () => {
    const leg = await callerArrives();
    expect(told[0]).toEqual({
      type: 'call-arrived',
      leg,
      dialled: '4000',
      callerNumber: '+33612345678',
      callerName: 'Jean Dupont',
    });
  });

  it('hears ringing and music, and no request is refused', async () => {
    const leg = await callerArrives();
    expect(await telephony.answer(leg)).toEqual(DONE);
    expect(await telephony.startRinging(leg)).toEqual(DONE);
    expect(await telephony.stopRinging(leg)).toEqual(DONE);
    expect(await telephony.startMusic(leg, 'default')).toEqual(DONE);
    expect(await telephony.stopMusic(leg)).toEqual(DONE);
  });

  it('presses keys, heard in their order', async () => {
    await callerArrives('keys');
    const keys = () => told.flatMap((event) => (event.type === 'key' ? [event.key] : []));
    await waitUntil('four keys', () => keys().length === 4);
    expect(keys()).toEqual(['1', '*', '2', '#']);
  });

  it('hangs up, and is told of once', async () => {
    const leg = await callerArrives();
    await ariRequest(asterisk, 'DELETE', `/channels/${leg}`);
    await asterisk.empty();
    await isTold('leg-ended');
    expect(told.filter(({ type }) => type === 'leg-ended')).toEqual([
      { type: 'leg-ended', leg, cause: 'hung-up', why: { code: 'hung-up-after-answer' } },
    ]);
    expect(await telephony.answer(leg)).toMatchObject({ ok: false, error: { kind: 'gone' } });
    expect(await telephony.hangUp(leg, 'normal')).toEqual(DONE);
  });

  it('goes back to the dialplan without having hung up', async () => {
    const leg = await callerArrives();
    expect(await telephony.leaveToDialplan(leg)).toEqual(DONE);
    await waitUntil('the fallback', () => asterisk.log().includes('Vigie: fallback for 4000'));
    expect(told.map(({ type }) => type)).toEqual(['call-arrived']);
  });
});

describe('prompts', () => {
  it('a list of sounds and digits is one playback, told of once, in the language asked for', async () => {
    const leg = await callerArrives();
    await telephony.answer(leg);
    const media = [
      { kind: 'sound', name: 'beep' },
      { kind: 'digits', digits: '1' },
      { kind: 'sound', name: 'beep' },
    ] as const;
    expect(await telephony.play(leg, 'vigie-p1', media, 'fr')).toEqual(DONE);
    expect(await isTold('play-finished', 10_000)).toEqual({
      type: 'play-finished',
      play: 'vigie-p1',
      played: true,
    });
    expect(asterisk.log()).toMatch(/Playing 'digits\/1[^']*' \(language 'fr'\)/);
    expect(told.filter(({ type }) => type === 'play-finished')).toHaveLength(1);
  });

  it('a greeting that does not exist is told of as not played', async () => {
    const leg = await callerArrives();
    expect(await telephony.play(leg, 'vigie-p2', [{ kind: 'sound', name: 'custom/missing' }], 'fr')).toEqual(
      DONE,
    );
    expect(await isTold('play-finished')).toEqual({ type: 'play-finished', play: 'vigie-p2', played: false });
  });

  it('a prompt can be cut short, also when it is over', async () => {
    const leg = await callerArrives();
    await telephony.play(leg, 'vigie-p3', [{ kind: 'sound', name: 'vm-intro' }], 'en');
    expect(await telephony.stopPlay('vigie-p3')).toEqual(DONE);
    await isTold('play-finished', 1000);
    expect(await telephony.stopPlay('vigie-p3')).toEqual(DONE);
  });

  it('a prompt to someone who left is a problem, and nothing more is told of it', async () => {
    const request = telephony.play('nobody', 'vigie-p4', [{ kind: 'sound', name: 'beep' }], 'en');
    expect(await request).toMatchObject({ ok: false, error: { kind: 'gone' } });
    expect(told).toEqual([]);
  });
});

describe('messages', () => {
  it('are recorded, fetched to the byte, and deleted', async () => {
    const leg = await callerArrives('talks');
    await telephony.answer(leg);
    const recording = 'vigie-test-message';
    expect(await telephony.record({ leg, recording, maxSeconds: 30, beep: true })).toEqual(DONE);
    await pause(1500); // The message itself: there is nothing to wait for but its length.
    expect(await telephony.stopRecording(recording)).toEqual(DONE);
    const finished = await isTold('recording-finished');
    expect(finished).toMatchObject({ recording, stored: true });
    expect(finished.seconds).toBeGreaterThanOrEqual(1);

    const fetched = await telephony.fetchRecording(recording);
    const { ariUrl, username, password } = asterisk;
    const plain = await fetch(`${ariUrl}/ari/recordings/stored/${recording}/file`, {
      headers: { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` },
    });
    const bytes = Buffer.from(await plain.arrayBuffer());
    expect(bytes.subarray(0, 4).toString()).toBe('RIFF');
    expect(fetched).toEqual({ ok: true, value: bytes });

    expect(await telephony.deleteRecording(recording)).toEqual(DONE);
    expect(await telephony.fetchRecording(recording)).toMatchObject({ ok: false, error: { kind: 'gone' } });
    expect(await telephony.deleteRecording(recording)).toEqual(DONE);
    expect(await telephony.stopRecording(recording)).toEqual(DONE);
  });

  it('are known to be going on, like what is being said, until they are over', async () => {
    const leg = await callerArrives();
    await telephony.play(leg, 'going-p1', [{ kind: 'sound', name: 'vm-intro' }], 'en');
    expect(await telephony.isPlaying('going-p1')).toEqual({ ok: true, value: true });
    await telephony.stopPlay('going-p1');
    await isTold('play-finished');
    expect(await telephony.isPlaying('going-p1')).toEqual({ ok: true, value: false });
    await telephony.record({ leg, recording: 'vigie-test-going', maxSeconds: 30, beep: false });
    expect(await telephony.isRecording('vigie-test-going')).toEqual({ ok: true, value: true });
    await telephony.stopRecording('vigie-test-going');
    await isTold('recording-finished');
    expect(await telephony.isRecording('vigie-test-going')).toEqual({ ok: true, value: false });
    await telephony.deleteRecording('vigie-test-going');
  });

  it('end at the hash key', async () => {
    const leg = await callerArrives('keys');
    await telephony.record({ leg, recording: 'vigie-test-hash', maxSeconds: 30, beep: false });
    expect(await isTold('recording-finished')).toMatchObject({ recording: 'vigie-test-hash', stored: true });
    await telephony.deleteRecording('vigie-test-hash');
  });

  it('end with the caller', async () => {
    const leg = await callerArrives('talks');
    await telephony.record({ leg, recording: 'vigie-test-gone', maxSeconds: 30, beep: false });
    await ariRequest(asterisk, 'DELETE', `/channels/${leg}`);
    expect(await isTold('recording-finished')).toMatchObject({ recording: 'vigie-test-gone', stored: true });
    await isTold('leg-ended');
    await telephony.deleteRecording('vigie-test-gone');
  });
});

describe('talking', () => {
  it('two legs are joined, heard by their keys, and parted alive', async () => {
    const first = await callerArrives('talks');
    told = [];
    const second = await callerArrives('keys');
    expect(await telephony.bridge('vigie-talk', [first, second])).toEqual(DONE);
    expect(await telephony.bridge('vigie-talk', [first, second])).toEqual(DONE);
    const [bridge] = await asterisk.bridges();
    expect([...(bridge?.channels ?? [])].sort()).toEqual([first, second].sort());
    await waitUntil('keys inside the bridge', () => told.filter(({ type }) => type === 'key').length === 4);
    expect(await telephony.endBridge('vigie-talk')).toEqual(DONE);
    expect(await telephony.endBridge('vigie-talk')).toEqual(DONE);
    expect(await asterisk.bridges()).toEqual([]);
    expect(await telephony.startMusic(first, 'default')).toEqual(DONE);
    expect(await telephony.startMusic(second, 'default')).toEqual(DONE);
  });

  it('who was parted is heard and hears at once, every time', async () => {
    const first = await callerArrives();
    told = [];
    const second = await callerArrives();
    for (let turn = 1; turn <= 20; turn += 1) {
      told = [];
      const bridge = `vigie-parted-b${turn}`;
      expect(await telephony.bridge(bridge, [first, second])).toEqual(DONE);
      expect(await telephony.endBridge(bridge, [first, second])).toEqual(DONE);
      const plays = [first, second].map((leg) => ({ leg, play: `parted-${leg}-p${turn}` }));
      await Promise.all(
        plays.map(({ leg, play }) => telephony.play(leg, play, [{ kind: 'sound', name: 'beep' }], 'en')),
      );
      for (const { play } of plays) {
        const finished = (event: TelephonyEvent) => event.type === 'play-finished' && event.play === play;
        expect(await waitUntil(`${play} of turn ${turn}`, () => told.find(finished))).toMatchObject({
          played: true,
        });
      }
    }
  }, 120_000);

  it('nobody is joined to someone who left', async () => {
    const leg = await callerArrives();
    const joined = await telephony.bridge('vigie-half', [leg, 'vigie-gone-1']);
    expect(joined).toMatchObject({ ok: false, error: { kind: 'gone' } });
    const [bridge] = await asterisk.bridges();
    expect(bridge?.channels).toEqual([]);
    await telephony.endBridge('vigie-half');
  });
});

describe('the link', () => {
  it('keeps Asterisk from sending what is not used', async () => {
    const app = (await ariRequest(asterisk, 'GET', '/applications/vigie')) as {
      events_allowed: { type: string }[];
    };
    expect(app.events_allowed.map(({ type }) => type)).toContain('StasisStart');
    expect(app.events_allowed.map(({ type }) => type)).not.toContain('ChannelVarset');
  });

  it('says so when another client takes the application, and stays away', async () => {
    const { ariUrl: url, username, password } = asterisk;
    const address = { url, username, password, app: 'vigie-contested', ca: null };
    const links = [[], []].map((seen: LinkReport[]) => ({
      seen,
      link: createAriLink({
        address,
        clock: systemClock,
        random: Math.random,
        report: (report) => seen.push(report),
        crash: (error) => crashes.push(error),
      }),
    }));
    try {
      for (const { seen, link } of links) {
        link.start();
        await waitUntil('the connection', () => seen.at(-1)?.state === 'connected');
      }
      await waitUntil('the first to be replaced', () => links[0]?.seen.at(-1)?.state === 'replaced');
      expect(links[1]?.seen.at(-1)?.state).toBe('connected');
    } finally {
      for (const { link } of links) link.stop();
    }
  });

  it('names wrong credentials', async () => {
    const seen: LinkReport[] = [];
    const wrong = createAriLink({
      address: { url: asterisk.ariUrl, username: 'vigie', password: 'not it', app: 'vigie-wrong', ca: null },
      clock: systemClock,
      random: Math.random,
      report: (report) => seen.push(report),
      crash: (error) => crashes.push(error),
    });
    wrong.start();
    const lost = await waitUntil('the refusal', () => seen.find(({ state }) => state === 'lost'));
    wrong.stop();
    expect(lost.detail).toContain('credentials (401)');
  });

  it('comes back by itself when Asterisk restarts, and calls arrive again', async () => {
    await asterisk.cli('core restart now').catch(() => undefined); // The console goes down with it.
    await waitUntil('the loss', () => reports.some(({ state }) => state === 'lost'), 20_000);
    await waitUntil('the connection', () => reports.at(-1)?.state === 'connected', 60_000);
    told = [];
    expect(await telephony.answer(await callerArrives())).toEqual(DONE);
  }, 90_000);
});
