import { describe, expect, it } from 'vitest';
import { createCallHistory } from '../../src/database/call-history.ts';
import { answers, forwards, presses } from '../../trial/phones/behaviour.ts';
import { stage, tries } from './stage.ts';

describe('B’s phone is forwarded (302)', () => {
  const on = stage();

  it.each([
    ['to a colleague', '204'],
    ['to the hotline itself', '4000'],
    ['to a number of the carrier', '+33612345678'],
  ])('%s: C is rung at once, and no ghost comes in', async (_where, to) => {
    const elsewhere = await on.pbx.phone('204', answers({}, presses('1')));
    await on.pbx.phone('202', forwards(to));
    await on.pbx.phone('203', answers({}, presses('1')));
    const caller = await on.pbx.call('4000');
    await on.happened('talking-started');
    expect(await on.pbx.channels()).toHaveLength(2);
    await caller.hangUp();
    const call = await on.ended('accepted');
    expect(tries(call)).toEqual(['Bob unreachable', 'Carol accepted']);
    expect(call.attempts[0]?.why).toEqual({ code: 'forwarded-elsewhere' });
    expect(elsewhere.calls()).toEqual([]);
    expect(await createCallHistory(on.database()).list({ limit: 50 })).toHaveLength(1);
  });
});
