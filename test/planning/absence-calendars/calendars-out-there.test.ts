import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localOf } from '../../../src/domain/schedule/wall-clock.ts';
import { absencesInCalendar } from '../../../src/planning/absence-calendars/absences-in-calendar.ts';
import { leftOutWords, skippedWords } from '../../../src/planning/absence-calendars/left-out.ts';
import { zoneByName } from '../../../src/planning/absence-calendars/zone-names.ts';
import { calendar, ics } from './ics.ts';

const PARIS = 'Europe/Paris';
const YEAR = { startAt: Date.parse('2026-01-01T00:00:00Z'), endAt: Date.parse('2027-01-01T00:00:00Z') };

function reading(text: string, timeZone = PARIS) {
  const found = absencesInCalendar(text, { ...YEAR, timeZone });
  if (!found.ok) throw new Error(found.error.code);
  const local = (at: number) => localOf(at, timeZone).slice(5, 16);
  const absences = found.value.absences.map(({ startAt, endAt }) => `${local(startAt)} – ${local(endAt)}`);
  return { ...found.value, absences };
}

/** On 1 July, 9 to 10 in the morning. */
const HOUR = ['DTSTART:20260701T070000Z', 'DTEND:20260701T080000Z'];
const NINE = ['07-01 09:00 – 07-01 10:00'];
const FIRST_OF_MAY = ['05-01 00:00 – 05-02 00:00'];

