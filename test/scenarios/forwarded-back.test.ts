import { describe, expect, it } from 'vitest';
import { createCallHistory } from '../../src/database/call-history.ts';
import { createNotificationPreferences } from '../../src/database/notification-preferences-store.ts';
import { answers, presses } from '../../trial/phones/behaviour.ts';
import { stage, tries } from './stage.ts';

const MOBILE = '+33199001202';
const HOTLINE = '+33199001200';
const forwardedFrom = (number: string) =>
  ['Diversion', `<sip:${number}@carrier.example>;reason=unconditional`] as const;

describe('B’s mobile is forwarded, in the network, to the hotline', () => {
  const on = stage({
    people: { bob: { name: 'Bob', contacts: [{ phone: '01 99 00 12 02' }] } },
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
    ['whose carrier says nothing', []],
  ])('%s: it is busy there at once, C is dialled, and the supervisor is told', async (_which, headers) => {
    await createNotificationPreferences(on.database()).setAddress('bob', 'email', 'bob@example.org', {
      actor: 'test',
      at: 0,
    });
    const carrier = await on.pbx.agent('trial-trunk');
    await on.pbx.phone('203', answers({}, presses('1')));
    const caller = await on.pbx.call('4000');
    const ofBob = await carrier.called();
    const back = carrier.call('4000', { from: HOTLINE, headers });
    await back.hasEnded();
    expect(back.refusedWith).toBe(486);
    await ofBob.hasEnded();
    await on.happened('talking-started');
    await caller.hangUp();
    const call = await on.ended('accepted');
    expect(tries(call)).toEqual(['Bob unreachable', 'Carol accepted']);
    expect(call.attempts[0]?.why).toEqual({ code: 'forwarded-back' });
    expect(await calls()).toHaveLength(1);
    const told = () => on.database().selectFrom('notices').select(['kind', 'person_id']).execute();
    await expect.poll(told).toContainEqual({ kind: 'phone-forwarded', person_id: 'bob' });
  });

  it('whoever shows that number while nobody is called, or is forwarded from elsewhere, is a caller', async () => {
    const carrier = await on.pbx.agent('trial-trunk');
    const colleague = carrier.call('4000', { from: HOTLINE });
    await carrier.called();
    const other = carrier.call('4000', { from: HOTLINE, headers: [forwardedFrom('+33199009999')] });
    await on.happened('step-started', 2);
    expect(await calls()).toHaveLength(2);
    await other.hangUp();
    await colleague.hangUp();
    await on.ended('caller-hung-up', 1);
    await on.ended('caller-hung-up', 2);
  });
});
