import { describe, expect, it } from 'vitest';
import { createCallHistory } from '../../src/database/calls/call-history.ts';
import { answers, presses } from '../../trial/phones/behaviour.ts';
import { onDuty, stage, tries } from './stage.ts';

const MOBILE = '+33199001202';

describe('phones and networks that say it in their own way', () => {
  const on = stage({
    people: { dora: { name: 'Dora', languages: ['en'], contacts: [{ phone: '01 99 00 12 02' }] } },
    policy: {
      steps: [
        { ring: [{ schedule: 'primary' }], ringSeconds: 20 },
        { ring: [{ schedule: 'backup' }], ringSeconds: 20 },
      ],
    },
  });
  const calls = () => createCallHistory(on.database()).list({ limit: 50 });

  it.each([
    ['302 to no user', 'sip:127.0.0.1', '302 Moved Temporarily', ['Bob unreachable', 'Carol accepted']],
    [
      '302 to a name elsewhere',
      'sip:bob@elsewhere.example',
      '302 Moved Temporarily',
      ['Bob unreachable', 'Carol accepted'],
    ],
    ['380 to a colleague', '203', '380 Alternative Service', ['Bob unreachable', 'Bob accepted']],
    ['300 to a colleague', '203', '300 Multiple Choices', ['Bob unreachable', 'Bob accepted']],
  ])('%s: nobody is lost, and no ghost comes in', async (_how, to, status, attempts) => {
    await on.pbx.agent('202', { onInvite: (call) => call.redirect(to, status) });
    await on.pbx.phone('203', answers({}, presses('1')));
    const caller = await on.pbx.call('4000');
    await on.happened('talking-started');
    expect(await on.pbx.channels()).toHaveLength(2);
    await caller.hangUp();
    expect(tries(await on.ended('accepted'))).toEqual(attempts);
    expect(await calls()).toHaveLength(1);
  });

  it.each([
    [
      '302 to a colleague’s mobile',
      '0612345678',
      '302 Moved Temporarily',
      ['Dora unreachable', 'Dora accepted'],
    ],
    [
      '300 to the hotline’s own number',
      '4000',
      '300 Multiple Choices',
      ['Dora unreachable', 'Dora unreachable', 'Carol accepted'],
    ],
    ['380 to a paid number', '0899123456', '380 Alternative Service', ['Dora unreachable', 'Carol accepted']],
  ])('%s, from the carrier: nobody is lost, and no ghost comes in', async (_how, to, status, attempts) => {
    await on.plan({ schedules: { primary: onDuty('dora') } });
    const carrier = await on.pbx.agent('trial-trunk', {
      onInvite: (call) => (carrier.calls().length === 1 ? call.redirect(to, status) : call.ring()),
    });
    await on.pbx.phone('203', answers({}, presses('1')));
    const caller = await on.pbx.call('4000');
    if (attempts[1] === 'Dora accepted') {
      const forwarded = await carrier.called(2);
      await forwarded.answer();
      await forwarded.press('1');
    }
    await on.happened('talking-started');
    expect(await on.pbx.channels()).toHaveLength(2);
    await caller.hangUp();
    expect(tries(await on.ended('accepted'))).toEqual(attempts);
    expect(await calls()).toHaveLength(1);
  });

  it('a caller who leaves while the other number rings leaves nothing ringing', async () => {
    await on.plan({ schedules: { primary: onDuty('dora') } });
    const carrier = await on.pbx.agent('trial-trunk', {
      onInvite: (call) => (carrier.calls().length === 1 ? call.redirect('0612345678') : call.ring()),
    });
    const caller = await on.pbx.call('4000');
    const forwarded = await carrier.called(2);
    await caller.hangUp();
    await forwarded.hasEnded();
    expect(tries(await on.ended('caller-hung-up'))).toEqual(['Dora unreachable', 'Dora caller-gone']);
    await on.pbx.empty();
  });

  it.each([
    ['tel:', `<tel:${MOBILE}>;reason=unconditional`],
    ['a national number, with a name', '"Dora" <sip:0199001202@carrier.example;user=phone>;privacy=off'],
    ['00 before the country', '<sip:0033199001202@carrier.example>'],
  ])('a Diversion written as %s is read', async (_how, diversion) => {
    await on.plan({ schedules: { primary: onDuty('dora') } });
    const carrier = await on.pbx.agent('trial-trunk');
    await on.pbx.phone('203', answers({}, presses('1')));
    const caller = await on.pbx.call('4000');
    await carrier.called();
    const back = carrier.call('4000', { from: '+33199001200', headers: [['Diversion', diversion]] });
    await back.hasEnded();
    expect(back.refusedWith).toBe(486);
    await on.happened('talking-started');
    await caller.hangUp();
    expect(tries(await on.ended('accepted'))).toEqual(['Dora unreachable', 'Carol accepted']);
    expect(await calls()).toHaveLength(1);
  });

  it('a caller who withholds their number, which the carrier vouches for, stays withheld; desk phones show the hotline', async () => {
    const bob = await on.pbx.agent('202');
    const carrier = await on.pbx.agent('trial-trunk');
    const caller = carrier.call('4000', {
      from: 'anonymous',
      headers: [
        ['P-Asserted-Identity', '<sip:+33612345678@carrier.example>'],
        ['Privacy', 'id'],
      ],
    });
    expect((await bob.called()).from()).toBe('+33199001200');
    await caller.hangUp();
    expect((await on.ended('caller-hung-up')).caller.number).toBeNull();
  });

  it('a transfer to what cannot be dialled leaves them talking', async () => {
    const bob = await on.pbx.agent('202');
    const caller = await on.pbx.call('4000');
    const ofBob = await bob.called();
    await ofBob.answer();
    await ofBob.press('1');
    await on.happened('talking-started');
    await ofBob.transfer('nowhere').catch(() => undefined);
    caller.speak(440);
    await ofBob.hears(440);
    await caller.hangUp();
    expect(tries(await on.ended('accepted'))).toEqual(['Bob accepted']);
  });
});
