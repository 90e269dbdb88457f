import { afterEach, describe, expect, it } from 'vitest';
import type { TrialOptions } from '../../trial/asterisk/start-asterisk.ts';
import { answers, presses, rejects, ringsOn } from '../../trial/phones/behaviour.ts';
import { startTrialPbx, type TrialPbx } from '../../trial/trial-pbx.ts';
import { PROVED } from '../asterisk/proved.ts';

let pbx: TrialPbx | null = null;
afterEach(async () => {
  await pbx?.stop();
  pbx = null;
});

async function started(options: TrialOptions = {}): Promise<TrialPbx> {
  pbx = await startTrialPbx(options);
  return pbx;
}

describe('the dialplan, when Vigie is not connected', () => {
  it('rings the last-resort number, which sees who is calling and takes the call by a key', async () => {
    const trial = await started({
      globals: { ...PROVED, VIGIE_LAST_RESORT: 'PJSIP/+33612345678@trial-trunk' },
    });
    const carrier = await trial.mobiles({ '+33612345678': answers({}, presses('1')) });
    const caller = await trial.call('+33987654321', { from: '+33611223344' });
    await caller.answered();
    expect(await carrier.answered()).toMatchObject({ dialled: '+33612345678', fromNumber: '+33611223344' });
    expect(trial.log()).toContain('Vigie: fallback for +33987654321, not-connected, STASISSTATUS=FAILED');
    await caller.hangUp();
    await carrier.wasHungUp();
    await trial.empty();
  });

  it('says that nobody is available when the last resort does not answer either', async () => {
    const trial = await started({
      globals: {
        VIGIE_LAST_RESORT: 'PJSIP/201',
        VIGIE_LAST_RESORT_SECONDS: '1',
        VIGIE_LANGUAGE: 'fr',
        VIGIE_MESSAGE_SECONDS: '0',
      },
    });
    const phone = await trial.phone('201', ringsOn());
    const caller = await trial.call('4000');
    await phone.wasCancelled();
    await caller.answered();
    await caller.hears();
    expect(trial.log()).toMatch(/Playing 'vm-nobodyavail\.\w+' \(language 'fr'\)/);
    expect((await caller.ended({ withinMs: 20_000 })).end).toMatchObject({ how: 'hung-up', by: 'other' });
    await trial.empty();
  });

  it('says so at once without a last resort, or when it is busy', async () => {
    const trial = await started();
    const caller = await trial.call('4000');
    await caller.hears();
    await caller.hangUp();
    await trial.cli('dialplan set global VIGIE_LAST_RESORT PJSIP/201');
    await trial.phone('201', rejects(486));
    const second = await trial.call('4000');
    await second.hears();
    await second.hangUp();
    await trial.empty();
  });

  it('lets nothing but digits and + through', async () => {
    const trial = await started({ globals: PROVED });
    const caller = await trial.call('4000%26PJSIP%2F1');
    await caller.hears();
    expect(trial.log()).toContain(
      'Stasis("PJSIP/trial-carrier-00000000", "vigie,40001,allowed_not_screened,,,,")',
    );
    await caller.hangUp();
    await trial.empty();
  });
});

describe('a call that comes back from Vigie', () => {
  /** Stasis stands for itself here: the dialplan's own Stasis fails, and goes on as a "continue" does. */
  it('is not dialled again when Vigie marked it as handled', async () => {
    const trial = await started({
      globals: { ...PROVED, VIGIE_LAST_RESORT: 'PJSIP/201' },
      dialplan:
        '[vigie-demo-carrier](+)\nexten => 5000,1,Set(VIGIE_HANDLED=1)\n same => n,Goto(vigie,4000,1)\n',
    });
    const phone = await trial.phone('201', ringsOn());
    const caller = await trial.call('5000');
    expect(await caller.rejectedWith()).toBeGreaterThanOrEqual(400);
    expect(phone.calls()).toEqual([]);
    await trial.empty();
  });
});
