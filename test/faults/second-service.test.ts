import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { scene } from './scene.ts';

describe('a second Vigie takes over the same application', () => {
  it.for(['ringing', 'talking'] as const)(
    'while %s: the first ends and says why, the second goes on with the call',
    { timeout: 300_000 },
    async (state) => {
      const here = await scene({ state });
      const first = here.vigie;
      await here.startAgain('--take-over');
      expect(await first.exited).toBe(1);
      expect(first.log()).toContain('another client, perhaps a second Vigie, now uses the application name');
      expect(here.on.pbx.log()).not.toContain('Vigie: fallback');
      await here.finish();
      expect(await here.outcome()).toBe('accepted');
    },
  );
});

describe('a bug shows', () => {
  it('Vigie says so, gives its callers to the fallback and ends, to be started afresh', {
    timeout: 300_000,
  }, async () => {
    const preloaded = path.join(import.meta.dirname, 'breaks.mjs');
    const here = await scene({ state: 'ringing', env: { NODE_OPTIONS: `--import ${preloaded}` } });
    here.vigie.signal('SIGUSR2');
    expect(await here.vigie.exited).toBe(1);
    expect(here.vigie.log()).toContain('a bug of the test');
    expect(here.vigie.log()).toContain('Vigie cannot go on');
    await here.on.says('Vigie: fallback for 4000, handed-back');
    await here.caller.hangUp();
    await here.startAgain();
    expect(await here.outcome()).toBe('fallback');
  });
});
