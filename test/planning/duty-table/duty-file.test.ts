import { describe, expect, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { tableOfFile } from '../../../src/planning/duty-table/duty-file.ts';
import { readDutyTable } from '../../../src/planning/duty-table/read-duty-table.ts';

const ORDER = { timeZone: 'Europe/Paris', startAt: Date.UTC(2026, 11, 1), endAt: Date.UTC(2027, 11, 1) };
const bytes = (text: string, encoding: BufferEncoding = 'utf8') =>
  new Uint8Array(Buffer.from(text, encoding));

/** The duties that the page would show of a file: who, from when, to when. */
async function duties(file: Uint8Array): Promise<readonly string[] | string> {
  const table = await tableOfFile(file, ORDER);
  if (!table.ok) return table.error;
  const at = (instant: number | null) =>
    instant === null ? '?' : new Date(instant).toISOString().slice(0, 16);
  return readDutyTable(table.value, 'Europe/Paris', () => false).map(
    ({ who, startAt, endAt }) => `${who} ${at(startAt)} ${at(endAt)}`,
  );
}

const WEEK = 'Léa 2027-01-04T07:00 2027-01-11T07:00';

describe('a planning in a file', () => {
  test('of a spreadsheet: times are what is seen in the cells', async () => {
    const when = (day: number) => ({
      value: new Date(Date.UTC(2027, 0, day, 8)),
      type: Date,
      format: 'dd/mm/yyyy hh:mm',
    });
    const rows = [
      [{ value: 'Qui' }, { value: 'Du' }, { value: 'Au' }],
      [{ value: 'Léa' }, when(4), when(11)],
    ];
    const file = await writeXlsxFile(rows as never).toBuffer();
    expect(await duties(new Uint8Array(file))).toEqual([WEEK]);
  });

  test('of CSV, in UTF-8 and as Windows writes it', async () => {
    const csv = 'Qui;Du;Au\r\nLéa;04/01/2027 08:00;11/01/2027 08:00\r\n';
    expect(await duties(bytes(csv))).toEqual([WEEK]);
    expect(await duties(bytes(csv, 'latin1'))).toEqual([WEEK]);
  });

  test('of an iCalendar: each occurrence, without what is cancelled or over', async () => {
    const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n');
    const calendar = [
      'BEGIN:VCALENDAR',
      event(
        'UID:1',
        'SUMMARY:Léa',
        'DTSTART:20270104T070000Z',
        'DTEND:20270111T070000Z',
        'RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=2',
      ),
      event('UID:2', 'SUMMARY:Bob', 'DTSTART:20200104T070000Z', 'DTEND:20200111T070000Z'),
      event('UID:3', 'SUMMARY:Bob', 'DTSTART:20270111T070000Z', 'DTEND:20270112T070000Z', 'STATUS:CANCELLED'),
      'END:VCALENDAR',
    ].join('\r\n');
    expect(await duties(bytes(calendar))).toEqual([WEEK, 'Léa 2027-01-18T07:00 2027-01-25T07:00']);
  });

  test('of Opsgenie: the final timeline of a schedule', async () => {
    const period = (name: string | undefined, startDate: string, endDate: string, type = 'user') => ({
      ...{ startDate, endDate, type: 'default' },
      recipient: { id: 'x', type, name },
    });
    const timeline = {
      data: {
        _parent: { id: 's', name: 'Ops', enabled: true },
        finalTimeline: {
          rotations: [
            {
              id: 'r',
              name: 'Weeks',
              order: 1,
              periods: [period('lea@example.org', '2027-01-04T08:00:00+01:00', '2027-01-11T07:00:00Z')],
            },
            {
              id: 'n',
              name: 'Nobody',
              order: 2,
              periods: [period(undefined, '2027-02-01T07:00:00Z', '2027-02-02T07:00:00Z', 'none')],
            },
            { id: 'e', name: 'Empty', order: 3 },
          ],
        },
      },
      took: 0.1,
    };
    expect(await duties(bytes(JSON.stringify(timeline)))).toEqual([
      'lea@example.org 2027-01-04T07:00 2027-01-11T07:00',
    ]);
  });

  test('of Opsgenie: whoever stands behind a team, and a timeline of the API before', async () => {
    const person = (name: string) => ({ id: name, type: 'user', name, displayName: `${name} Roux` });
    const period = {
      ...{ startTime: Date.UTC(2027, 0, 4, 7), endTime: Date.UTC(2027, 0, 11, 7), type: 'default' },
      recipients: [{ id: 't', type: 'team', name: 'Ops' }],
      flattenedRecipients: [person('lea'), person('bob')],
    };
    const rotations = [{ id: 'r', name: 'Weeks', order: 1, periods: [period] }];
    const before = { timeline: { startTime: 0, endTime: 1, finalSchedule: { rotations } }, took: 3 };
    expect(await duties(bytes(JSON.stringify(before)))).toEqual([
      'lea Roux 2027-01-04T07:00 2027-01-11T07:00',
      'bob Roux 2027-01-04T07:00 2027-01-11T07:00',
    ]);
  });

  test('of Grafana OnCall: a page that is not the last says where the next is; all shifts alone are read too', async () => {
    const shift = {
      ...{ user_pk: 'U', user_email: 'lea@example.org', user_username: 'lea' },
      ...{ shift_start: '2027-01-04T07:00:00Z', shift_end: '2027-01-11T07:00:00Z' },
    };
    const page = { count: 80, next: 'https://oncall.example.org/?page=2', previous: null, results: [shift] };
    const read = 'lea@example.org 2027-01-04T07:00 2027-01-11T07:00';
    expect(await duties(bytes(JSON.stringify(page)))).toEqual([
      read,
      expect.stringMatching(/^https:.*page=2 \? \?$/),
    ]);
    expect(await duties(bytes(JSON.stringify([shift])))).toEqual([read]);
  });

  test('of Grafana OnCall: the final shifts of a schedule', async () => {
    const shifts = {
      count: 1,
      results: [
        {
          user_pk: 'U',
          user_email: '',
          user_username: 'lea',
          shift_start: '2027-01-04T07:00:00Z',
          shift_end: '2027-01-11T07:00:00Z',
        },
      ],
    };
    expect(await duties(bytes(JSON.stringify(shifts)))).toEqual(['lea 2027-01-04T07:00 2027-01-11T07:00']);
  });

  test.each([
    ['a picture', new Uint8Array([0xff, 0xd8, 0xff, 0, 1, 2])],
    ['a workbook that is damaged', bytes('PK\u0003\u0004 and no more')],
    ['JSON of something else', bytes('{"people": []}')],
    ['JSON that breaks off', bytes('{"results": [')],
    [
      'an export with a time that is none',
      bytes('{"results": [{"shift_start": "soon", "shift_end": "later"}]}'),
    ],
  ])('%s is told to be none', async (_what, file) => {
    expect(await duties(file)).toBe('not-understood');
  });
});
