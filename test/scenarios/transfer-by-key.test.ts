import { describe, expect, it } from 'vitest';
import { answers, presses, rejects } from '../../trial/phones/behaviour.ts';
import { stage, tries } from './stage.ts';

describe('B talks with the caller and presses *1', () => {
  const on = stage();

  it('C takes the caller over, B is thanked and let go', async () => {
    const bob = await on.pbx.phone('202', answers({}, presses('1')));
    await on.pbx.phone('203', answers({}, presses('1', { afterMs: 1_000 })));
    const caller = await on.pbx.call('4000');
    await on.happened('talking-started');
    await bob.press('*1');
    await on.happened('transfer-by-key');
    await on.hears('202', 'transfer');
    await bob.wasHungUp();
    const call = await on.record(
      ({ timeline }) => timeline.filter(({ kind }) => kind === 'talking-started').length === 2,
    );
    await expect
      .poll(() => on.pbx.bridged())
      .toEqual([[expect.stringContaining('/203-'), expect.stringContaining('/trial-carrier-')]]);
    expect(call.outcome).toBeNull();
    await caller.hangUp();
    expect(tries(await on.ended('accepted'))).toEqual(['Bob accepted', 'Carol accepted']);
  });

  it('nobody else takes it: B, who stayed on the line, has the caller back', async () => {
    const bob = await on.pbx.phone('202', answers({}, presses('1')));
    await on.pbx.phone('203', rejects(486));
    const caller = await on.pbx.call('4000');
    await on.happened('talking-started');
    await bob.press('*1');
    await on.happened('returned');
    await expect
      .poll(() => on.pbx.bridged())
      .toEqual([[expect.stringContaining('/202-'), expect.stringContaining('/trial-carrier-')]]);
    await caller.hangUp();
    await bob.wasHungUp();
    expect(tries(await on.ended('accepted')).toSorted()).toEqual(['Bob accepted', 'Carol busy']);
  });

  it('nobody else takes it and B has hung up: B is called again', async () => {
    const bob = await on.pbx.phone('202', answers({}, presses('1')));
    await on.pbx.phone('203', rejects(486, { afterMs: 1_500 }));
    const caller = await on.pbx.call('4000');
    await on.happened('talking-started');
    await bob.press('*1');
    await on.happened('transfer-by-key');
    await bob.hangUp();
    await bob.rang({ nth: 2 });
    await on.record(({ timeline }) => timeline.filter(({ kind }) => kind === 'talking-started').length === 2);
    await caller.hangUp();
    expect(tries(await on.ended('accepted'))).toEqual(['Bob accepted', 'Carol busy', 'Bob accepted']);
  });
});
