import { describe, expect, it } from 'vitest';
import { answers, presses, staysSilent } from '../../trial/phones/behaviour.ts';
import { stage, tries } from './stage.ts';

describe('B’s phone takes the call and never rings: a black hole', () => {
  const on = stage();

  it('is written as what it was, C is rung, and nobody is blamed', async () => {
    await on.pbx.phone('202', staysSilent());
    await on.pbx.phone('203', answers({}, presses('1')));
    const caller = await on.pbx.call('4000');
    await on.happened('talking-started');
    await caller.hangUp();
    const call = await on.ended('accepted');
    expect(tries(call)).toEqual(['Bob unreachable', 'Carol accepted']);
    expect(call.attempts[0]?.why).toEqual({ code: 'never-rang' });
  });
});
