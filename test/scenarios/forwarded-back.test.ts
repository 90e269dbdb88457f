import { describe, expect, it } from 'vitest';
import { createCallHistory } from '../../src/database/calls/call-history.ts';
import { createNotificationPreferences } from '../../src/database/notices/notification-preferences-store.ts';
import { answers, presses } from '../../trial/phones/behaviour.ts';
import type { Headers } from '../../trial/phones/sip-signalling.ts';
import type { UserAgent } from '../../trial/phones/user-agent.ts';
import { stage, tries } from './stage.ts';

const MOBILE = '+33199001202';
const ELSEWHERE = '+33199009999';
const HOTLINE = '+33199001200';
/** As RFC 7044 has it: whom the call was for, and where it went from there. */
const HISTORY = [
  `<sip:${MOBILE}@carrier.example>;index=1`,
  `<sip:${HOTLINE}@carrier.example;cause=302>;index=1.1`,
];
const forwardedFrom = (number: string) =>
  ['Diversion', `<sip:${number}@carrier.example>;reason=unconditional`] as const;

describe('B’s mobile is forwarded, in the network, to the hotline', () => {
  const on = stage({
    people: {
      alice: { name: 'Alice', role: 'supervisor', contacts: [{ extension: '201' }] },
      bob: { name: 'Bob', contacts: [{ phone: '01 99 00 12 02' }] },
    },
    policy: {
      steps: [
        { ring: [{ schedule: 'primary' }], ringSeconds: 30 },
        { ring: [{ schedule: 'backup' }], ringSeconds: 30 },
      ],
    },
  });
  const calls = () => createCallHistory(on.database()).list({ limit: 50 });

  it.each([
    ['whose carrier says so', [forwardedFrom(MOBILE)]],
    ['whose carrier says so by History-Info', HISTORY.map((entry) => ['History-Info', entry] as const)],
    ['whose carrier says so by History-Info, in one line', [['History-Info', HISTORY.join(', ')] as const]],
    ['whose carrier says nothing', []],
  ])('%s: it is busy there at once, and C is dialled', async (_which, headers) => {
    await comesBack(await on.pbx.agent('trial-trunk'), headers);
    expect(await calls()).toHaveLength(1);
  });

  it('they and their supervisor are told once, however often it is dialled', async () => {
    for (const person of ['alice', 'bob'])
      await createNotificationPreferences(on.database()).setAddress(
        person,
        'email',
        `${person}@example.org`,
        {
          actor: 'test',
          at: 0,
        },
      );
    const carrier = await on.pbx.agent('trial-trunk');
    await comesBack(carrier, []);
    await comesBack(carrier, [], 2);
    const told = async () =>
      (await on.database().selectFrom('notices').select(['kind', 'person_id']).execute())
        .filter(({ kind }) => kind === 'phone-forwarded')
        .map(({ person_id }) => person_id)
        .toSorted();
    await expect.poll(told).toEqual(['alice', 'bob']);
  });

  async function comesBack(carrier: UserAgent, headers: Headers, nth = 1): Promise<void> {
    const carol = await on.pbx.phone('203', answers({}, presses('1')));
    const caller = await on.pbx.call('4000');
    const ofBob = await carrier.called(nth);
    const back = carrier.call('4000', { from: HOTLINE, headers });
    await back.hasEnded();
    expect(back.refusedWith).toBe(486);
    await ofBob.hasEnded();
    await on.happened('talking-started', nth);
    await caller.hangUp();
    const call = await on.ended('accepted', nth);
    expect(tries(call)).toEqual(['Bob unreachable', 'Carol accepted']);
    expect(call.attempts[0]?.why).toEqual({ code: 'forwarded-back' });
    await carol.unregister();
  }

  it.each([
    ['Diversion', [forwardedFrom(ELSEWHERE)]],
    ['History-Info', HISTORY.map((entry) => ['History-Info', entry.replace(MOBILE, ELSEWHERE)] as const)],
  ])(
    'whoever shows that number while nobody is called, or is forwarded from elsewhere (%s), is a caller',
    async (_how, headers) => {
      const carrier = await on.pbx.agent('trial-trunk');
      const colleague = carrier.call('4000', { from: HOTLINE });
      await carrier.called();
      const other = carrier.call('4000', { from: HOTLINE, headers });
      await on.happened('step-started', 2);
      expect(await calls()).toHaveLength(2);
      await other.hangUp();
      await colleague.hangUp();
      await on.ended('caller-hung-up', 1);
      await on.ended('caller-hung-up', 2);
    },
  );
});
