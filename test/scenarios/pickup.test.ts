import { describe, expect, it } from 'vitest';
import { presses, ringsOn } from '../../trial/phones/behaviour.ts';
import { stage, tries } from './stage.ts';

describe('a colleague picks B’s ringing phone up (*8)', () => {
  const on = stage({ policy: { steps: [{ ring: [{ schedule: 'primary' }], ringSeconds: 30 }] } });

  it('hears the prompt there, and takes the call with 1', async () => {
    const bob = await on.pbx.phone('202', ringsOn());
    const caller = await on.pbx.call('4000');
    await bob.rang();
    const colleague = await on.pbx.call('*8202', {
      from: '+33199005566',
      acts: [presses('1', { afterMs: 1500 })],
    });
    await bob.wasCancelled();
    await on.happened('talking-started');
    caller.speak(440);
    await colleague.hears(440);
    await colleague.hangUp();
    const call = await on.ended('accepted');
    expect(tries(call)).toEqual(['Bob accepted']);
    expect(call.timeline).toContainEqual(
      expect.objectContaining({ kind: 'attempt-answered', pickedUpBy: '+33199005566' }),
    );
  });
});
