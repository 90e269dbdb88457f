import { describe, expect, it } from 'vitest';
import { stage } from './stage.ts';

const BLOCKED = { numbers: ['+33899*'], anonymous: true };

describe('a blocked caller', () => {
  const on = stage({ hotline: { blocked: { ...BLOCKED, treatment: 'busy' } } });

  it.each([
    ['by prefix', '+33899123456'],
    ['who withholds their number', null],
  ])('%s gets a busy signal, and is in the call log', async (_who, from) => {
    const caller = await on.pbx.call('4000', { from });
    expect(await caller.rejectedWith()).toBe(486);
    const call = await on.ended('refused');
    expect(call.caller.number).toBe(from);
    expect(call.attempts).toEqual([]);
  });

  it('is nobody else', async () => {
    const caller = await on.pbx.call('4000', { from: '+33612345678' });
    await caller.answered();
    await caller.hangUp();
    await on.ended('caller-hung-up');
  });
});

describe('a blocked caller of a hotline that says why', () => {
  const on = stage({ hotline: { blocked: { ...BLOCKED, treatment: 'announcement' } } });

  it('hears it and is rejected', async () => {
    const caller = await on.pbx.call('4000', { from: '+33899123456' });
    expect(await caller.rejectedWith()).toBe(403);
    expect(on.heardBy('trial-carrier')).toEqual(['im-sorry', 'goodbye']);
    await on.ended('refused');
  });
});
