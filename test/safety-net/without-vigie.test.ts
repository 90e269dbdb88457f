import { describe, expect, it } from 'vitest';
import { answers, rejects, ringsOn } from '../../trial/phones/behaviour.ts';
import { MOBILE, net, OWN_NUMBER } from './net.ts';

const LAST = '+33199001298';
const FAR = 99_999_999_999;
const LONG_AGO = 1_000_000_000;

describe('no Vigie at all', () => {
  it('the book is rung at once, in order, and whoever answers has the call', async () => {
    const on = await net();
    await on.writePage(
      '4000',
      `${FAR}|10::PJSIP/202|10:${OWN_NUMBER}:PJSIP/${MOBILE}@trial-trunk|10::PJSIP/203`,
    );
    const bob = await on.pbx.phone('202', rejects(486));
    const carol = await on.pbx.phone('203', ringsOn());
    const carrier = await on.pbx.mobiles({ [MOBILE]: answers() });
    const caller = await on.pbx.call('4000', { from: '+33611223344' });
    await caller.answered();
    expect(await bob.rang()).toMatchObject({ fromNumber: '+33611223344' });
    // Carriers refuse a stranger's number on an outgoing call.
    expect(await carrier.answered()).toMatchObject({ dialled: MOBILE, fromNumber: OWN_NUMBER });
    expect(carol.calls()).toEqual([]);
    await caller.answered();
    await caller.hangUp();
    await carrier.wasHungUp();
    await on.pbx.empty();
  });

  it('a number rings as long as the book says, and the caller hears ringing meanwhile', async () => {
    const on = await net();
    await on.writePage('4000', `${FAR}|2::PJSIP/202|10::PJSIP/203`);
    const bob = await on.pbx.phone('202', ringsOn());
    await on.pbx.phone('203', answers());
    const caller = await on.pbx.call('4000');
    const rang = await bob.wasCancelled();
    await caller.hearsRinging();
    const seconds = ((rang.end?.at ?? 0) - rang.invitedAt) / 1000;
    expect(seconds).toBeGreaterThan(1.5);
    expect(seconds).toBeLessThan(4);
    await caller.answered();
    await caller.hangUp();
  });

  it('after a handoff, those of the next page are rung', async () => {
    const on = await net();
    await on.writePage('4000', `${LONG_AGO}|10::PJSIP/202!${FAR}|10::PJSIP/203`);
    const bob = await on.pbx.phone('202', answers());
    const carol = await on.pbx.phone('203', answers());
    const caller = await on.pbx.call('4000');
    await carol.answered();
    expect(bob.calls()).toEqual([]);
    await caller.answered();
    await caller.hangUp();
  });

  it('an expired book is not rung: the last resort is', async () => {
    const on = await net({ globals: { VIGIE_LAST_RESORT: `PJSIP/${LAST}@trial-trunk` } });
    await on.writePage('4000', `${LONG_AGO}|10::PJSIP/202`);
    const bob = await on.pbx.phone('202', answers());
    const carrier = await on.pbx.mobiles({ [LAST]: answers() });
    const caller = await on.pbx.call('4000');
    expect(await carrier.answered()).toMatchObject({ dialled: LAST });
    expect(bob.calls()).toEqual([]);
    await caller.answered();
    await caller.hangUp();
    await on.pbx.empty();
  });

  it('the last resort is rung when nobody of the book answers', async () => {
    const on = await net({ globals: { VIGIE_LAST_RESORT: `PJSIP/${LAST}@trial-trunk` } });
    await on.writePage('4000', `${FAR}|10::PJSIP/202|10::PJSIP/203`);
    const bob = await on.pbx.phone('202', rejects(603));
    const carrier = await on.pbx.mobiles({ [LAST]: answers() });
    const caller = await on.pbx.call('4000');
    await bob.rejected();
    await carrier.answered();
    await caller.answered();
    await caller.hangUp();
  });

  it('a caller who gives up while the book rings leaves nothing behind', async () => {
    const on = await net();
    await on.writePage('4000', `${FAR}|30::PJSIP/202`);
    const bob = await on.pbx.phone('202', ringsOn());
    const caller = await on.pbx.call('4000');
    await bob.rang();
    await caller.hangUp();
    await bob.wasCancelled();
    await on.pbx.empty();
    expect(await on.pbx.cli('database show vigie-fallback')).toMatch(
      /: left\|\d+\|\d+\|4000\|\+33199001122\|no-proof\|/,
    );
  });
});
