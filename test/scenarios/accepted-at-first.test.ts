import { describe, expect, it } from 'vitest';
import { answers, presses } from '../../trial/phones/behaviour.ts';
import { stage, tries } from './stage.ts';

describe('B answers and presses 1', () => {
  const on = stage();

  it('the caller and B talk, until B hangs up', async () => {
    const bob = await on.pbx.phone('202', answers({}, presses('1')));
    const caller = await on.pbx.call('4000', { from: '+33612345678' });
    await on.happened('talking-started');
    await expect
      .poll(() => on.pbx.bridged())
      .toEqual([[expect.stringContaining('/202-'), expect.stringContaining('/trial-carrier-')]]);
    expect((await bob.rang()).fromNumber).toBe('+33612345678');
    await bob.hangUp();
    expect((await caller.ended()).end).toMatchObject({ how: 'hung-up', by: 'other' });
    const call = await on.ended('accepted');
    expect(tries(call)).toEqual(['Bob accepted']);
    expect(call.acceptedBy).toBe('Bob');
  });
});
