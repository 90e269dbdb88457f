import { expect, it } from 'vitest';
import { waitsForGreeting } from '../../bench/storm.ts';

it('a caller waits from the first line of the dialplan to the first greeting', () => {
  const log = [
    '[2026-11-23 09:00:00.100] VERBOSE[1][C-1] pbx.c: Executing [4000@vigie-bench:1] Goto("PJSIP/bench-00000000", "vigie,4000,1") in new stack',
    '[2026-11-23 09:00:00.150] VERBOSE[2][C-2] pbx.c: Executing [4000@vigie-bench:1] Goto("PJSIP/bench-00000001", "vigie,4000,1") in new stack',
    `[2026-11-23 09:00:00.400] VERBOSE[3][C-2] file.c: <PJSIP/bench-00000001> Playing 'queue-thankyou.slin' (language 'en')`,
    `[2026-11-23 09:00:00.500] VERBOSE[3][C-2] file.c: <PJSIP/301-00000003> Playing 'queue-thankyou.slin' (language 'en')`,
    `[2026-11-23 09:00:00.900] VERBOSE[3][C-2] file.c: <PJSIP/bench-00000001> Playing 'queue-thankyou.slin' (language 'en')`,
  ];
  expect(waitsForGreeting(log.join('\n'), 'queue-thankyou')).toEqual([250]);
});
