import { afterEach, describe, expect, it } from 'vitest';
import { createAriTelephony } from '../../src/asterisk/ari-telephony.ts';
import type { OutsideLines } from '../../src/asterisk/dialler.ts';
import type { DialRequest, Telephony, TelephonyEvent } from '../../src/calls/telephony.ts';
import type { E164, Extension, Trunk } from '../../src/domain/phone-number.ts';
import { usualTrunk } from '../../src/domain/trunk.ts';
import { waitUntil } from '../../trial/wait-until.ts';
import { type Linked, linked } from './linked.ts';
import { neverAnswers, replies } from './misbehaving-ari.ts';
import { USUAL_LINES } from './usual-lines.ts';

/** What a real Asterisk does too seldom or too fast to be caught doing it. */
let now: Linked;
let telephony: Telephony;
let told: TelephonyEvent[];
afterEach(() => now.end());

async function begin(lines: OutsideLines = USUAL_LINES.lines): Promise<void> {
  now = await linked(false);
  const around = { ...USUAL_LINES, lines, clock: now.clock };
  telephony = createAriTelephony(now.link, 'vigie', (error) => now.crashes.push(error), around);
  told = [];
  telephony.listen((event) => told.push(event));
  now.link.start();
  await now.connected();
}

const channel = (id: string) => ({
  id,
  name: `PJSIP/${id}-00000001`,
  caller: { name: 'Jean', number: '+33612345678' },
  dialplan: { exten: '4000' },
});
const enters = (id: string, args: string[] = []) =>
  now.ari.send({ type: 'StasisStart', channel: channel(id), args });

async function callerArrives(id: string): Promise<void> {
  enters(id, ['4000']);
  await waitUntil('the caller', () =>
    told.some((event) => event.type === 'call-arrived' && event.leg === id),
  );
}

const dialOf = (leg: string): DialRequest => ({
  leg,
  target: { kind: 'extension', extension: '201' as Extension },
  trunk: null,
  callerId: { number: '4000', name: null },
  ringSeconds: 20,
  callerLeg: 'caller-1',
});
const requested = (start: string) => now.ari.requests.filter((line) => line.startsWith(start));

describe('arriving', () => {
  it.each(['', 'anonymous', 'Unavailable', 'Restricted'])(
    'a caller whose number is %j is withheld',
    async (number) => {
      await begin();
      now.ari.send({
        type: 'StasisStart',
        args: ['4000'],
        channel: { ...channel('c'), caller: { name: 'Anonymous', number } },
      });
      await waitUntil('the caller', () => told.length === 1);
      expect(told[0]).toEqual({
        type: 'call-arrived',
        leg: 'c',
        dialled: '4000',
        callerNumber: null,
        callerName: null,
      });
    },
  );

  it('a number that the network gives but may not be shown is withheld', async () => {
    await begin();
    enters('c', ['4000', 'prohib_passed_screen']);
    await waitUntil('the caller', () => told.length === 1);
    expect(told[0]).toMatchObject({ dialled: '4000', callerNumber: null, callerName: null });
  });

  it('a leg dialled by an earlier life of the service is no caller', async () => {
    await begin();
    enters('vigie-old-1');
    await callerArrives('caller-1');
    expect(told).toHaveLength(1);
  });
});

describe('a trunk that is known to be down', () => {
  it('is told as passed by before the one that stands for it is dialled', async () => {
    const [named, spare] = ['carrier', 'spare'].map((id) => usualTrunk(id as Trunk));
    await begin({ home: 'FR', trunks: async () => (named && spare ? [spare, named] : []) });
    const target = { kind: 'phone', number: '+33612345678' as E164 } as const;
    await telephony.dial({ ...dialOf('vigie-1-1'), target, trunk: 'carrier' as Trunk });
    expect(told).toEqual([
      {
        ...{ type: 'trunk-changed', leg: 'vigie-1-1' },
        ...{ from: 'carrier', to: 'spare', why: { code: 'trunk-down' } },
      },
    ]);
  });
});

