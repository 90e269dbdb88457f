import { expect, it } from 'vitest';
import { readApart } from '../../src/calendars/read-apart.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { ics } from '../planning/absence-calendars/ics.ts';

const ORDER = { startAt: Date.UTC(2026, 0, 1), endAt: Date.UTC(2027, 0, 1), timeZone: 'UTC' };

it('reads in a thread of its own', async () => {
  const read = readApart(systemClock);
  expect(await read(ics(['DTSTART;VALUE=DATE:20260501']), ORDER)).toEqual({
    ok: true,
    value: {
      absences: [{ startAt: Date.UTC(2026, 4, 1), endAt: Date.UTC(2026, 4, 2) }],
      skipped: {},
      leftOut: [],
    },
  });
  expect(await read('nothing', ORDER)).toMatchObject({ ok: false });
});

it('a calendar made to be read for ever is given up, and holds up nothing meanwhile', async () => {
  // There is no 30 February, and the library looks for one.
  const endless = ics([
    'DTSTART:20260101T080000Z',
    'DTEND:20260101T090000Z',
    'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
  ]);
  let longest = 0;
  let last = performance.now();
  const watch = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 10);
  const outcome = await readApart(systemClock, 3)(endless, ORDER);
  clearInterval(watch);
  expect(outcome).toEqual({ ok: false, error: { code: 'reading-slow', seconds: 3 } });
  expect(longest).toBeLessThan(500);
});
