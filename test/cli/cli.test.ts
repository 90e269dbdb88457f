import { readFileSync, writeFileSync } from 'node:fs';
import { sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { MIGRATIONS } from '../../migrations/index.ts';
import { createCallLog } from '../../src/database/call-store.ts';
import { createConfigurationBook } from '../../src/database/configuration-book.ts';
import { openDatabase } from '../../src/database/database.ts';
import { parseExtension } from '../../src/domain/phone-number.ts';
import { toTelephoneSound } from '../../src/domain/sound/telephone-sound.ts';
import { changeGreeting } from '../../src/planning/change-greeting.ts';
import { soundId } from '../../src/planning/sound.ts';
import { TELEPHONE, tone, wavFile } from '../domain/sound/wav-file.ts';
import { buildVigieForTheseTests, ended, vigieIn } from './vigie.ts';

buildVigieForTheseTests();

const EXAMPLE = readFileSync('examples/astreinte.yaml', 'utf8');

/** A directory whose vigie.db holds the example. */
async function withExample() {
  const vigie = vigieIn();
  writeFileSync(vigie.path('plan.yaml'), EXAMPLE);
  const imported = await vigie.run('import', 'plan.yaml');
  expect(imported).toMatchObject({ code: 0, err: '' });
  return vigie;
}

function openIn(vigie: { path(name: string): string }) {
  const db = openDatabase(vigie.path('vigie.db'), { mustExist: true });
  onTestFinished(() => db.destroy());
  return db;
}

describe('recorded greetings', () => {
  test('go beside the file and come back with it; without them the import says what is missing', async () => {
    const vigie = await withExample();
    const db = openIn(vigie);
    const sound = toTelephoneSound(wavFile(TELEPHONE, 1, tone(400, 8000)));
    if (!sound.ok) throw new Error(sound.error.kind);
    const author = { actor: 'test', at: 0 };
    const [hotlineId = ''] = (
      await createConfigurationBook(db).edit((draft) => draft.read())
    ).hotlines.keys();
    await changeGreeting(createConfigurationBook(db), hotlineId, sound.value, author);

    const file = await vigie.run('export', '--sounds', 'sounds');
    expect(file).toMatchObject({ code: 0, err: '' });
    expect(file.out).toMatch(/^# Recorded greetings are named here, not held/);
    const id = soundId(sound.value.wav);
    expect(readFileSync(vigie.path(`sounds/${id}.wav`)).equals(Buffer.from(sound.value.wav))).toBe(true);

    writeFileSync(vigie.path('all.yaml'), file.out);
    const elsewhere = { VIGIE_DATABASE: vigie.path('other.db') };
    const copy = vigieIn(undefined, elsewhere);
    const without = await copy.run('import', vigie.path('all.yaml'));
    expect(without.code).toBe(1);
    expect(without.err).toContain(
      `unknown recording ${id}: files hold none, it comes beside this one with --sounds`,
    );
    const restored = await copy.run('import', vigie.path('all.yaml'), '--sounds', vigie.path('sounds'));
    expect(restored).toMatchObject({ code: 0, err: '' });
    expect((await copy.run('export')).out).toBe(file.out);

    writeFileSync(vigie.path(`sounds/${id}.wav`), 'not it');
    const spoilt = await copy.run('import', vigie.path('all.yaml'), '--sounds', vigie.path('sounds'));
    expect(spoilt.err).toContain('is not the recording that its name says');
    const nowhere = await copy.run('import', vigie.path('all.yaml'), '--sounds', vigie.path('nowhere'));
    expect(nowhere.err).toContain('the recordings cannot be read');
  });
});

describe('vigie migrate', () => {
  test('makes the database, and has nothing to do the second time', async () => {
    const vigie = vigieIn();
    expect(await vigie.run('migrate')).toEqual({
      code: 0,
      out: Object.keys(MIGRATIONS)
        .map((name) => `applied ${name}\n`)
        .join(''),
      err: '',
    });
    expect(await vigie.run('migrate')).toEqual({ code: 0, out: 'the database is up to date\n', err: '' });
  });

  test('refuses a database that a newer version has changed, and so does every other command', async () => {
    const vigie = await withExample();
    await sql`insert into kysely_migration (name, timestamp) values ('9999-x', '2030')`.execute(
      openIn(vigie),
    );
    const commands = [['migrate'], ['import', 'plan.yaml'], ['export'], ['calls']];
    for (const refused of await Promise.all(commands.map((args) => vigie.run(...args)))) {
      expect(refused).toMatchObject({ code: 1, out: '' });
      expect(refused.err).toMatch(
        /^vigie: this database was changed by a newer version of Vigie .*9999-x.*\n$/,
      );
    }
  });

  test('a path that cannot be a database is one clear sentence', async () => {
    const vigie = vigieIn(undefined, { VIGIE_DATABASE: '/nowhere/vigie.db' });
    const refused = await vigie.run('migrate');
    expect(refused.code).toBe(1);
    expect(refused.err).toMatch(
      /^vigie: the database \/nowhere\/vigie.db \(VIGIE_DATABASE\) cannot be opened: .*\n$/,
    );
  });
});

describe('vigie import and export', () => {
  test('a dry run changes nothing, an import does, once; an export changes nothing', async () => {
    const vigie = vigieIn();
    writeFileSync(vigie.path('plan.yaml'), EXAMPLE);
    const dry = await vigie.run('import', 'plan.yaml', '--dry-run');
    expect(dry.out).toMatch(/\+ hotlines.support\n13 items would change; nothing was written\n$/);
    expect((await vigie.run('import', 'plan.yaml')).out).toMatch(/\+ hotlines.support\n13 items changed\n$/);
    expect((await vigie.run('import', 'plan.yaml')).out).toBe('nothing to change\n');

    const exported = await vigie.run('export');
    expect(await ended(vigie.start('import', '-', '--prune'), exported.out)).toEqual({
      code: 0,
      out: 'nothing to change\n',
      err: '',
    });
  });

  test('every mistake goes to standard error with its line, and nothing is written', async () => {
    const vigie = vigieIn();
    writeFileSync(
      vigie.path('bad.yaml'),
      'people:\n  alice: {nam: Alice}\nhotlines:\n  x: {name: X, policy: none}\n',
    );
    expect(await vigie.run('import', 'bad.yaml')).toEqual({
      code: 1,
      out: '',
      err: [
        'vigie: people.alice.name, line 2: is missing: expected text',
        'vigie: people.alice.nam, line 2: unknown key: expected one of name, languages, role, skills, contacts, email, colour, firstDay, lastDay',
        'vigie: hotlines.x.policy, line 4: unknown policy "none"',
        'vigie: nothing was changed\n',
      ].join('\n'),
    });
    expect((await vigie.run('import', 'absent.yaml')).err).toMatch(/^vigie: the file cannot be read: ENOENT/);
  });

  test('--prune removes what the file does not list; the audit names who imported', async () => {
    const vigie = await withExample();
    writeFileSync(vigie.path('plan.yaml'), EXAMPLE.replace(/ {2}dan:\n.*\n.*\n/, ''));
    expect(await vigie.run('import', 'plan.yaml', '--prune')).toMatchObject({
      code: 0,
      out: '- people.dan\n1 item changed\n',
    });
    const last = await openIn(vigie)
      .selectFrom('audit_entries')
      .selectAll()
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    expect(last).toMatchObject({
      action: 'removed',
      subject_id: 'dan',
      actor: expect.stringMatching(/^import by ./),
    });
  });
});

describe('vigie who', () => {
  test('tells whom each step rings, where, why and until when', async () => {
    const vigie = await withExample();
    expect((await vigie.run('who', 'support', '--at', '2026-11-25 19:00')).out).toBe(
      `Customer support (support) at 2026-11-25 19:00 (Europe/Paris)
policy Nights and weekends: 2 rounds, 300 s at most
step 1: in-order, 25 s
  schedule primary
    Chloé Petit (replaces Alice Martin, override by Claire, until 2026-11-25 23:00): 203
step 2: in-order, 25 s
  schedule backup
    Bob Durand (planned shift, until 2026-11-30 08:00): +33199001202
step 3: all-at-once, 30 s
  team technicians
    Alice Martin (team technicians): 201 (without pressing 1), then +33199001201
    Bob Durand (team technicians): +33199001202
    Chloé Petit (team technicians): 203
  number
    Security desk (named in the policy): +33199001299
`,
    );
  });

  test('a hotline is found by any of its numbers, a gap is shown, JSON is for programs', async () => {
    const vigie = await withExample();
    const answer = await vigie.run('who', '01 99 00 12 00', '--at', '2026-12-24T18:00:00Z', '--json');
    const forecast = JSON.parse(answer.out);
    expect(forecast).toMatchObject({ hotline: { id: 'support' }, at: '2026-12-24T18:00:00.000Z' });
    expect(forecast.steps[1].targets).toEqual([{ target: 'schedule backup', people: [] }]);
    expect((await vigie.run('who', '4000', '--at', '2026-12-24 19:00')).out).toContain(
      'schedule backup\n    nobody\n',
    );
  });

  test('an unknown hotline and a time that is none are refused', async () => {
    const vigie = await withExample();
    expect(await vigie.run('who', 'sales')).toEqual({
      code: 1,
      out: '',
      err: 'vigie: there is no hotline sales\n',
    });
    const refused = await vigie.run('who', 'support', '--at', 'noon');
    expect(refused).toMatchObject({
      code: 1,
      err: 'vigie: --at is "noon": expected a time such as 2026-11-23 18:00\n',
    });
  });
});

describe('vigie calls and call', () => {
  async function withCalls() {
    const vigie = await withExample();
    const extension = parseExtension('201');
    if (!extension.ok) throw new Error(extension.error);
    const log = createCallLog(openIn(vigie));
    const startedAt = Date.parse('2026-11-25T14:03:00Z');
    const caller = { number: '+33199000001', name: null };
    await log.begin({ id: 'c1', hotlineId: 'support', dialled: '4000', caller, startedAt });
    await log.append('c1', [
      {
        kind: 'attempt-started',
        at: startedAt + 11_000,
        attempt: 1,
        round: 1,
        step: 1,
        personId: 'alice',
        name: 'Alice Martin',
        target: { kind: 'extension', extension: extension.value },
        reason: { code: 'planned-shift', until: null },
      },
      { kind: 'attempt-ringing', at: startedAt + 12_000, attempt: 1 },
      { kind: 'attempt-accepted', at: startedAt + 20_000, attempt: 1, by: 'key' },
      { kind: 'call-ended', at: startedAt + 65_000, outcome: 'accepted' },
    ]);
    await log.begin({
      id: 'c2',
      hotlineId: 'support',
      dialled: '4000',
      caller: { number: null, name: null },
      startedAt: startedAt + 60_000,
    });
    return vigie;
  }

  test('the list has one line a call, the most recent first', async () => {
    const vigie = await withCalls();
    expect((await vigie.run('calls')).out).toBe(
      '2026-11-25 14:04  support  withheld number  in progress  0 attempts  c2\n' +
        '2026-11-25 14:03  support  +33199000001  accepted by Alice Martin, 65 s  1 attempt  c1\n',
    );
    expect((await vigie.run('calls', '--limit', '1', '--json')).out).toContain('"id": "c2"');
    expect((await vigie.run('calls', '--hotline', 'sales')).out).toBe('no calls yet\n');
  });

  test('a call is told as it happened', async () => {
    const vigie = await withCalls();
    expect((await vigie.run('call', 'c1')).out).toBe(
      `2026-11-25 14:03  support  +33199000001  accepted by Alice Martin, 65 s  1 attempt  c1
14:03:11 Vigie calls Alice Martin on 201 (planned shift)
14:03:12 Alice Martin rings on 201
14:03:20 Alice Martin takes the call by pressing 1
14:04:05 the call ends: a person took it
`,
    );
    expect(JSON.parse((await vigie.run('call', 'c1', '--json')).out)).toMatchObject({
      id: 'c1',
      attempts: [{ name: 'Alice Martin' }],
    });
    expect(await vigie.run('call', 'c9')).toEqual({
      code: 1,
      out: '',
      err: 'vigie: there is no call c9; vigie calls lists them\n',
    });
  });
});

describe('the command line', () => {
  test('misuse exits with 2, help with 0', async () => {
    const vigie = vigieIn();
    const misuses = [['fly'], ['who'], ['calls', '--limit', 'many'], ['export', '--fast'], []];
    for (const misuse of await Promise.all(misuses.map((args) => vigie.run(...args)))) {
      expect(misuse).toMatchObject({ code: 2, out: '' });
    }
    expect(await vigie.run('--help')).toMatchObject({
      code: 0,
      out: expect.stringContaining('import [options] <file>'),
    });
  });

  test('every mistake in the settings is told, those of .env included', async () => {
    const vigie = vigieIn(undefined, { VIGIE_HTTP_PORT: 'x' });
    writeFileSync(vigie.path('.env'), 'VIGIE_LOG_LEVEL=loud\nVIGIE_HTTP_PORT=8080\n');
    expect(await vigie.run('start')).toEqual({
      code: 1,
      out: '',
      err:
        'vigie: VIGIE_HTTP_PORT is "x": expected a whole number from 0 to 65535\n' +
        'vigie: VIGIE_LOG_LEVEL is "loud": expected one of trace, debug, info, warn, error, fatal\n' +
        'vigie: VIGIE_ARI_PASSWORD is not set: expected the password of the ARI user (or VIGIE_ARI_PASSWORD_FILE)\n',
    });
  });

  test('a database that does not exist is not made by a command that only reads', async () => {
    const vigie = vigieIn();
    expect(await vigie.run('calls')).toMatchObject({
      code: 1,
      err: expect.stringContaining('there is no database at ./vigie.db'),
    });
    expect(() => readFileSync(vigie.path('vigie.db'))).toThrow('ENOENT');
  });

  test('start serves until SIGTERM, and exits with 0', async () => {
    // Nothing listens on port 1: the service keeps trying, and its pages are served meanwhile.
    const vigie = vigieIn(undefined, {
      VIGIE_ARI_URL: 'http://127.0.0.1:1',
      VIGIE_ARI_PASSWORD: 's3cret',
      VIGIE_HTTP_PORT: '0',
    });
    const service = vigie.start('start');
    service.stdout?.on('data', (part) => {
      if (String(part).includes('on watch')) service.kill('SIGTERM');
    });
    const { code, out, err } = await ended(service);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).not.toContain('s3cret');
  });
});

describe('vigie simulate', () => {
  test('tells second by second what a call would do; a handoff on the way counts', async () => {
    const vigie = await withExample();
    const told = await vigie.run(
      'simulate',
      '4000',
      '--at',
      '2026-11-25 22:58:30',
      '--assume',
      'alice=accepts:8+3',
    );
    expect(told).toMatchObject({ code: 0, err: '' });
    const lines = told.out.split('\n');
    expect(lines[0]).toBe('Customer support (support), 2026-11-25 22:58:30 (Europe/Paris)');
    expect(lines).toContain(
      '  0:08  22:58:38 Vigie calls Chloé Petit on 203 (replaces Alice Martin, override by Claire, until 2026-11-25 23:00)',
    );
    expect(lines).toContain('  1:06  22:59:36 Alice Martin answers on 201');
    expect(lines.at(-2)).toBe('  2:06  23:00:36 the call ends: a person took it');
    const french = await vigie.run('simulate', 'support', '--at', '2026-11-25 22:58:30', '--language', 'fr');
    expect(french.out).toContain(
      'Vigie appelle Chloé Petit sur 203 (remplace Alice Martin, décision de Claire, jusqu’au 2026-11-25 23:00)',
    );
  });

  test('--json is for programs; a withheld number and an impatient caller may be assumed', async () => {
    const vigie = await withExample();
    const told = await vigie.run(
      'simulate',
      'support',
      '--at',
      '2026-11-25 19:00',
      '--caller',
      'withheld',
      '--patience',
      '20',
      '--json',
    );
    const run = JSON.parse(told.out);
    expect(run).toMatchObject({
      hotline: { id: 'support' },
      caller: { number: null },
      outcome: 'caller-hung-up',
    });
    expect(run.timeline.at(-1)).toMatchObject({ afterSeconds: 20, local: '2026-11-25 19:00:20' });
    const blocked = await vigie.run('simulate', 'support', '--caller', '01 99 00 66 66');
    expect(blocked.out).toContain('the caller is blocked, and refused');
  });

  test('every assumption that makes no sense is told', async () => {
    const vigie = await withExample();
    const refused = await vigie.run('simulate', 'support', '--assume', 'bbo=busy', '--assume', 'bob=asleep');
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toMatch(
      /^vigie: --assume "bbo=busy": "bbo" is nobody: .*\nvigie: --assume "bob=asleep": "asleep" is no behaviour: .*\n$/,
    );
  });
});

describe('vigie calendar', () => {
  test('makes a private address once, lists feeds without it, and ends one', async () => {
    const vigie = await withExample();
    const added = await vigie.run('calendar', 'add', 'person', 'alice', '--label', 'telephone');
    const [, token = '', id = ''] =
      /calendar\/([A-Za-z0-9_-]{43})\.ics\n.* revoke ([0-9a-f]{12}) /.exec(added.out) ?? [];
    expect(added).toMatchObject({ code: 0, out: expect.stringContaining(token) });
    const listed = await vigie.run('calendar', 'list');
    expect(listed.out).toBe(`${id}  person alice  never read  telephone\n`);
    expect((await vigie.run('calendar', 'list', '--json')).out).not.toContain(token);
    expect((await vigie.run('calendar', 'revoke', id)).out).toBe(`revoked ${id}\n`);
    expect(await vigie.run('calendar', 'revoke', id)).toMatchObject({ code: 1 });
    expect((await vigie.run('calendar', 'list')).out).toBe('no feeds\n');
  });

  test('is served by the service, and no longer once it is revoked', async () => {
    const settings = {
      VIGIE_ARI_URL: 'http://127.0.0.1:1',
      VIGIE_ARI_PASSWORD: 's3cret',
      VIGIE_HTTP_PORT: '0',
    };
    const { directory } = await withExample();
    const vigie = vigieIn(directory, settings);
    const added = await vigie.run('calendar', 'add', 'schedule', 'primary');
    const [, path = '', id = ''] = /(\/calendar\/.*\.ics)\n.* revoke ([0-9a-f]{12}) /.exec(added.out) ?? [];
    const service = vigie.start('start');
    let log = '';
    service.stdout?.on('data', (part) => {
      log += part;
    });
    const url = () => /"web":"([^"]+)"/.exec(log)?.[1];
    await expect.poll(url, { timeout: 15_000 }).toBeDefined();
    const answer = await fetch(`${url()}${path}`);
    expect([answer.status, (await answer.text()).slice(0, 15)]).toEqual([200, 'BEGIN:VCALENDAR']);
    await vigie.run('calendar', 'revoke', id);
    expect((await fetch(`${url()}${path}`)).status).toBe(404);
    service.kill('SIGTERM');
    expect((await ended(service)).code).toBe(0);
    expect(log).not.toContain(path.slice(10, -4));
  });

  test('is of a person or a schedule that exists', async () => {
    const vigie = await withExample();
    expect((await vigie.run('calendar', 'add', 'person', 'nobody')).err).toBe(
      'vigie: there is no person nobody\n',
    );
    expect((await vigie.run('calendar', 'add', 'schedule', 'x')).err).toBe('vigie: there is no schedule x\n');
    expect((await vigie.run('calendar', 'add', 'team', 'x')).err).toMatch(/expected person or schedule/);
  });
});

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

