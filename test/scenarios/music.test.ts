import { describe, expect, it } from 'vitest';
import { answers, presses, rejects } from '../../trial/phones/behaviour.ts';
import { stage } from './stage.ts';

describe('a hotline with music, and a responder who presses 1 in the middle of the prompt', () => {
  const on = stage({ hotline: { hold: 'music' } });

  it('the caller hears music while hunting, and they talk at once', async () => {
    await on.pbx.phone('202', rejects(486, { afterMs: 500 }));
    await on.pbx.phone('203', answers({ afterMs: 500 }, presses('1', { afterMs: 3_000 })));
    const caller = await on.pbx.call('4000');
    const { timeline } = await on.happened('attempt-accepted');
    const acceptedAt = timeline.find(({ kind }) => kind === 'attempt-accepted')?.at ?? 0;
    await expect.poll(() => on.pbx.bridged(), { interval: 20 }).toHaveLength(1);
    expect(Date.now() - acceptedAt).toBeLessThan(3_000);
    expect(on.pbx.log()).toMatch(/Started music on hold, class 'default', on channel 'PJSIP\/trial-carrier/);
    await caller.hangUp();
    await on.ended('accepted');
  });
});
