import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import SQLite from 'better-sqlite3';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { copyDatabase } from '../../src/database/upkeep/copy-database.ts';
import type { FaultCode } from '../../src/domain/installation/fault.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { startServiceProcess } from '../../trial/service-process.ts';
import { waitUntil } from '../../trial/wait-until.ts';
import { makeOutdated } from '../database/temporary-database.ts';
import { mailServer } from '../mail/mail-server.ts';
import { wellInstallation } from './planted.ts';

/**
 * The twenty faults that an administrator's way was found to meet, by the names that people give them. Each is planted
 * below, and found with the line to change.
 */
const TWENTY: Readonly<Record<string, readonly FaultCode[]>> = {
  'ARI password wrong': ['ari-password'],
  'ARI user read-only': ['ari-read-only'],
  'HTTP off': ['ari-unreachable', 'ari-off'],
  'websocket refused by a proxy': ['websocket-refused'],
  'a module missing': ['module-missing'],
  'dialplan not included': ['dialplan-missing'],
  'dialplan of another version': ['dialplan-outdated'],
  'trunk name unknown': ['trunk-unknown'],
  'trunk down': ['trunk-down'],
  'keys that cannot be heard': ['keys-unheard'],
  'sounds of a language missing': ['sounds-missing'],
  'AstDB not writable': ['astdb-unwritable'],
  'clocks of Asterisk and Vigie apart': ['clocks-apart'],
  'a second Vigie': ['second-vigie'],
  'RTP for greetings blocked': ['rtp-blocked'],
  'SMTP refused, and a sender refused at MAIL FROM': ['mail-refused', 'sender-refused'],
  'database read-only, unmigrated, on a full disk': [
    ...(['database-read-only', 'database-outdated', 'disk-filling'] as const),
  ],
  'Node too old': ['node-too-old'],
  'recordings folder missing': ['recordings-folder-missing'],
  'no sender but a folder': ['only-folder'],
};

/**
 * An installation that is well, and each fault planted in it by the hand that would: a line in a file of Asterisk's, a
 * module, a disk, a clock. Each is found by its name, alone, and is gone when it is mended.
 */
