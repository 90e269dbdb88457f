import { describe, expect, it } from 'vitest';
import { localOf } from '../../../src/domain/schedule/wall-clock.ts';
import { absencesInCalendar } from '../../../src/planning/absence-calendars/absences-in-calendar.ts';
import { leftOutWords } from '../../../src/planning/absence-calendars/left-out.ts';
import { calendar, ics } from './ics.ts';

const PARIS = 'Europe/Paris';
const YEAR = { startAt: Date.parse('2026-01-01T00:00:00Z'), endAt: Date.parse('2027-01-01T00:00:00Z') };

/** The absences as local times, and what was left out. */
function read(text: string, timeZone = PARIS) {
  const reading = absencesInCalendar(text, { ...YEAR, timeZone });
  if (!reading.ok) return reading.error.code;
  const local = (at: number) => localOf(at, timeZone);
  const absences = reading.value.absences.map(({ startAt, endAt }) => `${local(startAt)} – ${local(endAt)}`);
  return [...absences, ...reading.value.leftOut.map((event) => `left out ${leftOutWords(event, 'en')}`)];
}

describe('an event is an absence', () => {
  it.each<[what: string, event: string[], expected: string[]]>([
    [
      'whole days, on the clocks asked for, also over a change of clocks',
      ['DTSTART;VALUE=DATE:20261024', 'DTEND;VALUE=DATE:20261027'],
      ['2026-10-24 00:00 – 2026-10-27 00:00'],
    ],
    ['a whole day without an end', ['DTSTART;VALUE=DATE:20260501'], ['2026-05-01 00:00 – 2026-05-02 00:00']],
    [
      'in UTC',
      ['DTSTART:20260701T060000Z', 'DTEND:20260701T070000Z'],
      ['2026-07-01 08:00 – 2026-07-01 09:00'],
    ],
    [
      'without a zone',
      ['DTSTART:20260701T060000', 'DURATION:PT90M'],
      ['2026-07-01 06:00 – 2026-07-01 07:30'],
    ],
    [
      'in a zone of which the calendar brings no rules',
      ['DTSTART;TZID=America/New_York:20260315T090000', 'DTEND;TZID=America/New_York:20260315T170000'],
      // New York is on summer time by then, Paris is not.
      ['2026-03-15 14:00 – 2026-03-15 22:00'],
    ],
    [
      'each week on the clock, over a change of clocks, without what was taken out',
      [
        'DTSTART;TZID=Europe/Paris:20261014T090000',
        'DTEND;TZID=Europe/Paris:20261014T100000',
        'RRULE:FREQ=WEEKLY;COUNT=4',
        'EXDATE;TZID=Europe/Paris:20261021T090000',
      ],
      [
        '2026-10-14 09:00 – 2026-10-14 10:00',
        '2026-10-28 09:00 – 2026-10-28 10:00',
        '2026-11-04 09:00 – 2026-11-04 10:00',
      ],
    ],
    [
      'taken out in UTC',
      [
        'DTSTART;TZID=Europe/Paris:20261014T090000',
        'DTEND;TZID=Europe/Paris:20261014T100000',
        'RRULE:FREQ=DAILY;COUNT=3',
        'EXDATE:20261015T070000Z',
      ],
      ['2026-10-14 09:00 – 2026-10-14 10:00', '2026-10-16 09:00 – 2026-10-16 10:00'],
    ],
    [
      'whole days each year, from long ago',
      ['DTSTART;VALUE=DATE:19990801', 'DTEND;VALUE=DATE:19990816', 'RRULE:FREQ=YEARLY'],
      ['2026-08-01 00:00 – 2026-08-16 00:00'],
    ],
    [
      'on the last Friday of the month, until a day',
      ['DTSTART;VALUE=DATE:20260130', 'RRULE:FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20260331'],
      [
        '2026-01-30 00:00 – 2026-01-31 00:00',
        '2026-02-27 00:00 – 2026-02-28 00:00',
        '2026-03-27 00:00 – 2026-03-28 00:00',
      ],
    ],
    [
      'on further days that are named',
      ['DTSTART;VALUE=DATE:20260105', 'RDATE;VALUE=DATE:20260107,20260109'],
      [
        '2026-01-05 00:00 – 2026-01-06 00:00',
        '2026-01-07 00:00 – 2026-01-08 00:00',
        '2026-01-09 00:00 – 2026-01-10 00:00',
      ],
    ],
    ['not when it is cancelled', ['DTSTART;VALUE=DATE:20260501', 'STATUS:CANCELLED'], []],
    ['not when it leaves the time free', ['DTSTART;VALUE=DATE:20260501', 'TRANSP:TRANSPARENT'], []],
    [
      'not when Outlook calls it free',
      ['DTSTART;VALUE=DATE:20260501', 'X-MICROSOFT-CDO-BUSYSTATUS:FREE'],
      [],
    ],
    ['not when it lasts no time', ['DTSTART:20260701T060000Z'], []],
    ['not outside the time that is asked for', ['DTSTART;VALUE=DATE:20280501'], []],
  ])('%s', (_, event, expected) => {
    expect(read(ics(event))).toEqual(expected);
  });

  it('that reaches into the time asked for counts whole', () => {
    expect(read(ics(['DTSTART;VALUE=DATE:20251220', 'DTEND;VALUE=DATE:20260105']))).toEqual([
      '2025-12-20 00:00 – 2026-01-05 00:00',
    ]);
  });

  it('that repeats without an end is followed to the end of what is asked for', () => {
    const daily = ['DTSTART:20000101T080000Z', 'DTEND:20000101T090000Z', 'RRULE:FREQ=DAILY'];
    expect(read(ics(daily), 'UTC')).toHaveLength(365);
  });

  it('overlapping and touching events are one absence', () => {
    const text = ics(
      ['DTSTART;VALUE=DATE:20260502'],
      ['DTSTART;VALUE=DATE:20260501'],
      ['DTSTART:20260502T100000Z', 'DTEND:20260503T100000Z'],
    );
    expect(read(text)).toEqual(['2026-05-01 00:00 – 2026-05-03 12:00']);
  });

  it('one occurrence may be moved, cancelled or freed', () => {
    const series = [
      'UID:s',
      'DTSTART;TZID=Europe/Paris:20260601T090000',
      'DTEND;TZID=Europe/Paris:20260601T100000',
    ];
    const one = (day: string) => ['UID:s', `RECURRENCE-ID;TZID=Europe/Paris:202606${day}T090000`];
    const text = ics(
      [...series, 'RRULE:FREQ=DAILY;COUNT=4'],
      [...one('02'), 'DTSTART;TZID=Europe/Paris:20260602T150000', 'DTEND;TZID=Europe/Paris:20260602T160000'],
      [...one('03'), ...series.slice(1), 'STATUS:CANCELLED'],
      [...one('04'), ...series.slice(1), 'TRANSP:TRANSPARENT'],
      ['UID:lone', 'RECURRENCE-ID:20260701T090000Z', 'DTSTART:20260701T090000Z', 'DTEND:20260701T100000Z'],
    );
    expect(read(text)).toEqual([
      '2026-06-01 09:00 – 2026-06-01 10:00',
      '2026-06-02 15:00 – 2026-06-02 16:00',
      '2026-07-01 11:00 – 2026-07-01 12:00',
    ]);
  });

  it('a zone with a name of its own is read by the rules that the calendar brings', () => {
    const rules = (part: string, month: number, week: string, from: string, to: string) => [
      `BEGIN:${part}`,
      `DTSTART:16010101T0${part === 'DAYLIGHT' ? 2 : 3}0000`,
      `TZOFFSETFROM:${from}`,
      `TZOFFSETTO:${to}`,
      `RRULE:FREQ=YEARLY;BYDAY=${week};BYMONTH=${month}`,
      `END:${part}`,
    ];
    const text = calendar([
      'BEGIN:VTIMEZONE',
      'TZID:Romance Standard Time',
      ...rules('STANDARD', 10, '-1SU', '+0200', '+0100'),
      ...rules('DAYLIGHT', 3, '-1SU', '+0100', '+0200'),
      'END:VTIMEZONE',
      'BEGIN:VEVENT',
      'UID:1',
      'DTSTART;TZID=Romance Standard Time:20260701T090000',
      'DTEND;TZID=Romance Standard Time:20260701T100000',
      'END:VEVENT',
    ]);
    expect(read(text)).toEqual(['2026-07-01 09:00 – 2026-07-01 10:00']);
  });

  it('what cannot be understood is left out by name, and the rest is read', () => {
    const text = ics(
      [
        'SUMMARY:Elsewhere',
        'DTSTART;TZID=Nowhere/Land:20260701T090000',
        'DTEND;TZID=Nowhere/Land:20260701T100000',
      ],
      ['SUMMARY:Often', 'DTSTART:20260701T090000Z', 'DTEND:20260701T091000Z', 'RRULE:FREQ=HOURLY'],
      ['SUMMARY:Odd', 'DTSTART:20260701T090000Z', 'DTEND:20260701T091000Z', 'RRULE:FREQ=WEEKLY;BYMONTHDAY=3'],
      ['SUMMARY:Never'],
      ['DTSTART;VALUE=DATE:20260501'],
    );
    expect(read(text)).toEqual([
      '2026-05-01 00:00 – 2026-05-02 00:00',
      'left out "Elsewhere": the time zone "Nowhere/Land" is not known',
      'left out "Often": it repeats more often than daily',
      expect.stringMatching(/^left out "Odd": .*BYMONTHDAY/),
      'left out "Never": it has no start',
    ]);
  });

  it('several calendars in one text are read', () => {
    expect(read(ics(['DTSTART;VALUE=DATE:20260501']) + ics(['DTSTART;VALUE=DATE:20260601']))).toHaveLength(2);
  });

  it('an empty calendar has no absences', () => {
    expect(read(calendar([]))).toEqual([]);
  });

  it.each([
    ['', 'no-calendar'],
    ['<html><body>Log in</body></html>', 'no-calendar'],
    [ics(['DTSTART;VALUE=DATE:20260501']).slice(0, -20), 'no-calendar'],
    ['BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Bob\r\nEND:VCARD\r\n', 'no-calendar'],
  ])('%j is refused', (text, expected) => {
    expect(read(text)).toContain(expected);
  });
});
