import type { RequestListener } from 'node:http';
import { beforeEach, describe, expect, it } from 'vitest';
import { createCalendarFetcher } from '../../../src/calendars/fetch-calendar.ts';
import { readApart } from '../../../src/calendars/read-apart.ts';
import { createConfigurationStore } from '../../../src/database/configuration/configuration-store.ts';
import type { Database } from '../../../src/database/database.ts';
import { createAbsenceCalendarStore } from '../../../src/database/planning/absence-calendar-store.ts';
import { createScheduleStore } from '../../../src/database/planning/schedule-store.ts';
import type {
  AbsenceCalendar,
  AbsenceCalendarStore,
} from '../../../src/planning/absence-calendars/absence-calendar.ts';
import {
  followCalendar,
  importCalendarFile,
  refreshCalendar,
  refreshCalendars,
} from '../../../src/planning/absence-calendars/import-absences.ts';
import { whoIsOnCall } from '../../../src/planning/who-is-on-call.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { serve } from '../../calendars/serve.ts';
import { temporaryDatabase } from '../../database/temporary-database.ts';
import { imported } from '../plan.ts';
import { ics } from './ics.ts';

const DAY = 86_400_000;
const START = Date.parse('2026-11-25T12:00:00Z');
const AUTHOR = { actor: 'test', at: START };

let db: Database;
let store: AbsenceCalendarStore;
let now = START;
/** What the server of the test answers. */
let answer: RequestListener;
let asked: (string | undefined)[];

const dependencies = () => ({
  store,
  // Whatever a busy machine needs to begin a thread.
  read: readApart(systemClock, 120),
  fetch: createCalendarFetcher(systemClock, ['127.0.0.1']),
  now: () => now,
});

beforeEach(async () => {
  db = (await temporaryDatabase()).db;
  store = createAbsenceCalendarStore(db);
  now = START;
  asked = [];
  const done = await imported(
    createConfigurationStore(db),
    `people:
  alice: { name: Alice, contacts: [{ extension: 201 }] }
  bob: { name: Bob, contacts: [{ extension: 202 }] }
absences:
  alice: [{ start: 2026-12-24, end: 2026-12-26 }]
schedules:
  primary:
    name: Primary
    timeZone: Europe/Paris
    rotations:
      - id: weeks
        name: Weeks
        participants: [alice, bob]
        turn: 2 weeks
        handoff: mon 08:00
        start: 2026-11-23
        whenAbsent: next-covers
`,
  );
  if ('problems' in done) throw new Error(done.problems.join('\n'));
});

/** Absences as `who from – to source`, in order. */
async function absences(): Promise<string[]> {
  const rows = await db.selectFrom('absences').selectAll().orderBy('start_at').execute();
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  return rows.map((row) => `${row.person_id} ${day(row.start_at)} – ${day(row.end_at)} ${row.source}`);
}

async function followed(text: string): Promise<AbsenceCalendar> {
  answer = (_, response) => void response.setHeader('ETag', '"1"').end(text);
  const at = await serve((request, response) => {
    asked.push(request.headers['if-none-match']);
    answer(request, response);
  });
  const done = await followCalendar(
    dependencies(),
    { personId: 'alice', address: `${at}/private-secret.ics`, timeZone: 'UTC' },
    AUTHOR,
  );
  if (!done.ok) throw new Error(done.error.code);
  return theCalendar();
}

async function theCalendar(): Promise<AbsenceCalendar> {
  const [calendar] = await store.list();
  if (!calendar) throw new Error('there is no calendar');
  return calendar;
}

const refreshed = async () => refreshCalendar(dependencies(), await theCalendar());

describe('a file of absences', () => {
  const file = (text: string, name = 'leave.ics') =>
    importCalendarFile(
      dependencies(),
      { personId: 'alice', name, text, timeZone: 'UTC' },
      { actor: 'test', at: now },
    );

  it('takes its person off duty at once, for the schedule as for a call', async () => {
    await file(ics(['DTSTART;VALUE=DATE:20261125']));
    const roster = await whoIsOnCall(createScheduleStore(db), 'primary', START);
    expect(roster.onCall).toMatchObject([{ personId: 'bob', reason: { coversId: 'alice' } }]);
  });

  it('takes the place of the file of that name, and leaves what others brought', async () => {
    await file(ics(['DTSTART;VALUE=DATE:20261201'], ['DTSTART;VALUE=DATE:20261203']));
    await file(ics(['DTSTART;VALUE=DATE:20270101']), 'other.ics');
    await file(ics(['DTSTART;VALUE=DATE:20261203'], ['DTSTART;VALUE=DATE:20261205']));
    expect(await absences()).toEqual(
      [
        'alice 2026-12-03 – 2026-12-04 calendar',
        'alice 2026-12-05 – 2026-12-06 calendar',
        'alice 2026-12-24 – 2026-12-26 hand',
        'alice 2027-01-01 – 2027-01-02 calendar',
      ].map((line) => (line.includes('hand') ? expect.stringContaining('hand') : line)),
    );
  });

  it('that is none changes nothing', async () => {
    await file(ics(['DTSTART;VALUE=DATE:20261201']));
    const before = await absences();
    expect(await file('<html>')).toMatchObject({ ok: false });
    expect(await absences()).toEqual(before);
  });

  it('leaves an entry in the audit when it changes something, and none when not', async () => {
    const entries = () =>
      db.selectFrom('audit_entries').selectAll().where('subject_kind', '=', 'absence calendars').execute();
    await file(ics(['DTSTART;VALUE=DATE:20261201']));
    expect((await entries()).map(({ action }) => action)).toEqual(['added', 'changed']);
    expect(await file(ics(['DTSTART;VALUE=DATE:20261201']))).toMatchObject({ value: { changed: false } });
    expect(await entries()).toHaveLength(2);
  });
});

