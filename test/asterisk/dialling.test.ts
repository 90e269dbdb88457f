import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type AriLink, createAriLink } from '../../src/asterisk/ari-link.ts';
import { createAriTelephony } from '../../src/asterisk/ari-telephony.ts';
import type { DialRequest, Telephony, TelephonyEvent } from '../../src/calls/telephony.ts';
import { parseExtension, parsePhoneNumber, parseTrunk } from '../../src/domain/phone-number.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import type { Result } from '../../src/runtime/result.ts';
import { endReasonInWords, networkCodes } from '../../src/words/reason-words.ts';
import { ariRequest } from '../../trial/asterisk/ari-observer.ts';
import { answers, hangsUp, presses, rejects, ringsOn } from '../../trial/phones/behaviour.ts';
import { startTrialPbx, type TrialPbx } from '../../trial/trial-pbx.ts';
import { waitUntil } from '../../trial/wait-until.ts';
import { PROVED } from './proved.ts';
import { USUAL_LINES } from './usual-lines.ts';

let pbx: TrialPbx;
let link: AriLink;
let telephony: Telephony;
let told: TelephonyEvent[] = [];
let attempts = 0;
const crashes: unknown[] = [];

beforeAll(async () => {
  pbx = await startTrialPbx({ globals: PROVED });
  let connected = false;
  link = createAriLink({
    address: { url: pbx.ariUrl, username: pbx.username, password: pbx.password, app: 'vigie', ca: null },
    clock: systemClock,
    random: Math.random,
    report: ({ state }) => {
      connected = state === 'connected';
    },
    crash: (error) => crashes.push(error),
  });
  telephony = createAriTelephony(link, 'vigie', (error) => crashes.push(error), USUAL_LINES);
  telephony.listen((event) => told.push(event));
  link.start();
  await waitUntil('the link', () => connected, 20_000);
}, 300_000);

afterEach(async () => {
  await pbx.removePhones();
  for (const { id } of await pbx.channels()) {
    await ariRequest(pbx, 'DELETE', `/channels/${id}`).catch(() => undefined);
  }
  told = [];
  await pbx.empty();
  expect(crashes).toEqual([]);
});

afterAll(async () => {
  link?.stop();
  await pbx?.stop();
});

function valid<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error('not valid');
  return result.value;
}

const HOME = { homeCountry: 'FR', allowedCountries: ['FR'] } as const;

function dialOf(target: string, callerLeg: string, ringSeconds = 20): DialRequest {
  attempts += 1;
  const isPhone = target.startsWith('+');
  return {
    leg: `vigie-test-${attempts}`,
    target: isPhone
      ? { kind: 'phone', number: valid(parsePhoneNumber(target, HOME)) }
      : { kind: 'extension', extension: valid(parseExtension(target)) },
    trunk: valid(parseTrunk('trial-trunk')),
    callerId: { number: '+33140000000', name: 'Astreinte' },
    ringSeconds,
    callerLeg,
  };
}

async function dial(target: string, ringSeconds?: number): Promise<string> {
  const request = dialOf(target, 'nobody', ringSeconds);
  expect(await telephony.dial(request)).toEqual({ ok: true, value: undefined });
  return request.leg;
}

/** What was told of a leg, as words, once it ended. */
async function storyOf(leg: string, withinMs?: number): Promise<string[]> {
  const story = () => told.filter((event) => 'leg' in event && event.leg === leg);
  await waitUntil('the end of the leg', () => story().some(({ type }) => type === 'leg-ended'), withinMs);
  return story().map((event) => {
    if (event.type === 'leg-ended') return `ended: ${event.cause}`;
    return event.type === 'key' ? `key ${event.key}` : event.type;
  });
}

const detailOf = (leg: string) =>
  told
    .flatMap((event) =>
      event.type === 'leg-ended' && event.leg === leg
        ? [`${endReasonInWords(event.why, 'en')} (${networkCodes(event.why)})`]
        : [],
    )
    .join();

