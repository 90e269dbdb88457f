import { describe, expect, it } from 'vitest';
import { answers, forwards, hangsUp, presses, rejects, ringsOn } from '../../trial/phones/behaviour.ts';
import { MOBILE, net, OWN_NUMBER } from './net.ts';

const LAST = '+33199001298';
const FAR = 99_999_999_999;
const LONG_AGO = 1_000_000_000;

describe('no Vigie at all', () => {
  it('the duty list is dialled at once, in order, and whoever answers has the call', async () => {
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

  it('a number rings as long as the duty list says, and the caller hears ringing meanwhile', async () => {
    const on = await net();
    await on.writePage('4000', `${FAR}|2::PJSIP/202|10::PJSIP/203`);
    const bob = await on.pbx.phone('202', ringsOn());
    await on.pbx.phone('203', answers());
    const caller = await on.pbx.call('4000');
    const rang = await bob.wasCancelled();
    await caller.hearsRinging();
    const seconds = ((rang.end?.at ?? 0) - rang.invitedAt) / 1000;
    expect(seconds).toBeGreaterThan(1.5);
    expect(seconds).toBeLessThan(8);
    await caller.answered();
    await caller.hangUp();
  });

  it('what a phone is forwarded to (302) is not dialled, and the next one is dialled', async () => {
    const on = await net();
    await on.writePage('4000', `${FAR}|10::PJSIP/202|10::PJSIP/204|10::PJSIP/203`);
    await on.pbx.phone('202', forwards('4000'));
    await on.pbx.phone('204', forwards('205'));
    const elsewhere = await on.pbx.phone('205', answers());
    await on.pbx.phone('203', answers());
    const caller = await on.pbx.call('4000');
    await caller.answered();
    expect(await on.pbx.channels()).toHaveLength(2);
    expect(elsewhere.calls()).toEqual([]);
    // No ghost of a caller was noted down.
    expect(await on.pbx.cli('database show vigie-fallback')).toMatch(/^1 results found/m);
    await caller.hangUp();
    await on.pbx.empty();
  });

  it('after a handoff, those of the next page are dialled', async () => {
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

  it('an expired duty list is not dialled: the last resort is', async () => {
    const on = await net({ globals: { VIGIE_LAST_RESORT: `PJSIP/${LAST}@trial-trunk` } });
    await on.writePage('4000', `${LONG_AGO}|10::PJSIP/202`);
    const bob = await on.pbx.phone('202', answers());
    const carrier = await on.pbx.mobiles({ [LAST]: answers({}, presses('1')) });
    const caller = await on.pbx.call('4000');
    expect(await carrier.answered()).toMatchObject({ dialled: LAST });
    expect(bob.calls()).toEqual([]);
    await caller.answered();
    await caller.hangUp();
    await on.pbx.empty();
  });

  it('the last resort is dialled when nobody of the duty list answers', async () => {
    const on = await net({ globals: { VIGIE_LAST_RESORT: `PJSIP/${LAST}@trial-trunk` } });
    await on.writePage('4000', `${FAR}|10::PJSIP/202|10::PJSIP/203`);
    const bob = await on.pbx.phone('202', rejects(603));
    const carrier = await on.pbx.mobiles({ [LAST]: answers({}, presses('1')) });
    const caller = await on.pbx.call('4000');
    await bob.rejected();
    await carrier.answered();
    await caller.answered();
    await caller.hangUp();
  });

  it('a key takes the call: neither who hangs up instead nor a mailbox keeps the caller from the next one', async () => {
    const on = await net();
    await on.writePage(
      '4000',
      `${FAR}|20::PJSIP/202:en|20:${OWN_NUMBER}:PJSIP/${MOBILE}@trial-trunk:en|20::PJSIP/203:fr`,
    );
    const bob = await on.pbx.phone('202', answers({}, hangsUp({ afterMs: 1_500 })));
    const carrier = await on.pbx.mobiles({ [MOBILE]: answers() });
    const carol = await on.pbx.phone('203', answers({}, presses('1', { afterMs: 2_000 })));
    const caller = await on.pbx.call('4000');
    await carol.answered({ withinMs: 60_000 });
    await caller.answered();
    expect((await carrier.wasHungUp()).upAt).not.toBeNull();
    expect(bob.calls()).toHaveLength(1);
    expect(on.pbx.log()).toMatch(/<PJSIP\/203-\S+> Playing 'followme\/options[^']*' \(language 'fr'\)/);
    await caller.hangUp();
    await on.pbx.empty();
    expect(await on.pbx.cli('database show vigie-fallback')).toMatch(/: answered\|.*\|PJSIP\/203\|/);
  }, 120_000);

  it('a caller whom nobody took, though somebody answered, leaves a message', async () => {
    const on = await net();
    await on.writePage('4000', `${FAR}|20::PJSIP/202:en`);
    await on.pbx.phone('202', answers({}, presses('2', { afterMs: 2_000 })));
    const caller = await on.pbx.call('4000');
    await on.says("Playing 'beep");
    await caller.hangUp();
    await on.pbx.empty();
    expect(await on.pbx.cli('database show vigie-fallback')).not.toContain(': answered');
  }, 120_000);

  it('a trunk that cannot carry a call is passed by', async () => {
    const on = await net();
    const ways = `PJSIP/${MOBILE}@trial-trunk:en:PJSIP/0612345678@trial-trunk`;
    await on.writePage('4000', `${FAR}|20:${OWN_NUMBER}:${ways}`);
    const carrier = await on.pbx.mobiles({ '0612345678': answers({}, presses('1', { afterMs: 2_000 })) });
    const caller = await on.pbx.call('4000');
    expect(await carrier.answered({ nth: 2 })).toMatchObject({ dialled: '0612345678' });
    await caller.answered();
    await caller.hangUp();
    await on.pbx.empty();
  }, 120_000);

  it('a caller who withholds their number makes no desk phone ring as anonymous', async () => {
    const on = await net();
    await on.writePage('4000', `${FAR}|20::PJSIP/202:`);
    const bob = await on.pbx.phone('202', answers());
    const caller = await on.pbx.call('4000', { from: null });
    expect(await bob.answered()).toMatchObject({ fromNumber: '4000' });
    await caller.hangUp();
  });

  it('a caller who gives up while the duty list rings leaves nothing behind', async () => {
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
