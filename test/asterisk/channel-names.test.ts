import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { channelOfPhone, legOfPhone } from '../../src/asterisk/leg-arguments.ts';
import { legId, parseLegId } from '../../src/calls/live/call-ids.ts';
import { ariRequest } from '../../trial/asterisk/ari-observer.ts';
import { answers } from '../../trial/phones/behaviour.ts';
import { startTrialPbx, type TrialPbx } from '../../trial/trial-pbx.ts';

const attempt = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 20_000 }));
const place = fc.tuple(attempt, fc.integer({ min: 1, max: 40 }));
const nameAt = ([nth, phone]: readonly [number, number]) => channelOfPhone(legId('1796097129-8', nth), phone);

describe('channels of a call', () => {
  it('have names none of which begins with another', () => {
    fc.assert(
      fc.property(place, place, (one, other) => {
        fc.pre(one.join() !== other.join());
        expect(nameAt(one).startsWith(nameAt(other))).toBe(false);
      }),
    );
  });

  it('are known by their names, and by how those of ours begin', () => {
    fc.assert(
      fc.property(place, ([nth, phone]) => {
        const name = nameAt([nth, phone]);
        expect(name).toMatch(/^vigie-/);
        expect(parseLegId(legOfPhone(name))).toEqual({ callId: '1796097129-8', attempt: nth });
      }),
    );
  });
});

describe('Asterisk', () => {
  let pbx: TrialPbx;
  beforeAll(async () => {
    pbx = await startTrialPbx();
  });
  afterAll(() => pbx?.stop());

  it('takes them in whatever order they come, though it refuses a name with which another begins', async () => {
    await pbx.phone('202', answers());
    const originate = (name: string) => {
      const asked = { endpoint: 'PJSIP/202', context: 'none', extension: 's', channelId: name };
      return ariRequest(pbx, 'POST', `/channels?${new URLSearchParams(asked)}`);
    };
    for (const attempt of [12, 10, 2, 1])
      for (const phone of [11, 2, 1]) await originate(nameAt([attempt, phone]));
    await originate('theirs-10');
    await expect(originate('theirs-1')).rejects.toThrow('409');
  });
});