describe('vigie user add', () => {
  test('makes the person and their account, and prints a link on which the password is chosen', async () => {
    const vigie = vigieIn();
    const added = await vigie.run('user', 'add', '--name', 'Ada Morel', '--email', 'Ada@Example.org');
    expect(added).toMatchObject({ code: 0, err: '' });
    expect(added.out).toMatch(
      /^ada-morel may log in as ada@example\.org \(administrator\)\n.*: http:\/\/127\.0\.0\.1:8080\/welcome\/[\w-]{43}\n$/,
    );
    expect((await vigie.run('export')).out).toContain('role: administrator');
  });

  test('takes the password from standard input', async () => {
    const vigie = vigieIn();
    const flags = ['--name', 'Ada', '--email', 'ada@example.org', '--password-stdin'];
    const added = await ended(vigie.start('user', 'add', ...flags), 'a lantern on the headland\n');
    expect(added).toEqual({ code: 0, err: '', out: 'ada may log in as ada@example.org (administrator)\n' });
    const weak = await ended(vigie.start('user', 'add', ...flags), 'short\n');
    expect(weak).toMatchObject({ code: 1, out: '' });
    expect(weak.err).toContain('at least 12 characters');
  });

  test('tells everything that is wrong at once, and makes nothing', async () => {
    const vigie = vigieIn();
    const refused = await vigie.run('user', 'add', '--name', 'Ada', '--email', 'nope', '--role', 'king');
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toMatch(/--email is "nope".*\n.*--role is "king"/);
  });

  test('gives an e-mail to one person only', async () => {
    const vigie = vigieIn();
    await vigie.run('user', 'add', '--name', 'Ada', '--email', 'ada@example.org');
    const second = await vigie.run('user', 'add', '--name', 'Bob', '--email', 'ada@example.org');
    expect(second).toMatchObject({ code: 1, err: 'vigie: that e-mail belongs to another account\n' });
  });
});