describe('the doctor, on a real Asterisk', { timeout: 120_000 }, () => {
  let at: Awaited<ReturnType<typeof wellInstallation>>;
  const directory = mkdtempSync(path.join(tmpdir(), 'vigie-doctor-'));

  beforeAll(async () => {
    at = await wellInstallation(directory);
  });
  afterAll(async () => {
    await at?.end();
    rmSync(directory, { recursive: true, force: true });
  });

  /** What brings each planted thing back; done after each test, which then has to find all well again. */
  let mends: (() => unknown)[] = [];
  const afterwards = (mend: () => unknown) => void mends.push(mend);
  async function edit(name: string, change: (text: string) => string, ...reloads: readonly string[]) {
    afterwards(await at.edit(name, change, ...reloads));
  }
  afterEach(async () => {
    for (const mend of mends.toReversed()) await mend();
    mends = [];
    expect(await at.faults()).toEqual([]);
  });

  const inInstance = (place: string) => path.join(at.pbx.host.directory, place);

  it('a trunk that is down', async () => {
    expect(await at.faults()).toEqual(['trunk-down trial-trunk']);
    afterwards(() => at.pbx.mobiles({}));
  });

  it('finds nothing where nothing is wrong', async () => {
    expect(await at.faults()).toEqual([]);
  });

  it('a wrong password', async () => {
    expect(await at.faults({ VIGIE_ARI_PASSWORD: 'wrong' })).toEqual(['ari-password vigie']);
  });

  it('an ARI user that may only read', async () => {
    await edit('instance/ari.conf', (text) => `${text}read_only=yes\n`, 'module reload res_ari.so');
    expect(await at.faults()).toEqual(['ari-read-only vigie']);
  });

  it('an HTTP server that is off', async () => {
    await edit('instance/http.conf', (text) => `${text}enabled=no\n`, 'core reload');
    expect(await at.faults()).toEqual([`ari-unreachable ${at.pbx.ariUrl}`]);
  });

  it('an ARI that is off', async () => {
    await edit('ari.conf', (text) => text.replace('enabled=yes', 'enabled=no'), 'module reload res_ari.so');
    expect(await at.faults()).toEqual([`ari-off ${at.pbx.ariUrl}`]);
  });

  it('a proxy in between that refuses the websocket', async () => {
    const proxy = http.createServer((request, response) => {
      const onward = http.request(
        `${at.pbx.ariUrl}${request.url}`,
        { method: request.method, headers: request.headers },
        (answer) => {
          response.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(response);
        },
      );
      request.pipe(onward);
    });
    proxy.on('upgrade', (_request, socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    afterwards(() => {
      proxy.closeAllConnections();
      proxy.close();
    });
    expect(await at.faults({ VIGIE_ARI_URL: url })).toEqual([`websocket-refused ${url}`]);
  });

  it.each(['res_ari_channels', 'res_ari_bridges', 'app_stasis', 'app_record', 'func_db'])(
    'a module that is not loaded: %s',
    async (name) => {
      await at.pbx.cli(`module unload ${name}.so`);
      afterwards(() => at.pbx.cli(`module load ${name}.so`));
      expect(await at.faults()).toContain(`module-missing ${name}`);
    },
  );

  it('a dialplan that is not included', async () => {
    await edit(
      'extensions.conf',
      (text) => text.replace('#include vigie/extensions-vigie.conf', ''),
      'dialplan reload',
    );
    expect(await at.faults()).toEqual(['dialplan-missing']);
  });

  it('a dialplan of another version', async () => {
    const delivered = /(?<=n\(version\),Set\(VIGIE_ANSWER=)\d+/;
    await edit('vigie/extensions-vigie.conf', (text) => text.replace(delivered, '1'), 'dialplan reload');
    expect(await at.faults()).toEqual(['dialplan-outdated']);
  });

  it('a second Vigie on the same Asterisk', { timeout: 120_000 }, async () => {
    const other = startServiceProcess({
      VIGIE_DATABASE: path.join(directory, 'second.db'),
      VIGIE_OUTBOX: path.join(directory, 'second-outbox'),
      VIGIE_ARI_URL: at.pbx.ariUrl,
      VIGIE_ARI_PASSWORD: at.pbx.password,
    });
    afterwards(() => other.kill());
    await other.onWatch();
    await waitUntil(
      'the other one has given proof of life',
      async () => (await other.health()).lastProofAt,
      20_000,
    );
    expect(await at.faults()).toEqual(['second-vigie vigie']);
  });

  it('a trunk that Asterisk does not have', async () => {
    await sql`update hotlines set trunk = 'carrier'`.execute(at.db);
    afterwards(() => sql`update hotlines set trunk = 'trial-trunk'`.execute(at.db));
    expect(await at.faults()).toEqual(['trunk-unknown carrier']);
  });

  it.each([
    ['dtmf_mode=none', 'no keys at all'],
    ['dtmf_mode=inband\ndisallow=all\nallow=gsm', 'tones in a sound that does not carry them'],
    ['direct_media=yes', 'sound that goes past Asterisk'],
  ])('keys that cannot be heard: %s (%s)', async (lines) => {
    await edit('pjsip.conf', (text) => `${text}\n[trial-trunk](+)\n${lines}\n`, 'module reload res_pjsip.so');
    expect(await at.faults()).toEqual(['keys-unheard trial-trunk']);
  });

  it('sounds of a language that are missing', async () => {
    const move = async (from: string, to: string) => {
      renameSync(inInstance(from), inInstance(to));
    };
    await move('data/sounds/fr', 'data/no-sounds');
    afterwards(() => move('data/no-sounds', 'data/sounds/fr'));
    expect(await at.faults()).toEqual(['sounds-missing fr']);
  });

  it('a database of Asterisk’s that it cannot write', async () => {
    const other = new SQLite(inInstance('db/astdb.sqlite3'));
    afterwards(() => other.close());
    other.exec('begin immediate');
    expect(await at.faults()).toEqual(['astdb-unwritable']);
  });

  it('clocks that are apart', async () => {
    const ahead = { ...systemClock, now: () => systemClock.now() + 120_000, at: systemClock.at };
    const later = { ...ahead, at: (when: number, act: () => void) => systemClock.at(when - 120_000, act) };
    expect(await at.faults({}, later)).toEqual([expect.stringMatching(/^clocks-apart 1[12]\d$/)]);
  });

  it('a folder for recordings that is not there', async () => {
    rmSync(inInstance('spool/recording'), { recursive: true });
    afterwards(() => mkdirSync(inInstance('spool/recording'), { recursive: true }));
    expect(await at.faults()).toEqual([
      expect.stringMatching(/^recordings-folder-missing .*spool\/recording$/),
    ]);
  });

  it('a firewall that lets no sound pass', async () => {
    const rule = ['-p', 'udp', '-d', '127.0.0.1', '--dport', await rtpPorts(), '-j', 'DROP'];
    execFileSync('iptables', ['-I', 'OUTPUT', ...rule]);
    afterwards(() => execFileSync('iptables', ['-D', 'OUTPUT', ...rule]));
    expect(await at.faults()).toEqual(['rtp-blocked']);
  });

  async function rtpPorts(): Promise<string> {
    const shown = await at.pbx.cli('rtp show settings');
    const port = (name: string) => new RegExp(`${name}:\\s*(\\d+)`).exec(shown)?.[1] ?? '0';
    return `${port('Port start')}:${port('Port end')}`;
  }

  it('a database of Vigie’s that cannot be written, is of an older version, or is none', async () => {
    const disk = path.join(directory, 'read-only');
    mkdirSync(disk);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=20m', 'tmpfs', disk]);
    afterwards(() => execFileSync('umount', [disk]));
    const onDisk = path.join(disk, 'vigie.db');
    expect(await copyDatabase(at.database, onDisk)).toMatchObject({ ok: true });
    execFileSync('mount', ['-o', 'remount,ro', disk]);
    expect(await at.faults({ VIGIE_DATABASE: onDisk })).toEqual([`database-read-only ${onDisk}`]);

    const older = path.join(directory, 'older.db');
    await makeOutdated(older);
    expect(await at.faults({ VIGIE_DATABASE: older })).toContain(`database-outdated ${older}`);

    const text = path.join(directory, 'text.db');
    writeFileSync(text, 'this is no database, but it is long enough to be taken for one at first sight\n');
    expect(await at.faults({ VIGIE_DATABASE: text })).toContain(`database-unreadable ${text}`);
  });

  it('a disk that is full', async () => {
    const disk = path.join(directory, 'disk');
    mkdirSync(disk);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk]);
    afterwards(() => execFileSync('umount', [disk]));
    writeFileSync(path.join(disk, 'full'), Buffer.alloc(1_000_000));
    expect(await at.faults({ VIGIE_DATABASE: path.join(disk, 'vigie.db') })).toContain('disk-filling 5');
  });

  const smtp = (port: number) => ({
    ...{ VIGIE_SMTP_HOST: '127.0.0.1', VIGIE_SMTP_PORT: String(port), VIGIE_SMTP_SECURITY: 'none' },
    VIGIE_MAIL_FROM: 'Vigie <vigie@example.org>',
  });

  it('a mail server that refuses, and one that refuses the sender', async () => {
    expect(await at.faults(smtp(2))).toEqual(['mail-refused smtp 127.0.0.1:2']);
    const strict = await mailServer({
      onMailFrom: (_address, _session, done) =>
        done(Object.assign(new Error('5.7.1 Sender not owned'), { responseCode: 553 })),
    });
    expect(await at.faults(smtp(strict.port))).toEqual(['sender-refused Vigie <vigie@example.org>']);
  });

  it('a Node that is too old', async () => {
    expect(await at.faults({}, systemClock, 'v18.20.4')).toEqual(['node-too-old v18.20.4']);
  });

  it('twenty of twenty are found, each with the line to change in both languages', () => {
    const score = Object.entries(TWENTY).filter(([, codes]) => codes.every((code) => at.seen.has(code)));
    expect(score.map(([name]) => name)).toEqual(Object.keys(TWENTY));
    expect(score).toHaveLength(20);
    const lines = Object.values(TWENTY).flatMap((codes) => codes.flatMap((code) => at.seen.get(code) ?? []));
    expect(lines.filter((line) => !LINE_TO_CHANGE.test(line))).toEqual([]);
  });
});

/** A setting, a file with its line, or a command. */
const LINE_TO_CHANGE =
  /VIGIE_[A-Z_]+|\b(?:http|ari|modules|extensions|pjsip|rtp)\.conf\b|asterisk -rx|vigie (?:migrate|restore)|apt install|install -d|chown|timedatectl|astdb\.sqlite3|Node 20\.19|extensions-vigie\.conf/;
