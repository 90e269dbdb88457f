import { describe, expect, it } from 'vitest';
import { answers, presses, rejects } from '../../trial/phones/behaviour.ts';
import { stage, tries } from './stage.ts';

const MOBILE = '+33612345678';
const NATIONAL = '0612345678';
const OUTBOUND = `
[outbound]
exten => _[+0-9]!,1,Dial(PJSIP/\${FILTER(0-9+,\${EXTEN})}@trial-trunk,30)
 same => n,Hangup(\${HANGUPCAUSE})
`;
const OUTBOUND_TRUNK = { context: 'outbound', numbers: 'national' };
/** Asterisk’s own identity header would stand beside ours. */
const WITHOUT_PAI = `
[plain](vigie-demo-endpoint)
context=vigie-demo-carrier
aors=trial-trunk
`;
/** Nobody listens on the port of "discard". */
const BLACK_HOLE = `
[black-hole]
type=endpoint
context=vigie-demo-phones
disallow=all
allow=alaw
aors=black-hole
media_address=127.0.0.1
[black-hole]
type=aor
contact=sip:127.0.0.1:9
`;

describe('how a mobile is dialled is a setting of the trunk', () => {
  const on = stage({
    people: { bob: { name: 'Bob', languages: ['en'], contacts: [{ phone: MOBILE }] } },
    policy: { steps: [{ ring: [{ schedule: 'primary' }], ringSeconds: 15 }] },
    asterisk: { dialplan: OUTBOUND, pjsip: BLACK_HOLE + WITHOUT_PAI },
  });
  const takes = answers({}, presses('1', { afterMs: 1_000 }));

  it('a carrier that wants national numbers gets them, with the caller’s number where it is to be shown', async () => {
    await on.plan({ trunks: { 'trial-trunk': { numbers: 'national', prefix: '9', shows: 'from' } } });
    const carrier = await on.pbx.mobiles({ [`9${NATIONAL}`]: takes });
    const caller = await on.pbx.call('4000', { from: '+33611223344' });
    expect(await carrier.answered()).toMatchObject({ dialled: `9${NATIONAL}`, fromNumber: '+33611223344' });
    await on.happened('talking-started');
    await caller.hangUp();
    await on.ended('accepted');
  });

  it('through the dialplan of the PBX, the prompt, the key and the talk are as ever', async () => {
    await on.plan({
      trunks: { outbound: OUTBOUND_TRUNK },
      hotlines: { support: { trunk: 'outbound' } },
    });
    const carrier = await on.pbx.mobiles({ [NATIONAL]: takes });
    const caller = await on.pbx.call('4000');
    expect(await carrier.answered()).toMatchObject({ dialled: NATIONAL, fromNumber: '+33199001200' });
    await on.happened('talking-started');
    caller.speak(440);
    await carrier.hears(440);
    const line = (await on.pbx.channels()).find(({ name }) => name.startsWith('PJSIP/trial-trunk'));
    await on.pbx.cli(`channel request hangup ${line?.name}`);
    expect(tries(await on.ended('accepted'))).toEqual(['Bob accepted']);
  });

  it('a trunk that cannot carry a call is passed by within the same attempt, and the log says which carried it', async () => {
    await on.plan({
      trunks: { plus: { context: 'outbound', next: 'outbound' }, outbound: OUTBOUND_TRUNK },
      hotlines: { support: { trunk: 'plus' } },
    });
    const carrier = await on.pbx.mobiles({ [NATIONAL]: takes });
    const caller = await on.pbx.call('4000');
    await carrier.answered({ nth: 2 });
    const call = await on.happened('talking-started');
    expect(call.timeline).toContainEqual(
      expect.objectContaining({ kind: 'attempt-started', trunk: 'plus', schedule: 'primary' }),
    );
    expect(call.timeline).toContainEqual(
      expect.objectContaining({
        kind: 'trunk-changed',
        from: 'plus',
        to: 'outbound',
        why: expect.objectContaining({ code: 'network', q850: 1 }),
      }),
    );
    await caller.hangUp();
    expect(tries(await on.ended('accepted'))).toEqual(['Bob accepted']);
  });

  it.each([403, 404, 484, 500, 503])('one that says %i is passed by at once', async (status) => {
    await on.plan({ trunks: { 'trial-trunk': { next: 'outbound' }, outbound: OUTBOUND_TRUNK } });
    const carrier = await on.pbx.mobiles({ [MOBILE]: rejects(status), [NATIONAL]: takes });
    const caller = await on.pbx.call('4000');
    await carrier.answered({ nth: 2 });
    const call = await on.happened('talking-started');
    expect(call.timeline).toContainEqual(
      expect.objectContaining({ kind: 'trunk-changed', from: 'trial-trunk', to: 'outbound' }),
    );
    await caller.hangUp();
    expect(tries(await on.ended('accepted'))).toEqual(['Bob accepted']);
  });

  it.each([
    ['from', '+33611223344', '', ''],
    ['pai', '+33611223344', '<tel:+33199001200>', ''],
    ['diversion', '+33611223344', '', '<tel:+33199001200>;reason=unconditional'],
    ['hotline', '+33199001200', '', ''],
  ])('the caller’s number is shown as the carrier wants it: %s', async (shows, from, asserted, diversion) => {
    await on.plan({ trunks: { plain: { shows } }, hotlines: { support: { trunk: 'plain' } } });
    const carrier = await on.pbx.agent('trial-trunk');
    const caller = await on.pbx.call('4000', { from: '+33611223344' });
    const ofBob = await carrier.called();
    expect(ofBob.from()).toBe(from);
    expect(ofBob.header('p-asserted-identity')).toBe(asserted);
    expect(ofBob.header('diversion')).toBe(diversion);
    await caller.hangUp();
    await on.ended('caller-hung-up');
  });

  it('one that says nothing is passed by within seconds', async () => {
    await on.plan({
      trunks: { 'black-hole': { next: 'outbound' }, outbound: OUTBOUND_TRUNK },
      hotlines: { support: { trunk: 'black-hole' } },
    });
    const carrier = await on.pbx.mobiles({ [NATIONAL]: takes });
    const caller = await on.pbx.call('4000');
    await carrier.answered({ withinMs: 20_000 });
    const call = await on.happened('talking-started');
    expect(call.timeline).toContainEqual(
      expect.objectContaining({ kind: 'trunk-changed', why: { code: 'trunk-silent' } }),
    );
    await caller.hangUp();
    await on.ended('accepted');
  });

  it('with every trunk down the attempt says so, and the next person is called on the house’s own phones', async () => {
    await on.plan({
      trunks: { 'black-hole': { next: 'also-black' }, 'also-black': {} },
      hotlines: { support: { trunk: 'black-hole' } },
      policies: {
        chain: {
          steps: [{ ring: [{ schedule: 'primary' }], ringSeconds: 15 }, { ring: [{ person: 'carol' }] }],
        },
      },
    });
    const carol = await on.pbx.phone('203', takes);
    const caller = await on.pbx.call('4000');
    await carol.answered({ withinMs: 30_000 });
    await on.happened('talking-started');
    await caller.hangUp();
    expect(tries(await on.ended('accepted'))).toEqual(['Bob unreachable', 'Carol accepted']);
  });
});
