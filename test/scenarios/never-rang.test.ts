import { describe, expect, it } from 'vitest';
import { answers, presses, staysSilent } from '../../trial/phones/behaviour.ts';
import type { TrialPbx } from '../../trial/trial-pbx.ts';
import { onDuty, stage, tries } from './stage.ts';

/** A carrier that is not there, and that nobody checks. */
const DEAD_TRUNK = `
[dead](vigie-demo-endpoint)
context=vigie-demo-carrier
aors=dead
[dead]
type=aor
contact=sip:127.0.0.1:5999
`;

const CASES: readonly [string, 'extension' | 'phone', (pbx: TrialPbx) => Promise<unknown>][] = [
  ['a black hole: it takes the call and never rings', 'extension', (pbx) => pbx.phone('202', staysSilent())],
  [
    'a stale contact: registered, and gone without a word',
    'extension',
    async (pbx) => (await pbx.agent('202')).vanish(),
  ],
  ['behind a trunk that is dead', 'phone', async () => undefined],
];

describe('B’s phone does not ring', () => {
  const on = stage({
    asterisk: { pjsip: DEAD_TRUNK },
    hotline: { trunk: 'dead' },
    people: { dora: { name: 'Dora', languages: ['en'], contacts: [{ phone: '+33199001203' }] } },
  });

  it.each(CASES)(
    '%s. It is written as what it was, C is dialled, and nobody is blamed',
    async (_name, by, lay) => {
      const who = by === 'phone' ? 'dora' : 'bob';
      await on.plan({ schedules: { primary: onDuty(who) } });
      await lay(on.pbx);
      await on.pbx.phone('203', answers({}, presses('1')));
      const caller = await on.pbx.call('4000');
      await on.happened('talking-started');
      await caller.hangUp();
      const call = await on.ended('accepted');
      expect(tries(call)).toEqual([
        who === 'dora' ? 'Dora unreachable' : 'Bob unreachable',
        'Carol accepted',
      ]);
      expect(call.attempts[0]?.why).toEqual({ code: 'never-rang' });
      expect(call.timeline.map(({ kind }) => kind)).not.toContain('trouble');
    },
  );
});
