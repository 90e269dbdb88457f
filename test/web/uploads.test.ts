import { describe, expect, it } from 'vitest';
import { type OpenSite, openSite } from './open-site.ts';
import { textOf } from './visitor.ts';

const MEGABYTE = 1024 * 1024;

/** Sends a file as a form's page does, and says what comes back; the first page is asked for at the same time. */
async function sent(
  site: OpenSite,
  path: string,
  fields: Readonly<Record<string, string>>,
  field: string,
  file: Buffer,
) {
  const ada = await site.as('ada');
  const csrf = /name="csrf" value="([^"]*)"/.exec((await ada.get('/account')).body)?.[1] ?? '';
  const [answer, meanwhile] = await Promise.all([
    ada.sendFile(path, { csrf, ...fields }, field, file),
    ada.get('/account'),
  ]);
  expect(meanwhile.status).toBe(200);
  return { status: answer.status, text: textOf(answer.body) };
}

/** A calendar of whole days, or of what `event` says. */
const calendar = (...events: readonly string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN', ...events, 'END:VCALENDAR', ''].join('\r\n');
const event = (...lines: readonly string[]) => ['BEGIN:VEVENT', 'UID:1', ...lines, 'END:VEVENT'].join('\r\n');

describe('a file that is too large', () => {
  const ROWS = 'Mia;04/01/2027 08:00;11/01/2027 08:00\r\n';

  it.each<[path: string, fields: Record<string, string>, field: string, megabytes: number, said: string]>([
    // Far too large is read no further than too large.
    ['/planning/primary/paste/file', {}, 'file', 50, 'Files of up to 4 MB are read.'],
    ['/my/calendars', { do: 'upload' }, 'calendar', 6, 'Files of up to 5 MB are taken.'],
    ['/people/mia/calendars', { do: 'upload' }, 'calendar', 6, 'Files of up to 5 MB are taken.'],
    ['/hotlines/support/greeting', {}, 'audio', 33, 'The file is larger than 32 MB.'],
  ])('is refused at %s, with how much is taken', async (path, fields, field, megabytes, said) => {
    const answer = await sent(
      await openSite(),
      path,
      fields,
      field,
      Buffer.alloc(megabytes * MEGABYTE, ROWS),
    );
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(said);
  });
});

describe('a calendar that means harm', () => {
  const DAY = ['DTSTART;VALUE=DATE:20261201', 'DTEND;VALUE=DATE:20261202'] as const;

  it.each<[what: string, text: string]>([
    [
      'repeats every second for ever',
      calendar(event('DTSTART:20261201T080000Z', 'RRULE:FREQ=SECONDLY', 'SUMMARY:x')),
    ],
    [
      'never comes to a day that there is',
      calendar(event(...DAY, 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30')),
    ],
    ['lasts ten thousand years', calendar(event('DTSTART:00010101T000000Z', 'DTEND:99991231T235959Z'))],
    ['nests thousands deep', 'BEGIN:VEVENT\r\n'.repeat(20_000)],
    ['has one line of four megabytes', calendar(event(...DAY, `SUMMARY:${'x'.repeat(4 * MEGABYTE)}`))],
    ['has thousands of events', calendar(...Array.from({ length: 3000 }, () => event(...DAY)))],
    ['is none', '\u0000'.repeat(100_000)],
  ])('and %s is answered with a page, as absences and as a planning', async (_, text) => {
    const site = await openSite();
    const absences = await sent(site, '/my/calendars', { do: 'upload' }, 'calendar', Buffer.from(text));
    expect([303, 422]).toContain(absences.status);
    const planning = await sent(site, '/planning/primary/paste/file', {}, 'file', Buffer.from(text));
    expect([200, 422]).toContain(planning.status);
    expect(site.log()).not.toContain('"level":"error"');
  });
});

it('a greeting that says it is longer than it is, or is no sound, is refused with the reason', async () => {
  const site = await openSite();
  const lying = Buffer.concat([
    Buffer.from('RIFF\xff\xff\xff\x7fWAVEfmt ', 'latin1'),
    Buffer.alloc(2 * MEGABYTE, 0xff),
  ]);
  for (const file of [lying, Buffer.from('ID3')]) {
    const answer = await sent(site, '/hotlines/support/greeting', {}, 'audio', file);
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(/file/i);
  }
});
