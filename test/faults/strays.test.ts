import { describe, expect, it } from 'vitest';
import { ariRequest } from '../../trial/asterisk/ari-observer.ts';
import { net } from '../safety-net/net.ts';

const SILENCE = `
[silence]
exten => s,1,Answer()
 same => n,Wait(300)
`;

describe('Asterisk holds what belongs to no call', () => {
  it('channels and bridges of our names are cleared away, those of others are left alone', {
    timeout: 200_000,
  }, async () => {
    const on = await net({ dialplan: SILENCE });
    for (const bridge of ['vigie-1790000000-1-b1', 'theirs'])
      await ariRequest(on.pbx, 'POST', `/bridges/${bridge}?type=mixing`);
    for (const channel of ['vigie-1790000000-1-1', 'theirs-1']) {
      const query = new URLSearchParams({
        endpoint: 'Local/s@silence',
        context: 'silence',
        extension: 's',
        priority: '1',
        channelId: channel,
      });
      await ariRequest(on.pbx, 'POST', `/channels?${query}`);
    }
    const vigie = on.vigie();
    await vigie.onWatch();
    const there = async () => [
      ...(await on.pbx.bridges()).map(({ id }) => id),
      ...(await on.pbx.channels()).map(({ id }) => id).filter((id) => /^(vigie|theirs)-\d+(-\d+)*$/.test(id)),
    ];
    await expect.poll(there, { timeout: 60_000 }).toEqual(['theirs', 'theirs-1']);
    expect(vigie.log()).toContain('what belongs to no call is cleared away');
    await ariRequest(on.pbx, 'DELETE', '/channels/theirs-1');
    await ariRequest(on.pbx, 'DELETE', '/bridges/theirs');
    await on.pbx.empty();
  });
});
