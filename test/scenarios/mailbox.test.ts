import { describe, expect, it } from 'vitest';
import { answers, presses } from '../../trial/phones/behaviour.ts';
import { stage, tries } from './stage.ts';

describe("B's mailbox answers, and presses nothing", () => {
  const on = stage({ hotline: { acceptWindowSeconds: 5 } });

  it('the prompt is heard, the mailbox is hung up after the accept window, and C takes the call', async () => {
    const bob = await on.pbx.phone('202', answers());
    await on.pbx.phone('203', answers({}, presses('1')));
    const caller = await on.pbx.call('4000', { from: '+33612345678' });
    const { answeredAt, end } = await bob.wasHungUp();
    expect((end?.at ?? 0) - (answeredAt ?? 0)).toBeGreaterThan(4_500);
    expect((end?.at ?? 0) - (answeredAt ?? 0)).toBeLessThan(12_000);
    await on.happened('talking-started');
    await caller.hangUp();
    expect(tries(await on.ended('accepted'))).toEqual(['Bob not-accepted', 'Carol accepted']);
  });
});

describe('what a responder hears', () => {
  const on = stage({ hotline: { acceptWindowSeconds: 40 } });

  it('which hotline, who calls, and which keys; again and again', { timeout: 120_000 }, async () => {
    await on.pbx.phone('202', answers());
    const caller = await on.pbx.call('4000', { from: '+33612345678' });
    const prompt = [
      ...['telephone-number', ...digits('4000')],
      ...['followme/call-from', ...digits('0612345678')],
      'followme/options',
    ];
    await expect.poll(() => on.heardBy('202').length, { timeout: 35_000 }).toBeGreaterThan(prompt.length);
    expect(on.heardBy('202').slice(0, prompt.length)).toEqual(prompt);
    expect(on.heardBy('202')[prompt.length]).toBe('telephone-number');
    await caller.hangUp();
    await on.ended('caller-hung-up');
  });
});

function digits(text: string): string[] {
  return [...text].map((digit) => `digits/${digit}`);
}
