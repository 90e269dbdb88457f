import { describe, expect, it } from 'vitest';
import { answers, presses, rejects } from '../../trial/phones/behaviour.ts';
import { stage, tries } from './stage.ts';

const MOBILE = '+33199001202';

describe('B has a desk phone and a mobile', () => {
  const on = stage({
    people: { bob: { name: 'Bob', contacts: [{ extension: '202' }, { phone: '01 99 00 12 02' }] } },
  });

  it("the mobile rings after the desk, through the trunk, showing the hotline's number", async () => {
    await on.pbx.phone('202', rejects(486));
    const carrier = await on.pbx.mobiles({ [MOBILE]: answers({}, presses('1')) });
    const caller = await on.pbx.call('4000', { from: '+33612345678' });
    await on.happened('talking-started');
    expect(await carrier.rang()).toMatchObject({ dialled: MOBILE, fromNumber: '+33199001200' });
    await caller.hangUp();
    const call = await on.ended('accepted');
    expect(tries(call)).toEqual(['Bob busy', 'Bob accepted']);
    expect(call.attempts.map(({ target }) => target.kind)).toEqual(['extension', 'phone']);
  });
});
