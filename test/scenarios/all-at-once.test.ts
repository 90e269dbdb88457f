import { describe, expect, it } from 'vitest';
import { answers, presses, ringsOn } from '../../trial/phones/behaviour.ts';
import { stage, tries } from './stage.ts';

describe('everybody rings at once', () => {
  const on = stage({
    policy: {
      steps: [
        {
          ring: [{ person: 'alice' }, { person: 'bob' }, { person: 'carol' }],
          strategy: 'all-at-once',
          ringSeconds: 20,
        },
      ],
    },
    hotline: { acceptWindowSeconds: 15 },
  });

  it('the first acceptance wins: ringing stops, and who listens hears that the call is taken', async () => {
    const alice = await on.pbx.phone('201', ringsOn());
    const bob = await on.pbx.phone('202', answers({ afterMs: 100 }));
    const carol = await on.pbx.phone('203', answers({ afterMs: 100 }, presses('1', { afterMs: 500 })));
    const caller = await on.pbx.call('4000');
    const [dialledA, dialledB, dialledC] = await Promise.all([alice.rang(), bob.rang(), carol.rang()]);
    const spread = [dialledA, dialledB, dialledC].map(({ invitedAt }) => invitedAt);
    expect(Math.max(...spread) - Math.min(...spread)).toBeLessThan(5_000);
    await on.happened('talking-started');
    expect((await alice.wasCancelled()).end?.reason).toContain('26');
    await on.hears('202', 'vm-isonphone');
    await bob.wasHungUp();
    await expect
      .poll(() => on.pbx.bridged())
      .toEqual([[expect.stringContaining('/203-'), expect.stringContaining('/trial-carrier-')]]);
    await caller.hangUp();
    expect(tries(await on.ended('accepted')).toSorted()).toEqual([
      'Alice taken',
      'Bob taken',
      'Carol accepted',
    ]);
  });

  it.each([-150, -50, 50, 150])(
    'a phone that answers %i ms from the acceptance is not left on the line',
    async (offset) => {
      const pressAfter = 1_000;
      const alice = await on.pbx.phone('201', answers({ afterMs: 100 + pressAfter + KEY_DELAY_MS + offset }));
      await on.pbx.phone('202', answers({ afterMs: 100 }, presses('1', { afterMs: pressAfter })));
      const caller = await on.pbx.call('4000');
      await on.happened('talking-started');
      await expect.poll(() => alice.calls()[0]?.end).toBeTruthy();
      await expect
        .poll(() => on.pbx.bridged())
        .toEqual([[expect.stringContaining('/202-'), expect.stringContaining('/trial-carrier-')]]);
      await caller.hangUp();
      const attempts = tries(await on.ended('accepted'));
      expect(attempts).toContain('Bob accepted');
      expect(attempts).toContain('Alice taken');
    },
  );
});

/** From the press to Asterisk hearing the key, measured on these phones. */
const KEY_DELAY_MS = 100;
