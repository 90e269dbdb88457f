import { describe, expect, it } from 'vitest';
import { answers, presses, rejects } from '../../trial/phones/behaviour.ts';
import { stage, tries } from './stage.ts';

describe('B cannot take the call: C is dialled at once', () => {
  const on = stage({
    policy: {
      steps: [{ ring: [{ schedule: 'primary' }], ringSeconds: 20 }, { ring: [{ schedule: 'backup' }] }],
    },
  });

  it.each([
    ['is busy (486)', 486, 'Bob busy'],
    ['declines (603)', 603, 'Bob declined'],
    ['is away without having dialled (480)', 480, 'Bob unreachable'],
    ['is out of order (503)', 503, 'Bob unreachable'],
  ])('B %s', async (_what, status, outcome) => {
    const bob = await on.pbx.phone('202', rejects(status));
    const carol = await on.pbx.phone('203', answers({}, presses('1')));
    const caller = await on.pbx.call('4000');
    const refused = await bob.rejected();
    const dialled = await carol.rang();
    expect(dialled.invitedAt - (refused.end?.at ?? 0)).toBeLessThan(5_000);
    await on.happened('talking-started');
    await caller.hangUp();
    expect(tries(await on.ended('accepted'))).toEqual([outcome, 'Carol accepted']);
  });

  it('B answers and presses 2', async () => {
    const bob = await on.pbx.phone('202', answers({}, presses('2')));
    await on.pbx.phone('203', answers({}, presses('1')));
    const caller = await on.pbx.call('4000');
    await bob.wasHungUp();
    await on.happened('talking-started');
    await caller.hangUp();
    expect(tries(await on.ended('accepted'))).toEqual(['Bob declined', 'Carol accepted']);
  });
});

describe('B has no phone registered: C is dialled at once', () => {
  const on = stage();

  it('and takes the call', async () => {
    const carol = await on.pbx.phone('203', answers({}, presses('1')));
    const caller = await on.pbx.call('4000');
    const answered = await caller.answered();
    expect((await carol.rang()).invitedAt - (answered.answeredAt ?? 0)).toBeLessThan(2_500);
    await on.happened('talking-started');
    await caller.hangUp();
    expect(tries(await on.ended('accepted'))).toEqual(['Bob unreachable', 'Carol accepted']);
  });
});
