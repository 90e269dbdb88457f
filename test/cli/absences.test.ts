import { writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openIn, withExample } from './example.ts';
import { buildVigieForTheseTests } from './vigie.ts';

buildVigieForTheseTests();

describe('vigie absences', () => {
  const LEAVE = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'BEGIN:VEVENT',
    'UID:1',
    'DTSTART;VALUE=DATE:20270201',
    'DTEND;VALUE=DATE:20270208',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');

  test('takes those of a file, and the schedule knows at once', async () => {
    const vigie = await withExample();
    writeFileSync(vigie.path('leave.ics'), LEAVE);
    const args = ['absences', 'import', 'alice', 'leave.ics', '--zone', 'Europe/Paris'];
    expect(await vigie.run(...args)).toEqual({ code: 0, out: '1 absence\n', err: '' });
    expect((await vigie.run(...args)).out).toBe('1 absence, nothing new\n');
    expect((await vigie.run('absences', 'list')).out).toMatch(
      /^[0-9a-f]{12} {2}alice {2}file leave.ics {2}read \d{4}-.*\n$/,
    );
    const rows = await openIn(vigie)
      .selectFrom('absences')
      .selectAll()
      .where('source', '=', 'calendar')
      .execute();
    expect(rows).toMatchObject([{ person_id: 'alice', start_at: Date.parse('2027-01-31T23:00:00Z') }]);
    const exported = await vigie.run('export');
    expect(exported.out).not.toContain('2027-02-0');
  });

  test('refuses what is no calendar, no person, no zone and no public address', async () => {
    const vigie = await withExample();
    writeFileSync(vigie.path('leave.ics'), LEAVE);
    writeFileSync(vigie.path('page.ics'), '<html>');
    const refusals: [args: string[], reason: RegExp][] = [
      [
        ['import', 'alice', 'page.ics'],
        /^vigie: page.ics: it is no calendar.*\nvigie: nothing was changed\n$/,
      ],
      [['import', 'alice', 'absent.ics'], /^vigie: the file cannot be read: ENOENT/],
      [['import', 'zoe', 'leave.ics'], /there is no person zoe/],
      [['import', 'alice', 'leave.ics', '--zone', 'Paris'], /expected a time zone such as Europe\/Paris/],
      [['follow', 'alice', 'https://127.0.0.1/secret.ics'], /leads into a private network/],
      [['unfollow', 'x'], /there is no calendar x/],
    ];
    for (const [args, reason] of refusals) {
      const refused = await vigie.run('absences', ...args);
      expect(refused).toMatchObject({ code: 1, out: '' });
      expect(refused.err).toMatch(reason);
      expect(refused.err).not.toContain('secret.ics');
    }
  });
});