describe('a calendar that is followed', () => {
  it('is not begun to be followed when it cannot be read', async () => {
    const at = await serve((_, response) => void response.writeHead(404).end());
    const target = { personId: 'alice', address: at, timeZone: 'UTC' };
    expect(await followCalendar(dependencies(), target, AUTHOR)).toEqual({
      ok: false,
      error: { code: 'answered', status: 404 },
    });
    expect(await store.list()).toEqual([]);
  });

  it('replaces its own absences only, and what is over for a month stays', async () => {
    await followed(ics(['DTSTART;VALUE=DATE:20261120'], ['DTSTART;VALUE=DATE:20261201']));
    now = START + 60 * DAY;
    answer = (_, response) => void response.end(ics(['DTSTART;VALUE=DATE:20270301']));
    expect(await refreshed()).toMatchObject({ ok: true, value: { changed: true } });
    expect((await absences()).filter((line) => line.includes('calendar'))).toEqual([
      'alice 2026-11-20 – 2026-11-21 calendar',
      'alice 2026-12-01 – 2026-12-02 calendar',
      'alice 2027-03-01 – 2027-03-02 calendar',
    ]);
    expect((await absences()).filter((line) => line.includes('hand'))).toHaveLength(1);
  });

  it.each<[what: string, RequestListener]>([
    ['the server refuses', (_, response) => void response.writeHead(500).end()],
    ['the server answers with a page', (_, response) => void response.end('<html>log in</html>')],
    [
      'the calendar is cut off',
      (_, response) => void response.end(ics(['DTSTART;VALUE=DATE:20261201']).slice(0, 90)),
    ],
    ['the connection breaks', (request) => void request.socket.destroy()],
  ])('keeps what is known when %s, and tells of it', async (_, violations) => {
    await followed(ics(['DTSTART;VALUE=DATE:20261201']));
    const before = await absences();
    now = START + 1000;
    answer = violations;
    expect(await refreshed()).toMatchObject({ ok: false });
    expect(await absences()).toEqual(before);
    const { state } = await theCalendar();
    expect(state).toMatchObject({
      succeededAt: START,
      triedAt: now,
      trouble: { code: expect.stringMatching(/\w/) },
    });
    expect(JSON.stringify(state.trouble)).not.toContain('private-secret');
    answer = (_request, response) => void response.end(ics(['DTSTART;VALUE=DATE:20261201']));
    now += 1000;
    await refreshed();
    expect((await theCalendar()).state).toMatchObject({ succeededAt: now, trouble: null });
  });

  it('is asked for only if it is newer; after a week it is read anew, for the horizon has moved', async () => {
    await followed(ics(['DTSTART;VALUE=DATE:20261201', 'RRULE:FREQ=YEARLY']));
    answer = (request, response) => {
      response.statusCode = request.headers['if-none-match'] ? 304 : 200;
      response
        .setHeader('ETag', '"1"')
        .end(response.statusCode === 304 ? '' : ics(['DTSTART;VALUE=DATE:20261201', 'RRULE:FREQ=YEARLY']));
    };
    expect((await absences()).filter((line) => line.includes('calendar'))).toHaveLength(2);
    now = START + DAY;
    expect(await refreshed()).toEqual({ ok: true, value: 'unchanged' });
    expect((await theCalendar()).state.succeededAt).toBe(now);
    now = START + 300 * DAY;
    expect(await refreshed()).toMatchObject({ value: { changed: true } });
    expect(asked).toEqual([undefined, '"1"', undefined]);
    expect((await absences()).filter((line) => line.includes('calendar'))).toEqual([
      'alice 2026-12-01 – 2026-12-02 calendar',
      'alice 2027-12-01 – 2027-12-02 calendar',
      'alice 2028-12-01 – 2028-12-02 calendar',
    ]);
  });

  it('tells which events were left out', async () => {
    await followed(
      ics(['SUMMARY:Strange', 'DTSTART;TZID=No/Where:20261201T080000'], ['DTSTART;VALUE=DATE:20261202']),
    );
    expect((await theCalendar()).state).toMatchObject({
      trouble: null,
      skipped: { 'unknown-zone': 1 },
      leftOut: [{ reason: 'unknown-zone', event: 'Strange', detail: 'No/Where' }],
    });
  });

  it('loses its coming absences, and keeps the past, when it is no longer followed', async () => {
    const { id } = await followed(ics(['DTSTART;VALUE=DATE:20261120'], ['DTSTART;VALUE=DATE:20261201']));
    expect(await store.remove(id, { actor: 'test', at: START })).toBe(true);
    expect(await store.remove(id, { actor: 'test', at: START })).toBe(false);
    expect((await absences()).filter((line) => line.includes('calendar'))).toEqual([
      'alice 2026-11-20 – 2026-11-21 calendar',
    ]);
  });

  it('one in trouble does not keep the others from being looked at, and files are not fetched', async () => {
    await followed(ics(['DTSTART;VALUE=DATE:20261201']));
    const second = await serve((_, response) => void response.end(ics(['DTSTART;VALUE=DATE:20261210'])));
    await followCalendar(dependencies(), { personId: 'bob', address: second, timeZone: 'UTC' }, AUTHOR);
    await importCalendarFile(
      dependencies(),
      { personId: 'bob', name: 'x.ics', text: ics(), timeZone: 'UTC' },
      AUTHOR,
    );
    answer = (_, response) => void response.writeHead(500).end();
    const told: string[] = [];
    await refreshCalendars(dependencies(), ({ personId }, { ok }) => told.push(`${personId} ${ok}`));
    expect(told).toEqual(['alice false', 'bob true']);
  });
});
