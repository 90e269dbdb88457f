import { describe, expect, it } from 'vitest';
import { answers, presses, ringsOn } from '../../trial/phones/behaviour.ts';
import { MOBILE, net } from './net.ts';

describe('who took a call in the fallback', () => {
  it.for(['SIGKILL', 'SIGSTOP'] as const)(
    'is not told, when Vigie is back after %s, that nobody took it; nor is anybody else',
    { timeout: 150_000 },
    async (signal) => {
      const on = await net();
      const vigie = on.vigie();
      await vigie.onWatch();
      await expect.poll(() => on.page('4000')).toContain(MOBILE);
      const bob = await on.pbx.phone('202', ringsOn());
      const carrier = await on.pbx.mobiles({ [MOBILE]: answers({}, presses('1', { afterMs: 2_000 })) });
      const caller = await on.pbx.call('4000', { from: '+33611223344' });
      await bob.rang();
      vigie.signal(signal);
      await carrier.answered({ withinMs: 20_000 });
      await on.says('VIGIE_TAKEN');
      // They talk still as Vigie comes back.
      if (signal === 'SIGSTOP') vigie.signal('SIGCONT');
      else await on.vigie().onWatch();
      const left = await on.call(({ outcome }) => outcome !== null);
      expect(left.outcome).toBe('fallback');
      await caller.hangUp();
      const call = await on.call(({ timeline }) => timeline.some(({ kind }) => kind === 'fallback-answered'));
      expect(call.timeline.filter(({ kind }) => kind === 'fallback-entered')).toHaveLength(1);
      // The log book has it once all of it was told.
      const told = () => on.db.selectFrom('log_entries').selectAll().execute();
      await expect.poll(told, { timeout: 20_000 }).toHaveLength(1);
      expect(await on.db.selectFrom('tasks').selectAll().execute()).toEqual([]);
      expect(await on.db.selectFrom('notices').select('kind').execute()).toEqual([]);
    },
  );
});
