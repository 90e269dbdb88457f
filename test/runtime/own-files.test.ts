import { mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/database.ts';
import { migrate } from '../../src/database/migrate.ts';
import { createFolderMail } from '../../src/mail/folder-mail.ts';
import { eraseOldLetters } from '../../src/mail/outbox-folder.ts';
import { createFolderSms } from '../../src/sms/folder-sms.ts';
import { temporaryDirectory } from '../database/temporary-database.ts';

const LETTER = {
  language: 'en',
  subject: 'x',
  text: 'x',
  thread: null,
  attachment: null,
  timeToLiveSeconds: 60,
} as const;
const DAY = 86_400_000;

let before = 0;
beforeEach(() => {
  before = process.umask(0);
});
afterEach(() => {
  process.umask(before);
});

const modeOf = (file: string) => statSync(file).mode & 0o777;

describe('files, whatever the umask', () => {
  it('the database and its journals are their owner’s alone', async () => {
    const folder = temporaryDirectory();
    const file = path.join(folder, 'vigie.db');
    const db = openDatabase(file);
    await migrate(db);
    expect(readdirSync(folder).length).toBeGreaterThan(1);
    for (const name of readdirSync(folder))
      expect([name, modeOf(path.join(folder, name))]).toEqual([name, 0o600]);
    await db.destroy();
  });

  it('a database that others could read is taken back', async () => {
    const file = path.join(temporaryDirectory(), 'vigie.db');
    writeFileSync(file, '', { mode: 0o644 });
    await openDatabase(file).destroy();
    expect(modeOf(file)).toBe(0o600);
  });

  it('letters and their folder are their owner’s alone', async () => {
    const folder = path.join(temporaryDirectory(), 'deep', 'outbox');
    await createFolderMail(folder, 'Vigie <vigie@example.org>').send({
      ...LETTER,
      name: 'notice-1-a',
      to: 'a@b.example',
    });
    await createFolderSms(folder).send({ ...LETTER, name: 'notice-2-a', to: '+33612345678' });
    expect(modeOf(folder)).toBe(0o700);
    expect(readdirSync(folder).map((name) => modeOf(path.join(folder, name)))).toEqual([0o600, 0o600]);
  });

  it('letters that were kept long enough are erased, and nothing that is not ours', async () => {
    const folder = path.join(temporaryDirectory(), 'outbox');
    mkdirSync(folder);
    const old = ['notice-1-a.eml', 'link-x_y-z.eml', 'notice-3-b.sms.txt', 'minutes.eml', 'notice-4.pdf'];
    for (const name of [...old, 'notice-9-c.eml']) writeFileSync(path.join(folder, name), '');
    const longAgo = new Date(Date.now() - 10 * DAY);
    for (const name of old) utimesSync(path.join(folder, name), longAgo, longAgo);
    expect(await eraseOldLetters(folder, Date.now() - 9 * DAY)).toBe(3);
    expect(readdirSync(folder).sort()).toEqual(['minutes.eml', 'notice-4.pdf', 'notice-9-c.eml']);
    expect(await eraseOldLetters(path.join(folder, 'nowhere'), Date.now())).toBe(0);
  });
});