describe('a ringing phone that is picked up elsewhere', () => {
  const ANSWERED_ELSEWHERE = { cause: 26, cause_txt: 'Answered elsewhere' };

  async function endsElsewhere(): Promise<void> {
    await begin();
    await telephony.dial(dialOf('vigie-1-1'));
    now.ari.send({ type: 'Dial', peer: channel('vigie-1-1'), dialstatus: 'RINGING' });
    now.ari.send({ type: 'ChannelDestroyed', channel: channel('vigie-1-1'), ...ANSWERED_ELSEWHERE });
  }

  it('is theirs who picked it up, also when its end is told before they arrive', async () => {
    await endsElsewhere();
    enters('picker', ['leg', 'vigie-1-1']);
    await waitUntil('the answer', () => told.some(({ type }) => type === 'leg-answered'));
    now.clock.pass(1000);
    now.ari.send({ type: 'ChannelDtmfReceived', channel: channel('picker'), digit: '1' });
    await waitUntil('the key', () => told.some(({ type }) => type === 'key'));
    expect(told.map(({ type }) => type)).toEqual(['leg-ringing', 'leg-answered', 'key']);
  });

  it('has ended when nobody of ours arrives within a second', async () => {
    await endsElsewhere();
    await callerArrives('caller-1');
    expect(told.map(({ type }) => type)).toEqual(['leg-ringing', 'call-arrived']);
    now.clock.pass(1000);
    await waitUntil('the end', () => told.some(({ type }) => type === 'leg-ended'));
    expect(told.at(-1)).toMatchObject({ type: 'leg-ended', leg: 'vigie-1-1' });
  });
});