describe('calendars as programs write them', () => {
  it.each<[what: string, event: string[], expected: string[]]>([
    [
      'a whole day that ends on the day it starts is that day',
      ['DTSTART;VALUE=DATE:20260501', 'DTEND;VALUE=DATE:20260501'],
      FIRST_OF_MAY,
    ],
    [
      'a whole day that lasts no time is that day',
      ['DTSTART;VALUE=DATE:20260501', 'DURATION:PT0S'],
      FIRST_OF_MAY,
    ],
    ['a date that does not say it is one', ['DTSTART:20260501', 'DTEND:20260502'], FIRST_OF_MAY],
    ['a date with a zone', ['DTSTART;VALUE=DATE;TZID=Pacific/Auckland:20260501'], FIRST_OF_MAY],
    ['a date that says it is a time', ['DTSTART;VALUE=DATE-TIME:20260501'], FIRST_OF_MAY],
    [
      'VALUE=DATETIME',
      ['DTSTART;VALUE=DATETIME:20260701T090000', 'DTEND;VALUE=DATETIME:20260701T100000'],
      NINE,
    ],
    ['dashes and colons', ['DTSTART:2026-07-01T09:00:00', 'DTEND:2026-07-01T10:00:00'], NINE],
    ['an offset', ['DTSTART:20260701T090000+0200', 'DTEND:20260701T100000+02:00'], NINE],
    ['an end and a duration', [...HOUR, 'DURATION:PT3H'], NINE],
    ['a time that says nothing of seconds', ['DTSTART:20260701T0900', 'DTEND:20260701T1000'], NINE],
    [
      'the first Monday of a week',
      ['DTSTART;VALUE=DATE:20260504', 'RRULE:FREQ=WEEKLY;COUNT=2;BYDAY=1MO'],
      ['05-04 00:00 – 05-05 00:00', '05-11 00:00 – 05-12 00:00'],
    ],
    [
      'weekdays that are none',
      ['DTSTART;VALUE=DATE:20260504', 'RRULE:FREQ=WEEKLY;COUNT=2;BYDAY=MO,,XX'],
      ['05-04 00:00 – 05-05 00:00', '05-11 00:00 – 05-12 00:00'],
    ],
    [
      'no weekday at all',
      ['DTSTART;VALUE=DATE:20260504', 'RRULE:FREQ=WEEKLY;BYDAY=;COUNT=2;X-OWN=1;INTERVAL=0'],
      ['05-04 00:00 – 05-05 00:00', '05-11 00:00 – 05-12 00:00'],
    ],
    [
      'until a day, of times: that day counts',
      [
        'DTSTART;TZID=Europe/Paris:20260701T090000',
        'DTEND;TZID=Europe/Paris:20260701T100000',
        'RRULE:FREQ=DAILY;UNTIL=20260702',
      ],
      [...NINE, '07-02 09:00 – 07-02 10:00'],
    ],
    [
      'until a time without a zone, of times with one',
      [
        'DTSTART;TZID=America/New_York:20260701T200000',
        'DURATION:PT1H',
        'RRULE:FREQ=DAILY;UNTIL=20260702T200000',
      ],
      ['07-02 02:00 – 07-02 03:00', '07-03 02:00 – 07-03 03:00'],
    ],
    [
      'until a time, of days',
      ['DTSTART;VALUE=DATE:20260501', 'RRULE:FREQ=WEEKLY;UNTIL=20260507T220000Z'],
      ['05-01 00:00 – 05-02 00:00', '05-08 00:00 – 05-09 00:00'],
    ],
    [
      'until and a count',
      ['DTSTART;VALUE=DATE:20260501', 'RRULE:FREQ=WEEKLY;COUNT=9;UNTIL=20260502'],
      FIRST_OF_MAY,
    ],
    [
      'a day taken out of times',
      [
        'DTSTART;TZID=Europe/Paris:20260701T090000',
        'DURATION:PT1H',
        'RRULE:FREQ=DAILY;COUNT=3',
        'EXDATE;VALUE=DATE:20260702',
      ],
      [...NINE, '07-03 09:00 – 07-03 10:00'],
    ],
    [
      'a time taken out of days',
      ['DTSTART;VALUE=DATE:20260501', 'RRULE:FREQ=WEEKLY;COUNT=3', 'EXDATE:20260507T220000Z,20260515T000000'],
      FIRST_OF_MAY,
    ],
    [
      'a time taken out in another zone',
      [
        'DTSTART;TZID=Europe/Paris:20260701T090000',
        'DURATION:PT1H',
        'RRULE:FREQ=DAILY;COUNT=2',
        'EXDATE;TZID=America/New_York:20260702T030000',
      ],
      NINE,
    ],
    [
      'a day written as times, with the mark that it is one',
      ['DTSTART:20260501T000000', 'DTEND:20260501T000000', 'X-MICROSOFT-CDO-ALLDAYEVENT:TRUE'],
      FIRST_OF_MAY,
    ],
    ['a whole day of so many hours', ['DTSTART;VALUE=DATE:20260501', 'DURATION:PT8H'], FIRST_OF_MAY],
    ['a duration that is empty', ['DTSTART;VALUE=DATE:20260501', 'DURATION:'], FIRST_OF_MAY],
    ['a date in slashes', ['DTSTART;VALUE=DATE:2026/05/01'], FIRST_OF_MAY],
    [
      'a colon with spaces, and a group',
      ['DTSTART : 20260701T070000Z', 'item1.DTEND:20260701T080000Z'],
      NINE,
    ],
    [
      'an absence without an end in sight',
      ['DTSTART;VALUE=DATE:20261231', 'DTEND;VALUE=DATE:99991231'],
      ['12-31 00:00 – 01-01 00:59'],
    ],
    ['an absence of the end of times', ['DTSTART;VALUE=DATE:99991231'], []],
    [
      'weekdays in full, apart by anything',
      ['DTSTART;VALUE=DATE:20260504', 'RRULE:FREQ=WEEKLY;COUNT=3;BYDAY=MON;TUESDAY WE;WKST=SUNDAY'],
      ['05-04 00:00 – 05-07 00:00'],
    ],
    [
      'the nothingth Monday',
      ['DTSTART;VALUE=DATE:20260504', 'RRULE:FREQ=MONTHLY;COUNT=1;BYDAY=0MO'],
      ['05-04 00:00 – 05-05 00:00'],
    ],
    ['a rule that says nothing', ['DTSTART;VALUE=DATE:20260501', 'RRULE:'], FIRST_OF_MAY],
    ['a rule of no frequency', ['DTSTART;VALUE=DATE:20260501', 'RRULE:COUNT=4'], FIRST_OF_MAY],
    [
      'a rule that says its name twice',
      ['DTSTART;VALUE=DATE:20260501', 'RRULE:RRULE:FREQ=DAILY;COUNT=2'],
      ['05-01 00:00 – 05-03 00:00'],
    ],
    [
      'until before the start',
      ['DTSTART;VALUE=DATE:20260501', 'RRULE:FREQ=DAILY;UNTIL=20260430T220000Z'],
      FIRST_OF_MAY,
    ],
    ['until never', ['DTSTART;VALUE=DATE:20260501', 'RRULE:FREQ=DAILY;UNTIL=00000000'], FIRST_OF_MAY],
    [
      'a midnight taken out of mornings',
      [
        'DTSTART;TZID=Europe/Paris:20260701T090000',
        'DURATION:PT1H',
        'RRULE:FREQ=DAILY;COUNT=2',
        'EXDATE:20260702T000000',
      ],
      NINE,
    ],
    [
      'what is taken out and is no time',
      ['DTSTART;VALUE=DATE:20260501', 'RRULE:FREQ=DAILY;COUNT=2', 'EXDATE:never;20260502'],
      FIRST_OF_MAY,
    ],
    [
      'out of office that leaves the time free',
      [...HOUR, 'TRANSP:TRANSPARENT', 'X-MICROSOFT-CDO-BUSYSTATUS:OOF'],
      NINE,
    ],
    [
      'meant as out of office, and kept as free',
      [...HOUR, 'X-MICROSOFT-CDO-BUSYSTATUS:FREE', 'X-MICROSOFT-CDO-INTENDEDSTATUS:OOF'],
      NINE,
    ],
    [
      'a reminder, and what the program keeps for itself',
      [...HOUR, 'X-ODD;X-P=1:…', 'BEGIN:VALARM', 'TRIGGER:nonsense', 'DTSTART:nonsense', 'END:VALARM'],
      NINE,
    ],
  ])('%s', (_, event, expected) => {
    expect(reading(ics(event))).toEqual({ absences: expected, skipped: {}, leftOut: [] });
  });

  it.each([
    ['a byte order mark', (text: string) => `\uFEFF${text}`],
    ['bare line feeds', (text: string) => text.replaceAll('\r\n', '\n')],
    [
      'a description broken without a space',
      (text: string) => text.replace('DTEND', 'DESCRIPTION:Dear all,\r\nI am away\r\n\r\nBob\r\nDTEND'),
    ],
    ['folded lines', (text: string) => text.replace('20260701T07', '2026\r\n 0701T\r\n\t07')],
    ['two byte order marks', (text: string) => `\uFEFF\uFEFF${text}`],
    [
      'a warning of the server above, and a remark below',
      (text: string) => `<b>Warning</b>\n${text}<!-- 12 ms -->`,
    ],
    ['small letters', (text: string) => text.toLowerCase()],
    ['an event that is not closed', (text: string) => text.replace('END:VEVENT\r\n', '')],
  ])('%s', (_, spoil) => {
    expect(reading(spoil(ics(HOUR))).absences).toEqual(NINE);
  });

  it('exceptions that stand for an occurrence in another kind of time', () => {
    const days = ['UID:d', 'DTSTART;VALUE=DATE:20260501', 'RRULE:FREQ=WEEKLY;COUNT=2'];
    const moved = ['UID:d', 'RECURRENCE-ID:20260507T220000Z', 'DTSTART;VALUE=DATE:20260509'];
    expect(reading(ics(days, moved)).absences).toEqual([...FIRST_OF_MAY, '05-09 00:00 – 05-10 00:00']);
    const times = ['UID:t', 'DTSTART;TZID=Europe/Paris:20260701T090000', 'DURATION:PT1H'];
    const later = [
      'UID:t',
      'RECURRENCE-ID;VALUE=DATE:20260702',
      'DTSTART:20260702T120000Z',
      'DTEND:20260702T130000Z',
    ];
    expect(reading(ics([...times, 'RRULE:FREQ=DAILY;COUNT=2'], later)).absences).toEqual([
      ...NINE,
      '07-02 14:00 – 07-02 15:00',
    ]);
  });

  it('busy times published without events', () => {
    const text = calendar([
      'BEGIN:VFREEBUSY',
      'FREEBUSY;FBTYPE=BUSY-UNAVAILABLE:20260701T070000Z/PT1H,20260702T070000Z/20260702T080000Z',
      'FREEBUSY;FBTYPE=FREE:20260703T070000Z/PT1H',
      'FREEBUSY:nonsense/PT1H,20260704T070000Z/-PT1H,20260704T070000Z/PT',
      'END:VFREEBUSY',
    ]);
    expect(reading(text)).toEqual({
      absences: [...NINE, '07-02 09:00 – 07-02 10:00'],
      skipped: { free: 1 },
      leftOut: [],
    });
  });

  it('busy times without a zone, or of whole days', () => {
    const text = calendar([
      'BEGIN:VFREEBUSY',
      'FREEBUSY:20260701T090000/20260701T100000, 20260702/20260703',
      'FREEBUSY;TZID=Romance Standard Time:20260704T090000/PT1H',
      'END:VFREEBUSY',
    ]);
    expect(reading(text).absences).toEqual([
      ...NINE,
      '07-02 00:00 – 07-03 00:00',
      '07-04 09:00 – 07-04 10:00',
    ]);
  });

  it('an exception that cannot be read costs its series nothing', () => {
    const series = ['UID:t', ...HOUR, 'RRULE:FREQ=DAILY;COUNT=2'];
    for (const bad of [
      ['RECURRENCE-ID:20260702T070000Z', 'DTSTART:soon'],
      ['RECURRENCE-ID:then', ...HOUR],
    ])
      expect(reading(ics(series, ['UID:t', ...bad]))).toMatchObject({
        absences: [...NINE, '07-02 09:00 – 07-02 10:00'],
        skipped: { unreadable: 1 },
      });
  });

  it('a calendar that calls its events off has no absences', () => {
    const text = ics(HOUR).replace('VERSION:2.0', 'VERSION:2.0\r\nMETHOD:CANCEL');
    expect(reading(text)).toMatchObject({ absences: [], skipped: { cancelled: 1 } });
  });
});

