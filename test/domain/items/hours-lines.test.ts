import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from '../../../src/domain/items/codec.ts';
import { HOLIDAY_PART } from '../../../src/domain/items/holiday-part.ts';
import { type HoursLine, rawLines, shownLines, typedLines } from '../../../src/domain/items/hours-lines.ts';
import { parseWeeklyHours, WEEKDAYS } from '../../../src/domain/items/weekly-hours.ts';
import { dutyWindow, holidays } from '../../../src/domain/items/window.ts';
import { loneWindowRow, rawLoneWindow, rawWindowPart } from '../../../src/domain/items/window-rows.ts';
import { dayNumber } from '../../../src/domain/schedule/calendar.ts';
import { holidaysOf, knownHolidays } from '../../../src/domain/schedule/holidays.ts';
import { readFields } from '../../../src/web/forms/fields.ts';

const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '15', '30', '45'))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`);
const weekday = fc.constantFrom(...WEEKDAYS);

describe('hours of the week in a form', () => {
  const line: HoursLine = { days: ['mon'], from: '08:00', until: '', to: '18:00' };

  it.each([
    ['mon-fri 08:00-18:00', [{ ...line, days: ['mon', 'tue', 'wed', 'thu', 'fri'] }]],
    ['fri 18:00 - mon 08:00', [{ days: ['fri'], from: '18:00', until: 'mon', to: '08:00' }]],
    ['mon 08:00-18:00, wed 08:00-18:00', [{ ...line, days: ['mon', 'wed'] }]],
    ['sat-sun', [{ days: ['sat', 'sun'], from: '00:00', until: '', to: '00:00' }]],
  ])('%s is lines of days, a beginning and an end', (written, lines) => {
    expect(shownLines(written)).toEqual(lines);
  });

  it('what is opened and saved without a change is the same hours in the same order', () => {
    const entry = fc.oneof(
      fc.tuple(weekday, time, time).map(([day, a, b]) => `${day} ${a}-${b}`),
      fc.tuple(weekday, time, weekday, time).map(([day, a, last, b]) => `${day} ${a} - ${last} ${b}`),
    );
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 6 }), (entries) => {
        const written = entries.join(', ');
        const row = { hours: shownLines(written), holidays: 'like-other-days', from: '', to: '' };
        const read = parse(dutyWindow, rawWindowPart(row));
        expect(read.ok && read.value[0]?.hours).toEqual(parseWeeklyHours(written));
      }),
    );
  });

  it('days that are not ticked are not sent, and each line still has its own', () => {
    const linesOf = typedLines(
      readFields({
        coverLineOf: ['0', '1', '1'],
        coverLineDay: ['0-mon', '2-sat', '2-sun'],
        coverLineFrom: ['08:00', '09:00', '10:00'],
        coverLineUntil: ['', '', ''],
        coverLineTo: ['18:00', '12:00', '16:00'],
      }),
      'cover',
    );
    expect(linesOf(0)).toEqual([line]);
    expect(linesOf(1)).toMatchObject([
      { days: [], to: '12:00' },
      { days: ['sat', 'sun'], to: '16:00' },
    ]);
  });

  it.each([
    [{ ...line, days: [] }, 'a-weekday'],
    [{ ...line, from: '' }, 'time-of-day'],
    [{ ...line, to: '25:00' }, 'time-of-day'],
    [{ ...line, days: ['mon', 'tue'], until: 'wed' }, 'one-weekday'],
  ])('%o is told at its own line', (wrong, what) => {
    const read = parse(dutyWindow, { hours: rawLines([line, wrong]) });
    expect(!read.ok && read.error).toMatchObject([{ path: [0, 'hours', 1], expected: { what } }]);
  });

  it('nights, and public holidays all day, are one row of a rotation; more parts are left to files', () => {
    const written = ['mon-fri 18:00-08:00', 'holidays'];
    const row = loneWindowRow(written);
    expect(row).toMatchObject({ holidays: 'as-well' });
    expect(row && parse(dutyWindow, rawLoneWindow(row))).toEqual(parse(dutyWindow, written));
    expect(loneWindowRow(['mon', 'tue', 'holidays'])).toBeNull();
  });
});

describe('public holidays in a form', () => {
  it('are known by name in the language of the page, each with its next day', () => {
    expect(knownHolidays('FR', null, '2027-01-10', 'fr')).toContainEqual({
      rule: 'easter 50',
      name: 'Lundi de Pentecôte',
      on: '2027-05-17',
    });
    expect(knownHolidays('XX', null, '2027-01-10', 'fr')).toEqual([]);
  });

  it('one is taken out by its tick, and is worked every year', () => {
    const typed = HOLIDAY_PART.typed(
      readFields({ country: 'FR', holidayShown: ['05-01', 'easter 50'], holidayOff: '05-01', closedDay: '' }),
    );
    const read = parse(holidays, HOLIDAY_PART.raw(typed, {} as never, undefined));
    if (!read.ok) throw new Error('not understood');
    const isHoliday = holidaysOf(read.value);
    expect([2027, 2028].map((year) => isHoliday(dayNumber(`${year}-05-01`)))).toEqual([true, true]);
    expect(['2027-05-17', '2028-06-05'].map((day) => isHoliday(dayNumber(day)))).toEqual([false, false]);
  });

  it('what was taken out of another country is forgotten with it; a file is told what it misspelt', () => {
    const typed = HOLIDAY_PART.typed(readFields({ country: 'US', holidayShown: 'easter 50' }));
    expect(HOLIDAY_PART.raw(typed, {} as never, undefined)).not.toHaveProperty('worked');
    const wrong = parse(holidays, { country: 'FR', worked: ['whit monday'] });
    expect(!wrong.ok && wrong.error).toMatchObject([{ path: ['worked', 0], expected: { what: 'holiday' } }]);
  });
});
