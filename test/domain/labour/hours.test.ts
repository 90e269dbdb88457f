import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countHours, HOUR_KINDS, type HourKind } from '../../../src/domain/labour/hour-kinds.ts';
import { workplaceHolidays } from '../../../src/domain/labour/workplace.ts';
import { paris, span } from './clock.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const isHoliday = workplaceHolidays({
  kind: 'france',
  territory: 'mainland',
  goodFriday: false,
  closedDays: [],
});
const rule = { timeZone: 'Europe/Paris', nightFrom: '21:00', nightTo: '07:00', isHoliday };

const allHours = (hours: Readonly<Record<HourKind, number>>) =>
  HOUR_KINDS.reduce((sum, kind) => sum + hours[kind], 0);

describe('hours by kind', () => {
  it('a week of duty from Monday to Monday', () => {
    const hours = countHours([span('2026-11-16 08:00', '2026-11-23 08:00')], rule);
    // Nights of Monday to Friday, the Saturday's two ends, and the Monday's morning.
    expect(hours).toEqual({
      holiday: 0,
      sunday: 24 * HOUR,
      saturday: 14 * HOUR,
      night: (5 * 3 + 4 * 7 + 7 + 3 + 7) * HOUR,
      day: (13 + 4 * 14 + 1) * HOUR,
    });
  });

  it('a holiday is one at night and on a Sunday too', () => {
    const hours = countHours([span('2026-11-01 00:00', '2026-11-02 00:00')], rule);
    expect(hours.holiday).toBe(24 * HOUR);
  });

  it('the nights on which clocks change have 9 and 11 hours between 21:00 and 07:00', () => {
    expect(allHours(countHours([span('2026-03-28 21:00', '2026-03-29 07:00')], rule))).toBe(9 * HOUR);
    expect(allHours(countHours([span('2026-10-24 21:00', '2026-10-25 07:00')], rule))).toBe(11 * HOUR);
  });
});

/** Knows nothing of our calendars: reads each minute off the clock that the platform shows. */
function painter(timeZone: string) {
  const face = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone, hourCycle: 'h23', weekday: 'short', year: 'numeric' },
    ...{ month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
  });
  return (at: number): HourKind => {
    const shown = new Map(face.formatToParts(at).map(({ type, value }) => [type, value]));
    const date = `${shown.get('year')}-${shown.get('month')}-${shown.get('day')}`;
    const time = `${shown.get('hour')}:${shown.get('minute')}`;
    if (HOLIDAYS.has(date.slice(5)) || MOVING.has(date)) return 'holiday';
    if (shown.get('weekday') === 'Sun') return 'sunday';
    if (time < '07:00' || time >= '21:00') return 'night';
    return shown.get('weekday') === 'Sat' ? 'saturday' : 'day';
  };
}
const HOLIDAYS = new Set(['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25']);
/** Easter Monday, Ascension and Whit Monday, from the almanac. */
const MOVING = new Set(
  ['2024-04-01', '2024-05-09', '2024-05-20', '2025-04-21', '2025-05-29', '2025-06-09'].concat(
    ['2026-04-06', '2026-05-14', '2026-05-25', '2027-03-29', '2027-05-06', '2027-05-17'],
    ['2028-04-17', '2028-05-25', '2028-06-05'],
  ),
);

describe('hours of random duties', () => {
  const paint = painter('Europe/Paris');
  const changes = ['2024-03-31', '2024-10-27', '2025-03-30', '2025-10-26', '2026-03-29', '2026-10-25'];
  const anywhere = fc.integer({
    min: paris('2024-01-01 00:00') / MINUTE,
    max: paris('2028-12-20 00:00') / MINUTE,
  });
  const nearChange = fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -1440, max: 1440 }))
    .map(([day, minutes]) => paris(`${day} 00:00`) / MINUTE + minutes);

  it('are, to the minute, what a painter of minutes counts', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(fc.oneof(anywhere, nearChange), fc.integer({ min: 1, max: 4000 }), (from, length) => {
        const duty = { startAt: from * MINUTE, endAt: (from + length) * MINUTE };
        const painted = { holiday: 0, sunday: 0, night: 0, saturday: 0, day: 0 };
        for (let at = duty.startAt; at < duty.endAt; at += MINUTE) painted[paint(at)] += MINUTE;
        expect(countHours([duty], rule)).toEqual(painted);
      }),
      { numRuns: 150 },
    );
  });

  it('are the same whole or in pieces', () => {
    fc.assert(
      fc.property(
        anywhere,
        fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 8 }),
        (from, lengths) => {
          let at = from * MINUTE;
          const pieces = lengths.map((length) => {
            const piece = { startAt: at, endAt: at + length * MINUTE };
            at = piece.endAt;
            return piece;
          });
          const whole = countHours([{ startAt: from * MINUTE, endAt: at }], rule);
          expect(countHours(pieces, rule)).toEqual(whole);
          expect(HOUR_KINDS.reduce((sum, kind) => sum + whole[kind], 0)).toBe(at - from * MINUTE);
        },
      ),
    );
  });
});
