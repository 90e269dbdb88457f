import { describe, expect, it } from 'vitest';
import { stage } from './stage.ts';

describe('a number that no hotline has', () => {
  const on = stage();

  it('is logged, and the call goes on in the dialplan', async () => {
    const caller = await on.pbx.call('4999');
    await on.hears('vigie-fallback', 'vm-nobodyavail');
    await caller.hangUp();
    expect(on.log()).toMatch(/"dialled":"4999".*no hotline has this number/);
    expect(on.pbx.log()).toContain('Vigie: fallback for 4999, handed-back');
  });
});
