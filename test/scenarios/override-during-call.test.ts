import { describe, expect, it } from 'vitest';
import { answers, presses, ringsOn } from '../../trial/phones/behaviour.ts';
import { onDuty, stage, tries } from './stage.ts';

describe('a replacement made while B rings', () => {
  const on = stage();

  it('changes whom the next step rings', async () => {
    const bob = await on.pbx.phone('202', ringsOn());
    const carol = await on.pbx.phone('203', answers());
    const alice = await on.pbx.phone('201', answers({}, presses('1')));
    const caller = await on.pbx.call('4000');
    await bob.rang();
    await on.plan({
      schedules: {
        backup: {
          ...onDuty('carol'),
          overrides: [{ ...interval(), person: 'alice', replaces: 'carol', by: 'Claire' }],
        },
      },
    });
    await alice.rang();
    await on.happened('talking-started');
    await caller.hangUp();
    const call = await on.ended('accepted');
    expect(tries(call)).toEqual(['Bob no-answer', 'Alice accepted']);
    expect(call.attempts[1]?.reason).toMatchObject({ code: 'replaces', whom: 'Carol', by: 'Claire' });
    expect(carol.calls()).toEqual([]);
  });
});

function interval(): { start: string; end: string } {
  const [start, end] = [-60_000, 3_600_000].map((offset) => new Date(Date.now() + offset).toISOString());
  return { start: start ?? '', end: end ?? '' };
}
