import { expect, it } from 'vitest';
import { absencesInCalendar } from '../../../src/planning/absence-calendars/absences-in-calendar.ts';
import { ics } from './ics.ts';

it('a series is followed for so many occurrences only, and that is told', () => {
  // Four times a day for decades before the time that is asked for.
  const endless = [
    'DTSTART:19800101T000000Z',
    'DURATION:PT1H',
    'SUMMARY:Endless',
    'RRULE:FREQ=DAILY;BYHOUR=0,6,12,18',
  ];
  const good = ['DTSTART;VALUE=DATE:20260501'];
  const reading = absencesInCalendar(ics(endless, good), {
    startAt: Date.parse('2026-01-01T00:00:00Z'),
    endAt: Date.parse('2027-01-01T00:00:00Z'),
    timeZone: 'Europe/Paris',
  });
  expect(reading).toMatchObject({ ok: true, value: { absences: [{}] } });
  expect(JSON.stringify(reading)).toContain('"too-many"');
});
