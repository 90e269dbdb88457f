import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { answers, presses } from '../../trial/phones/behaviour.ts';
import { stage } from './stage.ts';

describe('a greeting of its own', () => {
  const file = path.join(import.meta.dirname, 'welcome.wav');
  const on = stage({
    hotline: { greeting: 'custom/welcome' },
    asterisk: { sounds: { 'custom/welcome': file } },
  });

  it('is heard before any phone rings', async () => {
    const bob = await on.pbx.phone('202', answers({}, presses('1')));
    const caller = await on.pbx.call('4000');
    const { answeredAt } = await caller.answered();
    const { invitedAt } = await bob.rang();
    expect(on.heardBy('trial-carrier')).toEqual(['custom/welcome']);
    expect(invitedAt - (answeredAt ?? 0)).toBeGreaterThan(900);
    await on.happened('talking-started');
    await caller.hangUp();
    await on.ended('accepted');
  });
});

describe('a greeting whose file is missing', () => {
  const on = stage({ hotline: { greeting: 'custom/nobody-recorded-this' } });

  it('does not stop the call', async () => {
    await on.pbx.phone('202', answers({}, presses('1')));
    const caller = await on.pbx.call('4000');
    const call = await on.happened('talking-started');
    expect(call.timeline.map(({ kind }) => kind)).toContain('greeting-failed');
    await caller.hangUp();
    await on.ended('accepted');
  });
});
