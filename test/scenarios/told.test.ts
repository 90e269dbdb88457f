import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createNotificationPreferences } from '../../src/database/notices/notification-preferences-store.ts';
import { createTaskStore } from '../../src/database/tasks/task-store.ts';
import { answers, presses, ringsOn, speaks } from '../../trial/phones/behaviour.ts';
import { waitUntil } from '../../trial/wait-until.ts';
import { openMailServer } from '../mail/mail-server.ts';
import { stage } from './stage.ts';

const AUTHOR = { actor: 'test', at: 0 };
const mails = await openMailServer();
afterAll(() => mails.close());

/** Vigie's own web server is found by its log: its port is given when it listens. */
describe('people are told of real calls', () => {
  const on = stage({
    publicUrl: 'https://vigie.example.org',
    notices: {
      mailFrom: 'Vigie <vigie@example.org>',
      smtp: {
        host: '127.0.0.1',
        port: mails.port,
        security: 'none',
        username: null,
        password: null,
        ca: null,
      },
    },
    people: {
      bob: { name: 'Bob', languages: ['en'], contacts: [{ extension: '202' }, { phone: '+33612345678' }] },
    },
  });

  it('a message left on voicemail is in Bob’s mail, to be played, and behind the link in his SMS', async () => {
    await createNotificationPreferences(on.database()).setAddress('bob', 'email', 'bob@example.org', AUTHOR);
    const caller = await on.pbx.call('4000', { acts: [speaks()] });
    await on.hears('trial-carrier', 'beep');
    await recorded(3);
    await caller.hangUp();
    await on.ended('voicemail');
    await expect.poll(() => mails.mails.length).toBe(1);

    const mail = mails.mails[0]?.parsed;
    expect(mail?.subject).toMatch(/^Support: voice message from /);
    expect(mail?.to).toMatchObject({ text: 'bob@example.org' });
    const wav = mail?.attachments[0]?.content ?? Buffer.alloc(0);
    expect(mail?.attachments[0]?.contentType).toBe('audio/wav');
    expect(wav.subarray(0, 4).toString()).toBe('RIFF');
    expect(loudness(wav)).toBeGreaterThan(500);

    const sms = await smsText();
    expect(sms).toMatch(/^\+33612345678\n\nSupport: voice message from /);
    const token = /\/l\/([\w-]{22})/.exec(sms)?.[1];
    const url = /"web":"([^"]+)"/.exec(on.log())?.[1];
    const page = await fetch(`${url}/l/${token}`);
    expect(await page.text()).toContain('<audio');
    const heard = Buffer.from(await (await fetch(`${url}/l/${token}/message.wav`)).arrayBuffer());
    expect(heard.equals(wav)).toBe(true);

    const tasks = createTaskStore(on.database(), { takeWithinSeconds: 900 });
    expect(await tasks.list({ limit: 5 })).toMatchObject([
      { kind: 'voicemail', state: 'open', ownerId: 'bob' },
    ]);
  });

  it('a call that Carol took is told to Bob, who was called before', async () => {
    mails.mails.length = 0;
    await createNotificationPreferences(on.database()).setAddress('bob', 'email', 'bob@example.org', AUTHOR);
    await on.pbx.phone('202', ringsOn());
    await on.pbx.phone('203', answers({}, presses('1')));
    const caller = await on.pbx.call('4000');
    await on.happened('talking-started');
    await caller.hangUp();
    await on.ended('accepted');
    await expect.poll(() => mails.mails.length).toBe(1);
    expect(mails.mails[0]?.parsed.subject).toMatch(/^Support: Carol took the call of /);
  });

  it('who calls a missed caller back is called, presses 1, and is joined with the caller as the hotline', async () => {
    const caller = await on.pbx.call('4000', { from: '+33612345678' });
    await on.hears('trial-carrier', 'vm-nobodyavail');
    await caller.hangUp();
    await on.ended('caller-hung-up');
    const tasks = createTaskStore(on.database(), { takeWithinSeconds: 900 });
    await expect.poll(async () => (await tasks.list({ limit: 5 })).length).toBe(1);
    const [task] = await tasks.list({ limit: 1 });
    expect(task?.callerNumber).toBe('+33612345678');

    const carol = await on.pbx.phone('203', answers({}, presses('1')));
    const mobile = await on.pbx.mobiles({ '+33612345678': answers() });
    expect(await on.service().callBack(task?.id ?? 0, 'carol')).toEqual({ ok: true, value: undefined });
    await waitUntil('both are joined', async () => (await on.pbx.bridged()).length === 1);
    const story = await tasks.find(task?.id ?? 0);
    expect(story).toMatchObject({ state: 'taken', takenBy: 'carol' });
    expect(story?.entries.map(({ kind }) => kind)).toEqual(['opened', 'taken', 'call-back']);
    expect(mobile.calls()[0]?.fromNumber).toContain('199001200');
    await carol.hangUp();
    // The simulated mobile takes no re-INVITE, by which Asterisk tells a trunk with send_pai whom it is joined with:
    // that it is let go is seen in Asterisk, which is empty after each scenario.
    await waitUntil('they are parted', async () => (await on.pbx.bridged()).length === 0);
  });

  /** Waits until Asterisk has written this much of a message: 16 kB a second. */
  async function recorded(seconds: number): Promise<void> {
    const directory = path.join(on.pbx.host.directory, 'spool/recording');
    const size = () =>
      Math.max(0, ...readdirSync(directory).map((name) => statSync(path.join(directory, name)).size));
    await expect.poll(size, { timeout: 25_000 }).toBeGreaterThan(seconds * 16_000);
  }

  async function smsText(): Promise<string> {
    const directory = on.outboxDirectory();
    const files = () =>
      existsSync(directory) ? readdirSync(directory).filter((name) => name.endsWith('.sms.txt')) : [];
    await expect.poll(files).toHaveLength(1);
    return readFileSync(path.join(directory, files()[0] ?? ''), 'utf8');
  }
});

/** Mean of the absolute samples of a 16-bit WAV file. */
function loudness(wav: Buffer): number {
  const data = wav.subarray(44);
  const samples = Array.from({ length: Math.floor(data.length / 2) }, (_, at) =>
    Math.abs(data.readInt16LE(2 * at)),
  );
  return samples.reduce((sum, sample) => sum + sample, 0) / samples.length;
}
