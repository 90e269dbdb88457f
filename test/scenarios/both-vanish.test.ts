import { describe, expect, it } from 'vitest';
import { stage, tries } from './stage.ts';

describe('the caller and B talk, and both phones vanish without a word', () => {
  const on = stage({ silentTalkSeconds: 4 });

  it('the call is ended, says why, and leaves no channel', async () => {
    const bob = await on.pbx.agent('202');
    const carrier = await on.pbx.agent('trial-trunk');
    const caller = carrier.call('4000', { from: '+33199001122' });
    const ofBob = await bob.called();
    await ofBob.answer();
    await ofBob.press('1');
    await on.happened('talking-started');
    await caller.isUp();
    carrier.vanish();
    bob.vanish();
    const call = await on.ended('accepted');
    expect(tries(call)).toEqual(['Bob accepted']);
    expect(call.timeline).toContainEqual(
      expect.objectContaining({ kind: 'trouble', trouble: { code: 'both-vanished', seconds: 4 } }),
    );
  });

  it('one that still sends is left alone, however silent the other is', async () => {
    const bob = await on.pbx.agent('202');
    const caller = await on.pbx.call('4000');
    const ofBob = await bob.called();
    await ofBob.answer();
    await ofBob.press('1');
    const { timeline } = await on.happened('talking-started');
    const since = timeline.find(({ kind }) => kind === 'talking-started')?.at ?? 0;
    bob.vanish();
    // Twice as long as both may be silent.
    await expect.poll(() => Date.now() - since).toBeGreaterThan(8000);
    const call = await on.record(() => true);
    expect(call.endedAt).toBeNull();
    await caller.hangUp();
    await on.ended('accepted');
  });
});
