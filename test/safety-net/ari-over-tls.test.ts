import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { answers, presses } from '../../trial/phones/behaviour.ts';
import { net } from './net.ts';

describe('an Asterisk whose ARI is reached by https', () => {
  it('serves calls when the authority behind its certificate is named', async () => {
    const on = await net({ https: true });
    const vigie = on.vigie(securely(on));
    await vigie.onWatch();
    await on.pbx.phone('202', answers({}, presses('1')));
    const caller = await on.pbx.call('4000');
    await on.call(({ timeline }) => timeline.some(({ kind }) => kind === 'talking-started'));
    await caller.hangUp();
    expect((await on.call(({ endedAt }) => endedAt !== null)).outcome).toBe('accepted');
    expect(on.pbx.log()).not.toContain('Vigie: fallback');
  });

  it('is not believed when nobody vouches for it, and the log says why', async () => {
    const on = await net({ https: true });
    const { VIGIE_ARI_CA: _, ...unvouched } = securely(on);
    const vigie = on.vigie(unvouched);
    await expect
      .poll(() => vigie.log(), { timeout: 20_000 })
      .toMatch(/Asterisk cannot be reached: .*certificate/);
    expect((await vigie.health()).lastProofAt).toBeNull();
  });
});

function securely({ pbx, file }: Awaited<ReturnType<typeof net>>) {
  if (!pbx.https) throw new Error('this Asterisk speaks no https');
  const ca = path.join(path.dirname(file), 'authority.pem');
  writeFileSync(ca, pbx.https.ca);
  return { VIGIE_ARI_URL: pbx.https.url, VIGIE_ARI_CA: ca };
}