describe('dialling', () => {
  it('an answer that comes too late: the leg that answers all the same is hung up, and nothing is told of it', async () => {
    await begin();
    now.ari.when(/^POST \/channels\?/, neverAnswers);
    const dialled = telephony.dial(dialOf('vigie-1-1'));
    await waitUntil('the request', () => requested('POST /channels?').length === 1);
    now.clock.pass(5000);
    expect(await dialled).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
    enters('vigie-1-1');
    await waitUntil('the hang-up', () => requested('DELETE /channels/vigie-1-1').length === 1);
    now.ari.send({ type: 'ChannelDestroyed', channel: channel('vigie-1-1'), cause: 16 });
    await callerArrives('caller-1');
    expect(told.map(({ type }) => type)).toEqual(['call-arrived']);
  });

  it('events that overtake a failing answer prove that the leg is there', async () => {
    await begin();
    now.ari.when(/^POST \/channels\?/, neverAnswers);
    const dialled = telephony.dial(dialOf('vigie-1-1'));
    await waitUntil('the request', () => requested('POST /channels?').length === 1);
    now.ari.send({ type: 'Dial', peer: channel('vigie-1-1'), dialstatus: 'RINGING' });
    await waitUntil('the ringing', () => told.length === 1);
    now.clock.pass(5000);
    expect((await dialled).ok).toBe(true);
    now.ari.send({ type: 'ChannelHangupRequest', channel: channel('vigie-1-1'), cause: 17 });
    now.ari.send({
      type: 'ChannelDestroyed',
      channel: channel('vigie-1-1'),
      cause: 17,
      cause_txt: 'User busy',
    });
    await waitUntil('the end', () => told.length === 2);
    expect(told[1]).toMatchObject({ type: 'leg-ended', leg: 'vigie-1-1', cause: 'busy' });
  });

  it('"the id exists" is success only when the channel really is there', async () => {
    await begin();
    now.ari.when(
      /^POST \/channels\?/,
      replies(409, { message: 'Channel with given unique ID already exists' }),
    );
    expect((await telephony.dial(dialOf('vigie-1-1'))).ok).toBe(true);
    now.ari.when(/^GET \/channels\//, replies(404, { message: 'Channel not found' }));
    expect(await telephony.dial(dialOf('vigie-1-2'))).toMatchObject({
      ok: false,
      error: { kind: 'refused' },
    });
  });

  it('without the caller as originator when the caller is gone', async () => {
    await begin();
    await callerArrives('caller-1');
    now.ari.when(/originator=/, replies(400, { message: 'Provided originator channel was not found' }));
    expect((await telephony.dial(dialOf('vigie-1-1'))).ok).toBe(true);
    expect(requested('POST /channels?').map((line) => line.includes('originator='))).toEqual([true, false]);
  });

  it('183 counts as ringing, and ringing is told once', async () => {
    await begin();
    await telephony.dial(dialOf('vigie-1-1'));
    for (const dialstatus of ['', 'PROGRESS', 'RINGING', 'ANSWER']) {
      now.ari.send({ type: 'Dial', peer: channel('vigie-1-1'), dialstatus });
    }
    enters('vigie-1-1');
    await waitUntil('the answer', () => told.some(({ type }) => type === 'leg-answered'));
    expect(told.map(({ type }) => type)).toEqual(['leg-ringing', 'leg-answered']);
  });
});

describe('leaving', () => {
  it('a caller who hangs up is told of once, though Asterisk reports it twice', async () => {
    await begin();
    await callerArrives('caller-1');
    now.ari.send({ type: 'StasisEnd', channel: channel('caller-1') });
    now.ari.send({ type: 'ChannelDestroyed', channel: channel('caller-1'), cause: 16 });
    await callerArrives('caller-2');
    expect(told.filter(({ type }) => type === 'leg-ended')).toHaveLength(1);
  });

  it('a caller whose end shows only as a destroyed channel is told of too', async () => {
    await begin();
    await callerArrives('caller-1');
    now.ari.send({ type: 'ChannelDestroyed', channel: channel('caller-1'), cause: 16 });
    await waitUntil('the end', () =>
      told.some((event) => event.type === 'leg-ended' && event.cause === 'hung-up'),
    );
  });

  it('a caller given back to the dialplan has not hung up', async () => {
    await begin();
    await callerArrives('caller-1');
    now.ari.when(/continue/, (request, response) => {
      now.ari.send({ type: 'StasisEnd', channel: channel('caller-1') });
      replies(204, '')(request, response);
    });
    expect((await telephony.leaveToDialplan('caller-1')).ok).toBe(true);
    await callerArrives('caller-2');
    expect(told.map(({ type }) => type)).toEqual(['call-arrived', 'call-arrived']);
  });

  it('a caller who hangs up just as they are given back has hung up', async () => {
    await begin();
    await callerArrives('caller-1');
    now.ari.when(/continue/, (request, response) => {
      now.ari.send({ type: 'StasisEnd', channel: channel('caller-1') });
      setTimeout(() => replies(404, { message: 'Channel not found' })(request, response), 30);
    });
    expect(await telephony.leaveToDialplan('caller-1')).toMatchObject({ ok: false, error: { kind: 'gone' } });
    await waitUntil('the end', () =>
      told.some((event) => event.type === 'leg-ended' && event.cause === 'hung-up'),
    );
  });

  it('nothing is done any more to a caller whom the dead-man switch took: their channel lives on in the fallback', async () => {
    await begin();
    await callerArrives('caller-1');
    now.ari.send({ type: 'StasisEnd', channel: channel('caller-1') });
    await waitUntil('the end', () => told.some(({ type }) => type === 'leg-ended'));
    const gone = { ok: false, error: { kind: 'gone' } };
    expect(await telephony.hangUp('caller-1', 'normal')).toMatchObject({ ok: true });
    expect(await telephony.arm('caller-1', 60)).toMatchObject(gone);
    expect(await telephony.startMusic('caller-1', 'default')).toMatchObject(gone);
    expect(await telephony.leaveToDialplan('caller-1')).toMatchObject(gone);
    expect(await telephony.bridge('vigie-1-b1', ['caller-1', 'vigie-1-1'])).toMatchObject(gone);
    expect(now.ari.requests.filter((line) => line.includes('caller-1'))).toEqual([]);
  });

  it('hanging up what is no more is success', async () => {
    await begin();
    now.ari.when(/^DELETE/, replies(404, { message: 'Channel not found' }));
    expect((await telephony.hangUp('vigie-9-9', 'normal')).ok).toBe(true);
  });
});

describe('transfers', () => {
  it('a caller whose channel is replaced stays the same caller, heard and commanded on the new channel', async () => {
    await begin();
    await callerArrives('caller-1');
    now.ari.send({
      type: 'StasisStart',
      channel: channel('x-2'),
      args: [],
      replace_channel: channel('caller-1'),
    });
    now.ari.send({ type: 'StasisEnd', channel: channel('caller-1') });
    now.ari.send({ type: 'ChannelDtmfReceived', channel: channel('x-2'), digit: '5' });
    await waitUntil('the key', () => told.length === 2);
    expect(told[1]).toEqual({ type: 'key', leg: 'caller-1', key: '5' });
    await telephony.answer('caller-1');
    expect(now.ari.requests.at(-1)).toBe('POST /channels/x-2/answer');
    now.ari.send({ type: 'StasisEnd', channel: channel('x-2') });
    await waitUntil('the end', () => told.length === 3);
    expect(told[2]).toMatchObject({ type: 'leg-ended', leg: 'caller-1' });
  });

  it('a dialled leg that was transferred away ends with the channel that replaced it', async () => {
    await begin();
    await telephony.dial(dialOf('vigie-1-1'));
    enters('vigie-1-1');
    now.ari.send({
      type: 'StasisStart',
      channel: channel('x-2'),
      args: [],
      replace_channel: channel('vigie-1-1'),
    });
    now.ari.send({ type: 'StasisEnd', channel: channel('vigie-1-1') });
    now.ari.send({ type: 'ChannelDestroyed', channel: channel('vigie-1-1'), cause: 16 });
    await callerArrives('caller-1');
    expect(told.some(({ type }) => type === 'leg-ended')).toBe(false);
    now.ari.send({ type: 'StasisEnd', channel: channel('x-2') });
    await waitUntil('the end', () =>
      told.some((event) => event.type === 'leg-ended' && event.leg === 'vigie-1-1'),
    );
  });
});
