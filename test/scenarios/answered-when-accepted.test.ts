import { describe, expect, it } from 'vitest';
import { answers, presses, rejects } from '../../trial/phones/behaviour.ts';
import { stage } from './stage.ts';

describe('a hotline that answers only when somebody took the call', () => {
  const on = stage({ hotline: { answer: 'when-accepted' } });

  it('lets the caller hear ringing, and answers at the acceptance', async () => {
    await on.pbx.phone('202', rejects(486));
    const carol = await on.pbx.phone('203', answers({}, presses('1', { afterMs: 1_000 })));
    const caller = await on.pbx.call('4000');
    await caller.hearsRinging();
    const accepted = await on.happened('talking-started');
    const { answeredAt } = await caller.answered();
    const talkingAt = accepted.timeline.find(({ kind }) => kind === 'talking-started')?.at ?? 0;
    expect(answeredAt).toBeGreaterThanOrEqual(talkingAt);
    expect(answeredAt).toBeGreaterThan((await carol.answered()).answeredAt ?? 0);
    await carol.hangUp();
    await caller.ended();
    await on.ended('accepted');
  });
});