describe('a phone that is dialled', () => {
  it.each([
    [486, 'busy'],
    [600, 'busy'],
    [603, 'declined'],
    [480, 'no-answer'],
    [404, 'unreachable'],
    [503, 'unreachable'],
    [487, 'unreachable'],
  ])('and answers %i has ended as "%s", with the network\'s own words', async (status, cause) => {
    await pbx.phone('202', rejects(status, { afterMs: 100 }));
    const leg = await dial('202');
    expect(await storyOf(leg)).toEqual(['leg-ringing', `ended: ${cause}`]);
    expect(detailOf(leg)).toContain(`SIP ${status}`);
  });

  it('and is not answered stops by itself when the ring time is over', async () => {
    const phone = await pbx.phone('202', ringsOn());
    const leg = await dial('202', 1);
    expect(await storyOf(leg)).toEqual(['leg-ringing', 'ended: no-answer']);
    expect(detailOf(leg)).toBe('rang until the ring time was over ()');
    await phone.wasCancelled();
  });

  it('stops at our request', async () => {
    const phone = await pbx.phone('202', ringsOn());
    const leg = await dial('202');
    await waitUntil('the ringing', () => told.some(({ type }) => type === 'leg-ringing'));
    expect((await telephony.hangUp(leg, 'answered-elsewhere')).ok).toBe(true);
    await phone.wasCancelled();
    expect(await storyOf(leg)).toEqual(['leg-ringing', 'ended: hung-up']);
    expect(detailOf(leg)).toContain('Answered elsewhere');
  });

  it('and answers is heard from the ringing through the first key to the hang-up', async () => {
    await pbx.phone('202', answers({ afterMs: 100 }, presses('1'), hangsUp({ afterMs: 500 })));
    const leg = await dial('202');
    expect(await storyOf(leg, 15_000)).toEqual(['leg-ringing', 'leg-answered', 'key 1', 'ended: hung-up']);
  });

  it('twice under one name rings once', async () => {
    const phone = await pbx.phone('202', ringsOn());
    const request = dialOf('202', 'nobody');
    expect((await telephony.dial(request)).ok).toBe(true);
    expect((await telephony.dial(request)).ok).toBe(true);
    await phone.rang();
    expect(await pbx.channels()).toHaveLength(1);
    await telephony.hangUp(request.leg, 'normal');
    await storyOf(request.leg);
    expect(phone.calls()).toHaveLength(1);
  });
});

describe('a target that cannot be dialled', () => {
  it('is refused at once, also after a true duplicate on the same connection, and nothing is told of it', async () => {
    await pbx.phone('202', ringsOn());
    const request = dialOf('202', 'nobody');
    await telephony.dial(request);
    await telephony.dial(request);
    const unregistered = await telephony.dial(dialOf('203', 'nobody'));
    expect(unregistered).toMatchObject({ ok: false, error: { kind: 'refused' } });
    const unknown = await telephony.dial(dialOf('nosuch', 'nobody'));
    expect(unknown).toMatchObject({ ok: false, error: { kind: 'refused' } });
    await telephony.hangUp(request.leg, 'normal');
    await storyOf(request.leg);
    expect(told.every((event) => !('leg' in event) || event.leg === request.leg)).toBe(true);
  });
});

describe('a mobile', () => {
  it("is dialled through the trunk, under the hotline's number", async () => {
    const carrier = await pbx.mobiles({ '+33612345678': ringsOn() });
    const leg = await dial('+33612345678');
    const call = await carrier.rang();
    await waitUntil('the ringing', () => told.some(({ type }) => type === 'leg-ringing'));
    expect(call).toMatchObject({ fromNumber: '+33140000000' });
    await telephony.hangUp(leg, 'normal');
    expect(await storyOf(leg)).toEqual(['leg-ringing', 'ended: hung-up']);
  });
});

describe('a caller over the trunk', () => {
  async function arrival(): Promise<Extract<TelephonyEvent, { type: 'call-arrived' }>> {
    return waitUntil('the caller', () => told.find((event) => event.type === 'call-arrived'));
  }

  it('who withholds their number has none', async () => {
    await pbx.call('+33140000000', { from: null });
    const arrived = await arrival();
    expect(arrived).toMatchObject({ dialled: '+33140000000', callerNumber: null, callerName: null });
    await telephony.hangUp(arrived.leg, 'normal');
  });

  it.each([
    ['busy', 486],
    ['rejected', 403],
  ] as const)('who is refused as "%s" gets the SIP status %i', async (reason, status) => {
    const caller = await pbx.call('+33140000000', { from: '+33612345678' });
    const arrived = await arrival();
    expect(arrived.callerNumber).toBe('+33612345678');
    expect((await telephony.hangUp(arrived.leg, reason)).ok).toBe(true);
    expect(await caller.rejectedWith()).toBe(status);
  });

  it('talks with whom they were joined to, and each is told of when they leave', async () => {
    await pbx.phone('202', answers({ afterMs: 100 }, hangsUp({ afterMs: 1500 })));
    const caller = await pbx.call('+33140000000');
    const { leg: callerLeg } = await arrival();
    await telephony.answer(callerLeg);
    const request = dialOf('202', callerLeg);
    expect((await telephony.dial(request)).ok).toBe(true);
    await waitUntil('the answer', () => told.some(({ type }) => type === 'leg-answered'));
    expect((await telephony.bridge('vigie-test-talk', [callerLeg, request.leg])).ok).toBe(true);
    expect(await pbx.bridged()).toHaveLength(1);
    expect(await storyOf(request.leg, 15_000)).toEqual(['leg-ringing', 'leg-answered', 'ended: hung-up']);
    expect(told.some((event) => event.type === 'leg-ended' && event.leg === callerLeg)).toBe(false);
    await telephony.endBridge('vigie-test-talk');
    await caller.hangUp();
    await storyOf(callerLeg);
  });
});
