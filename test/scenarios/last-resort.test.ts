import { describe, expect, it } from 'vitest';
import { answers, presses, rejects } from '../../trial/phones/behaviour.ts';
import { stage, tries } from './stage.ts';

const LAST = '+33199001298';

describe('nobody takes the call: the last-resort number', () => {
  const on = stage({ hotline: { noAnswer: { lastResort: { phone: LAST, ringSeconds: 5 }, voicemail: {} } } });

  it('is dialled through the trunk and takes the call by key', async () => {
    await on.pbx.phone('202', rejects(486));
    const outside = await on.pbx.mobiles({ [LAST]: answers({}, presses('1')) });
    const caller = await on.pbx.call('4000');
    await on.happened('talking-started');
    expect((await outside.rang()).dialled).toBe(LAST);
    await caller.hangUp();
    expect(tries(await on.ended('accepted'))).toEqual([
      'Bob busy',
      'Carol unreachable',
      'last resort accepted',
    ]);
  });

  it('that does not answer either leaves voicemail', async () => {
    await on.pbx.mobiles({ [LAST]: rejects(486) });
    const caller = await on.pbx.call('4000');
    await on.hears('trial-carrier', 'vm-intro');
    await caller.hangUp();
    await on.ended('caller-hung-up');
  });
});

describe('nobody takes the call: a closing announcement', () => {
  const on = stage({ hotline: { noAnswer: 'announcement' } });

  it('is heard, then Vigie hangs up', async () => {
    const caller = await on.pbx.call('4000');
    expect((await caller.ended({ withinMs: 20_000 })).end).toMatchObject({ how: 'hung-up', by: 'other' });
    expect(on.heardBy('trial-carrier').slice(-3)).toEqual([
      'vm-nobodyavail',
      'please-try-call-later',
      'goodbye',
    ]);
    await on.ended('announced');
  });
});
