import { describe, expect, it } from 'vitest';
import { createSumReader } from '../../src/database/statistics/statistics-store.ts';
import { countOf } from '../../src/domain/statistics/sums.ts';
import { answers, presses } from '../../trial/phones/behaviour.ts';
import { waitUntil } from '../../trial/wait-until.ts';
import { stage } from './stage.ts';

describe('the figures of a hotline', () => {
  const on = stage();

  async function offered(schedule?: string): Promise<{ readonly offered: number; readonly taken: number }> {
    const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris' }).format(Date.now());
    const sums = await createSumReader(on.database()).ofCalls('support', [day], schedule);
    return { offered: countOf(sums.kinds, 'offered'), taken: countOf(sums.outcomes, 'accepted') };
  }

  it('move within a minute of a real call, and not by a call that only tries it', async () => {
    await on.pbx.phone('202', answers({ afterMs: 500 }, presses('1', { afterMs: 500 })));
    const trying = await on.pbx.call('*94000');
    await on.happened('talking-started');
    await trying.hangUp();
    expect((await on.ended('accepted')).isTest).toBe(true);

    await on.pbx.phone('202', answers({ afterMs: 500 }, presses('1', { afterMs: 500 })));
    const caller = await on.pbx.call('4000');
    await on.happened('talking-started', 2);
    await caller.hangUp();
    expect((await on.ended('accepted', 2)).isTest).toBe(false);
    const counted = await waitUntil(
      () => 'the real call in the sums',
      async () => {
        const sums = await offered();
        return sums.offered > 0 ? sums : null;
      },
      60_000,
    );
    expect(counted).toEqual({ offered: 1, taken: 1 });
    expect(await offered('primary')).toEqual({ offered: 1, taken: 1 });
  }, 120_000);
});
