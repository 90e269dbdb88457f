import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { enqueue } from '../../src/database/notices/notice-store.ts';
import { createOutbox } from '../../src/database/notices/outbox-store.ts';
import { REPOSITORY } from '../../trial/asterisk/repository.ts';
import { waitUntil } from '../../trial/wait-until.ts';
import { temporaryDatabase } from '../database/temporary-database.ts';
import { mailServer } from '../mail/mail-server.ts';
import { notice } from './outbox-fixture.ts';

const NOTICES = 12;

/** A dispatcher in a process of its own, before a real mail server. */
function spawnDispatcher(database: string, port: number) {
  const script = path.join(REPOSITORY, 'test/notices/dispatcher-process.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, database, String(port)], {
    cwd: REPOSITORY,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const exited = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const kill = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await exited;
  };
  onTestFinished(kill);
  return kill;
}

describe('a dispatcher that is killed', () => {
  it('between sending and noting it down, again and again: every notice arrives, copies carry the same name', async () => {
    const { db, path: file } = await temporaryDatabase();
    const ledger = path.join(path.dirname(file), 'arrived');
    writeFileSync(ledger, '');
    const arrived = () => readFileSync(ledger, 'utf8').split('\n').filter(Boolean);
    let kill: (() => Promise<void>) | null = null;
    let kills = 0;
    // The server has the mail and has not yet said so when the sender dies: the worst moment there is.
    const server = await mailServer({
      onData(stream, _session, done) {
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', async () => {
          const id = /^Message-ID: (.*)$/im.exec(Buffer.concat(parts).toString())?.[1] ?? '?';
          writeFileSync(ledger, `${id}\n`, { flag: 'a' });
          if (kills < 3 && arrived().length >= 2 * (kills + 1)) {
            kills += 1;
            await kill?.();
          }
          done();
        });
      },
    });
    for (let n = 0; n < NOTICES; n += 1)
      await enqueue(db, notice(Date.now(), { personId: `p${n}`, expiresAt: Date.now() + 3_600_000 }));
    const outbox = createOutbox(db);
    const sent = async () => (await outbox.counts()).sent === NOTICES;
    for (let life = 0; life < 6 && !(await sent()); life += 1) {
      const before = kills;
      kill = spawnDispatcher(file, server.port);
      await waitUntil(
        () => `everything is sent, or the dispatcher is killed; ${arrived().length} arrived`,
        async () => kills > before || (await sent()),
        30_000,
      );
      if (kills === before) break;
      await kill();
    }
    await kill?.();
    expect(kills).toBe(3);
    expect(await outbox.counts()).toEqual({ sent: NOTICES });
    expect(new Set(arrived()).size).toBe(NOTICES);
    // Rare: at most what one batch had on its way at each kill.
    expect(arrived().length - NOTICES).toBeGreaterThan(0);
    expect(arrived().length - NOTICES).toBeLessThanOrEqual(3 * 5);
  }, 120_000);
});
