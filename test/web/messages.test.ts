import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { createCallLog } from '../../src/database/calls/call-store.ts';
import { readLinkedMessage } from '../../src/database/calls/listen-links.ts';
import { createMessageStore } from '../../src/database/calls/message-store.ts';
import { createRetention } from '../../src/database/upkeep/retention.ts';
import { hashLinkToken } from '../../src/notices/tokens.ts';
import { usualRetention } from '../../src/retention-config.ts';
import { temporaryDatabase } from '../database/temporary-database.ts';
import { NOON, openSite } from './open-site.ts';
import { seedCall, seedTask, wav } from './seed-calls.ts';
import { textOf } from './visitor.ts';

const CALL = { id: 'c1', at: NOON - 3_600_000, outcome: 'voicemail' } as const;
const AUDIO = '/calls/c1/messages/rec-c1';

async function withMessage() {
  const site = await openSite();
  await seedCall(site.db, { ...CALL, message: wav(2) });
  const id = await seedTask(site, CALL);
  const link = { token_hash: hashLinkToken('t'), recording: 'rec-c1', person_id: 'mia' };
  await site.db
    .insertInto('listen_links')
    .values({ ...link, expires_at: NOON + 1000 })
    .execute();
  return { ...site, task: `/tasks/${id}` };
}

describe('the audio of a message', () => {
  it('is sent whole or in parts, is kept by nobody, and is taken for nothing else', async () => {
    const { as } = await withMessage();
    const mia = await as('mia');
    const whole = await mia.get(AUDIO);
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      'content-type': 'audio/wav',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-disposition': 'inline',
      'accept-ranges': 'bytes',
    });
    const part = await mia.get(AUDIO, { range: 'bytes=0-1' });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 0-1/32044']);
    const saved = await mia.get(`${AUDIO}?download`);
    expect(saved.headers.get('content-disposition')).toBe('attachment; filename=rec-c1.wav');
  });
});

describe('erasing a message', () => {
  it('is asked first, with what depends on it', async () => {
    const { as, db } = await withMessage();
    const notice = {
      kind: 'voicemail',
      medium: 'email',
      person_id: 'mia',
      address: 'x',
      language: 'en',
      hotline_id: 'support',
      call_id: 'c1',
      words: '{}',
      subject: '',
      body: '',
      recording: 'rec-c1',
      thread: null,
      created_at: 0,
      next_try_at: null,
      expires_at: 0,
      tries: 1,
      tried_at: 0,
      sent_at: 0,
      delivered_at: null,
      gateway: null,
      reference: null,
      detail: null,
      instead_of: null,
    };
    for (const [dedup_key, state] of [
      ['1', 'sent'],
      ['2', 'delivered'],
      ['3', 'waiting'],
    ] as const)
      await db
        .insertInto('notices')
        .values({ ...notice, dedup_key, state })
        .execute();
    const sam = await as('sam');
    const page = textOf((await sam.get(`${AUDIO}/delete`)).body);
    expect(page).toContain('The task of this call is not done yet');
    expect(page).toContain('1 private link to it ends.');
    expect(page).toContain('1 mail still to be sent goes without it.');
    expect(page).toContain('2 mails have taken it along');
    expect((await sam.get(AUDIO)).status).toBe(200);
  });

  it('takes the audio and every link to it away, here and on Asterisk, and is in the audit', async () => {
    const { as, db, taskPages, dependencies, task } = await withMessage();
    const sam = await as('sam');
    expect((await sam.get(task)).body).toContain(`${AUDIO}/delete?task=1`);
    const done = await sam.send(`${AUDIO}/delete?task=1`, {});
    expect(done.to).toBe('/tasks/1?done=erased');
    expect((await sam.get(AUDIO)).status).toBe(404);
    expect(await readLinkedMessage(db, hashLinkToken('t'), NOON)).toBeNull();
    expect(taskPages.deleted).toEqual(['rec-c1']);
    const [entry] = await dependencies.audit.list({ limit: 1 });
    expect(entry).toMatchObject({
      actor: 'Sam Petit',
      action: 'removed',
      subjectKind: 'messages',
      subjectId: 'rec-c1',
    });
    expect(JSON.stringify(entry)).not.toContain('audio');
    expect((await sam.get(task)).body).not.toContain('<audio');
    expect(textOf((await sam.get('/calls/c1')).body)).toContain('Sam Petit erased the message on');
    expect((await sam.send(`${AUDIO}/delete`, {}, task)).status).toBe(404);
    const audit = textOf((await (await as('ada')).get('/settings/audit?kind=messages')).body);
    expect(audit).toContain('deleted a voice message');
  });

  it('is for whoever may listen to it, and for nobody else', async () => {
    const { as, db, task } = await withMessage();
    const [mia, vic] = [await as('mia'), await as('vic')];
    expect((await vic.get(task)).body).not.toContain('/delete');
    expect((await vic.send(`${AUDIO}/delete`, {}, '/account')).status).toBe(403);
    await seedCall(db, { id: 'c2', at: NOON, outcome: 'refused', hotlineId: 'gone', message: wav(1) });
    const others = '/calls/c2/messages/rec-c2/delete';
    expect((await mia.send(others, {}, '/account')).status).toBe(403);
    expect((await mia.get(task)).body).toContain(`${AUDIO}/delete`);
    expect((await mia.send(`${AUDIO}/delete`, {}, task)).status).toBe(303);
    expect((await mia.get(AUDIO)).status).toBe(404);
  });

  it('of another call’s message is nothing here', async () => {
    const { as, db } = await withMessage();
    await seedCall(db, { id: 'c2', at: NOON, outcome: 'accepted' });
    expect((await (await as('sam')).send('/calls/c2/messages/rec-c1/delete', {}, '/tasks')).status).toBe(404);
  });

  it('lasts: no copy on Asterisk brings it back', async () => {
    const { as, db } = await openSite();
    await seedCall(db, { ...CALL, message: wav(1) });
    await db.updateTable('messages').set({ recording: 'c1-message' }).execute();
    await (await as('sam')).send('/calls/c1/messages/c1-message/delete', {}, '/tasks');
    expect(await createCallLog(db).unkeptMessages(0)).toEqual([]);
  });
});

describe('what is erased', () => {
  const secret = Buffer.from('they said something private. '.repeat(2000));

  it.each(['by hand', 'by age'] as const)('is in the file no more: %s', async (how) => {
    const { db, path } = await temporaryDatabase();
    await seedCall(db, { ...CALL, hotlineId: 'h', message: secret });
    await sql`pragma wal_checkpoint(truncate)`.execute(db);
    const isThere = () => readFileSync(path).includes('something private');
    expect(isThere()).toBe(true);
    if (how === 'by age') {
      const rule = { ...usualRetention(), messagesDays: 1 };
      await createRetention(db).erase(NOON + 10 * 86_400_000, rule);
    } else {
      await createMessageStore(db).erase('c1', 'rec-c1', { actor: 'test', at: NOON });
    }
    await sql`pragma wal_checkpoint(truncate)`.execute(db);
    expect(isThere()).toBe(false);
  });
});
