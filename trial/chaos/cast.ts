import { answers, forwards, hangsUp, presses, rejects, ringsOn, staysSilent } from '../phones/behaviour.ts';
import type { TrialPbx } from '../trial-pbx.ts';

const MOBILE_THAT_TAKES = '+33699000001';
const MAILBOX = '+33699000002';

export const HOTLINES = ['4001', '4002', '4003', '4004', '4005', '4006', '4007', '4008'] as const;

const PEOPLE = {
  taker: { extension: '201' },
  deaf: { extension: '202' },
  busy: { extension: '203' },
  dreamer: { extension: '204' },
  silent: { extension: '205' },
  passer: { extension: '206' },
  refuser: { extension: '207' },
  brief: { extension: '208' },
  unplugged: { extension: '209' },
  forwarded: { extension: '211' },
  'forwarded-home': { extension: '212' },
  transferrer: { extension: '213' },
  attendant: { extension: '214' },
  'picked-up': { extension: '215' },
  mobile: { phone: MOBILE_THAT_TAKES },
  mailbox: { phone: MAILBOX },
};

/** A phone of every behaviour, on the extensions and behind the trunk; beside those of `restless.ts`. */
export async function startPhones(pbx: TrialPbx): Promise<void> {
  await Promise.all([
    pbx.phone('201', answers({ afterMs: 600 }, presses('1', { afterMs: 900 }))),
    pbx.phone('202', ringsOn()),
    pbx.phone('203', rejects(486)),
    pbx.phone('204', answers()),
    pbx.phone('205', staysSilent()),
    pbx.phone('206', answers({}, presses('1'), presses('*1', { afterMs: 3_000 }))),
    pbx.phone('207', answers({}, presses('2', { afterMs: 1_000 }))),
    pbx.phone('208', answers({ afterMs: 1_500 }, presses('1'), hangsUp({ afterMs: 5_000 }))),
    // Call forwarding: to a colleague, and to a hotline.
    pbx.phone('211', forwards('201')),
    pbx.phone('212', forwards('4006')),
    pbx.mobiles({
      [MOBILE_THAT_TAKES]: answers({ afterMs: 1_000 }, presses('1', { afterMs: 1_500 })),
      [MAILBOX]: answers({ afterMs: 2_000 }),
    }),
  ]);
}

/** Hotlines that lead to every one of them, and end in every way. */
export function configuration(): object {
  return {
    people: Object.fromEntries(
      Object.entries(PEOPLE).map(([id, contact]) => [
        id,
        { name: id, languages: ['en'], contacts: [contact] },
      ]),
    ),
    policies: {
      climbs: chain([['busy'], ['deaf'], ['unplugged'], ['taker']]),
      together: chain([['silent', 'brief', 'mobile', 'refuser'], ['taker']]),
      passes: chain([['passer'], ['mobile'], ['brief']]),
      nobody: chain([['refuser'], ['mailbox'], ['dreamer']]),
      slow: chain([['deaf'], ['silent'], ['mobile']]),
      forwards: chain([['forwarded-home'], ['forwarded'], ['mobile']]),
      transfers: chain([['transferrer'], ['attendant'], ['taker']]),
      picked: chain([['picked-up'], ['forwarded'], ['brief']]),
    },
    hotlines: {
      climbs: hotline('4001', 'climbs', { greeting: 'vm-intro' }),
      together: hotline('4002', 'together', { ringEngagedPeople: true }),
      passes: hotline('4003', 'passes', { answer: 'when-accepted', ringEngagedPeople: true }),
      nobody: hotline('4004', 'nobody', {}),
      slow: hotline('4005', 'slow', { noAnswer: 'announcement' }),
      forwards: hotline('4006', 'forwards', {}),
      transfers: hotline('4007', 'transfers', {}),
      picked: hotline('4008', 'picked', { ringEngagedPeople: true }),
    },
  };
}

function chain(steps: readonly (readonly string[])[]): object {
  return {
    name: steps.flat().join(', '),
    rounds: 1,
    overallLimitSeconds: 60,
    steps: steps.map((people) => ({
      ring: people.map((person) => ({ person })),
      ringSeconds: 5,
      strategy: people.length > 1 ? 'all-at-once' : 'in-order',
    })),
  };
}

function hotline(number: string, policy: string, more: object): object {
  return {
    name: policy,
    language: 'en',
    numbers: [number],
    policy,
    acceptWindowSeconds: 6,
    callerId: '+33199001200',
    trunk: 'trial-trunk',
    noAnswer: { voicemail: { maxSeconds: 30, minSeconds: 1 } },
    ...more,
  };
}