describe('zones by the names that calendars give them', () => {
  it.each([
    ['Europe/Paris', 'Europe/Paris'],
    ['/Europe/Paris', 'Europe/Paris'],
    ['/mozilla.org/20050126_1/Europe/Paris', 'Europe/Paris'],
    ['/freeassociation.sourceforge.net/America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
    ['Romance Standard Time', 'Europe/Paris'],
    ['W. Europe Standard Time', 'Europe/Berlin'],
    ['SA Western Standard Time', 'America/La_Paz'],
    ['Greenwich Standard Time', 'Atlantic/Reykjavik'],
    ['(UTC+01:00) Brussels, Copenhagen, Madrid, Paris', 'Europe/Brussels'],
    ['(GMT+01.00) Paris/Madrid/Bruxelles/Copenhague', 'Europe/Paris'],
    ['(UTC-03:00) City of Buenos Aires, Cayenne', 'America/Cayenne'],
    ['tzone://Microsoft/Utc', 'UTC'],
    ['europe/paris', 'Europe/Paris'],
    ['US/Eastern', 'US/Eastern'],
    ['romance standard time', 'Europe/Paris'],
    ['Romance Daylight Time', 'Europe/Paris'],
    ['Romance Standard Time 1', 'Europe/Paris'],
    ['tzone://Microsoft/Romance Standard Time', 'Europe/Paris'],
    ['Paris, Madrid (heure d’été)', 'Europe/Paris'],
    ['(UTC+01:00) Bruxelles, Copenhague, Madrid, Paris', 'Europe/Madrid'],
    ['(UTC+01:00) Amsterdam, Berlin, Berne, Rome, Stockholm, Vienne', 'Europe/Amsterdam'],
    ['CEST', 'CET'],
    ['GMT+0200', 'Etc/GMT-2'],
    ['(UTC-04:00)', null],
    ['UTC+05:30', null],
    ['Customized Time Zone', null],
    ['tzone://Microsoft/Custom', null],
    ['(UTC+05:00) Paris', null],
    ['', null],
  ])('%j is %j', (name, zone) => {
    expect(zoneByName(name)).toBe(zone);
  });

  it.each([
    'Romance Standard Time',
    '/Europe/Paris',
    '"(UTC+01:00) Brussels, Copenhagen, Madrid, Paris"',
    '(UTC+01:00) Brussels, Copenhagen, Madrid, Paris',
    'tzone://Microsoft/Romance Standard Time',
  ])('times in %s', (zone) => {
    const event = [`DTSTART;TZID=${zone}:20260701T090000`, `DTEND;TZID=${zone}:20260701T100000`];
    expect(reading(ics(event)).absences).toEqual(NINE);
  });

  it('rules that are brought but say nothing are as none', () => {
    const zone = ['BEGIN:VTIMEZONE', 'TZID:Romance Standard Time', 'END:VTIMEZONE'];
    const event = ['DTSTART;TZID=Romance Standard Time:20260701T090000', 'DURATION:PT1H'];
    expect(reading(calendar([...zone, 'BEGIN:VEVENT', ...event, 'END:VEVENT'])).absences).toEqual(NINE);
  });
});

describe('one bad event', () => {
  const BAD = [
    ['SUMMARY:Bad', 'DTSTART:soon'],
    ['SUMMARY:Bad', 'DTSTART:20260231', 'RRULE:FREQ=NEVER'],
    ['SUMMARY:Bad', 'DTSTART:20260501', 'RRULE:FREQ=DAILY;UNTIL=whenever'],
    ['SUMMARY:Bad', 'DTSTART:20260501', 'DURATION:long'],
    ['SUMMARY:Bad', 'DTSTART:20260501T090000Z', 'DTEND:20260501T080000Z'],
    ['SUMMARY:Bad', 'DTSTART:20260502', 'DTEND:20260501'],
    ['SUMMARY:Bad', 'DTSTART:20260501T090000Z', 'DURATION:-PT1H'],
    ['SUMMARY:Bad', 'DTSTART:20260501', 'RRULE:FREQ=DAILY;BYMONTH=99'],
    ['SUMMARY:Bad', 'DTSTART;TZID=Nowhere:20260501T090000'],
    ['SUMMARY:Bad', 'no colon at all'],
    ['SUMMARY:Bad', 'DTSTART:20260501', 'RRULE:FREQ=DAILY;COUNT=0'],
    ['SUMMARY:Bad', 'DTSTART:20260501', 'RRULE:FREQ=MONTHLY;BYMONTHDAY=0'],
    ['SUMMARY:Bad', 'DTSTART:20260501', 'RRULE:FREQ=MONTHLY;BYDAY=9MO'],
    ['SUMMARY:Bad', 'DTSTART:20260501T090000Z', 'RRULE:FREQ=SECONDLY'],
  ];

  it.each(BAD.map((event) => [event.slice(1).join(' '), event] as const))(
    '%s costs itself only',
    (_, event) => {
      const { absences, leftOut, skipped } = reading(ics(event, HOUR));
      expect(absences).toEqual(NINE);
      expect(leftOut).toEqual([expect.objectContaining({ event: expect.stringMatching(/^Bad/) })]);
      expect(Object.values(skipped)).toEqual([1]);
    },
  );

  it('never costs the others, whatever it says', () => {
    const junk = fc.oneof(
      fc.constantFrom(
        ...BAD.flat(),
        'BEGIN:VEVENT',
        'END:VTODO',
        ' ',
        ':',
        ';',
        'DTSTART;TZID=":1',
        'EXDATE:,,',
      ),
      fc.string({ maxLength: 30 }).map((text) => text.replace(/[\r\n]/g, '')),
      fc
        .tuple(
          fc.constantFrom('DTSTART', 'DTEND', 'RRULE', 'EXDATE', 'RECURRENCE-ID', 'DURATION'),
          fc.string({ maxLength: 30 }),
        )
        .map(([name, value]) => `${name}:${value.replace(/[\r\n]/g, '')}`),
    );
    const isSafe = (lines: readonly string[]) =>
      !lines.some((line) => /^END:VCALENDAR|^BEGIN:VCAL/i.test(line));
    fc.assert(
      fc.property(fc.array(junk, { maxLength: 6 }).filter(isSafe), (lines) => {
        const found = reading(
          ics(['UID:good', ...HOUR], ['UID:bad', ...lines], ['UID:last', 'DTSTART:20260901']),
        );
        const days = found.absences.join('\n');
        expect(days).toContain('07-01');
        expect(days).toContain('09-01 00:00 – 09-02 00:00');
      }),
    );
  });

  it('and what was skipped is counted by reason, once for a series, in the time asked for', () => {
    const found = reading(
      ics(
        ['DTSTART:20260501', 'RRULE:FREQ=DAILY;COUNT=5', 'TRANSP:TRANSPARENT'],
        ['DTSTART:20260601', 'X-MICROSOFT-CDO-BUSYSTATUS:FREE'],
        ['DTSTART:20160601', 'TRANSP:TRANSPARENT'],
        ['DTSTART:20260601', 'STATUS:CANCELLED'],
        ['DTSTART:20260601T090000Z'],
        ['SUMMARY:Nowhere', 'DTSTART;TZID=Nowhere:20260601T090000'],
      ),
    );
    expect(found.skipped).toEqual({ free: 2, cancelled: 1, 'lasts-no-time': 1, 'unknown-zone': 1 });
    expect(found.leftOut.map((event) => leftOutWords(event, 'fr'))).toEqual([
      '« Nowhere » : le fuseau horaire « Nowhere » n’est pas connu',
    ]);
    expect(skippedWords(found.skipped, 'en')).toBe(
      '2 marked as free, 1 cancelled, 1 without a duration, 1 in an unknown time zone',
    );
    expect(skippedWords(found.skipped, 'fr')).toBe(
      '2 marqués comme libres, 1 annulé, 1 sans durée, 1 dans un fuseau horaire inconnu',
    );
  });
});

it('daily until any time is each day up to it, whatever kinds of time are mixed', () => {
  const day = fc.integer({ min: 1, max: 28 });
  const kinds = fc.constantFrom('date', 'utc', 'local', 'zoned');
  const stamp = (kind: string, date: string) =>
    kind === 'date' ? date : `${date}T${kind === 'utc' ? '100000Z' : '120000'}`;
  fc.assert(
    fc.property(day, day, kinds, kinds, (first, last, startKind, untilKind) => {
      const [from, to] = [Math.min(first, last), Math.max(first, last)];
      const date = (value: number) => `202607${String(value).padStart(2, '0')}`;
      const zone = startKind === 'zoned' ? ';TZID=Europe/Paris' : '';
      const text = ics([
        `DTSTART${zone}:${stamp(startKind, date(from))}`,
        `DURATION:${startKind === 'date' ? 'P1D' : 'PT1H'}`,
        `RRULE:FREQ=DAILY;UNTIL=${stamp(untilKind, date(to))}`,
      ]);
      const found = reading(text).absences;
      if (startKind === 'date') expect(found).toHaveLength(1);
      else expect(found).toHaveLength(to - from + 1);
    }),
  );
});
