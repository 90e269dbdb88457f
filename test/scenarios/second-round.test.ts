import { describe, expect, it } from 'vitest';
import { rejects, ringsOn } from '../../trial/phones/behaviour.ts';
import { stage, tries } from './stage.ts';

describe('nobody takes the call in the first round', () => {
  const on = stage({ policy: { rounds: 2 } });

  it('the chain is tried again, and C takes it in the second', async () => {
    await on.pbx.phone('202', rejects(486));
    const carol = await on.pbx.phone('203', ringsOn());
    const caller = await on.pbx.call('4000');
    await carol.wasCancelled();
    await carol.rang({ nth: 2 });
    await carol.answer(2);
    await on.record(({ attempts }) => attempts.some(({ answeredAt }) => answeredAt !== null));
    await carol.press('1', 2);
    await on.happened('talking-started');
    await caller.hangUp();
    const call = await on.ended('accepted');
    expect(tries(call)).toEqual(['Bob busy', 'Carol no-answer', 'Bob busy', 'Carol accepted']);
    expect(call.attempts.map(({ round }) => round)).toEqual([0, 0, 1, 1]);
    expect(on.heardBy('trial-carrier')).toContain('pls-hold-while-try');
  });
});
