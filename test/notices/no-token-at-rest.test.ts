import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Migrator, sql } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import { MIGRATIONS } from '../../migrations/index.ts';
import { readLinkedMessage } from '../../src/database/calls/listen-links.ts';
import { openDatabase } from '../../src/database/database.ts';
import { createOutbox } from '../../src/database/notices/outbox-store.ts';
import { hashLinkToken, NO_TOKEN } from '../../src/notices/tokens.ts';
import { temporaryDirectory } from '../database/temporary-database.ts';
import { ends, house, rings } from './notifier-fixture.ts';

const TOKEN = /\/(l|confirm)\/([\w-]{22})/g;

function tokensIn(texts: readonly string[]) {
  return texts.flatMap((text) =>
    [...text.matchAll(TOKEN)].map(([, path = '', token = '']) => ({ path, token })),
  );
}

it('after a night of notices no secret of a link is in the database, the log or what pages read; each that was sent opens', async () => {
  const at = await house('2026-11-25 14:30');
  await at.begin();
  let failures = 0;
  // A gateway that is down for a while, and quotes what it was given.
  at.sms.answer = ({ text }) => {
    failures += 1;
    return failures <= 3
      ? {
          kind: 'temporary',
          trouble: { code: 'answered', said: `500: could not send "${text}"` },
          retryAfterSeconds: null,
        }
      : { kind: 'sent', reference: null };
  };
  await at.until('2026-11-25 17:10');
  await at.call('c1', [
    rings(1, 'bob', 0),
    ends(1, 'no-answer'),
    { kind: 'voicemail-kept', recording: 'c1-message', seconds: 7 },
    { kind: 'call-ended', outcome: 'voicemail' },
  ]);
  await at.keepMessage('c1');
  await at.until('2026-11-25 17:20');
  const [voicemail] = (await at.outbox.list({ kind: 'voicemail', limit: 5 })).filter(
    ({ state }) => state === 'sent',
  );
  const [asked] = await at.outbox.list({ kind: 'duty-reminder', limit: 5 });
  const author = { actor: 'Sofia', at: at.clock.now() };
  for (const { id = 0, address = '' } of [voicemail ?? {}, asked ?? {}])
    await at.outbox.sendAgain(id, { nth: 0, address, expiresAt: at.clock.now() + 3_600_000 }, author);
  await at.until('2026-11-25 17:30');

  const letters = [...at.mail.letters, ...at.sms.letters];
  const sent = tokensIn(letters.map(({ text }) => text));
  expect(new Set(sent.map(({ path }) => path))).toEqual(new Set(['l', 'confirm']));
  expect(failures).toBeGreaterThan(3);
  // A secret of its own each time; the copies too.
  expect(new Set(sent.map(({ token }) => token)).size).toBe(sent.length);
  for (const { path, token } of sent) {
    const hash = hashLinkToken(token);
    const found =
      path === 'l'
        ? await readLinkedMessage(at.db, hash, at.clock.now())
        : await at.confirmations.byToken(hash);
    expect(found, `/${path}/`).not.toBeNull();
  }

  await sql`pragma wal_checkpoint(passive)`.execute(at.db);
  const files = ['', '-wal'].map((end) => readFileSync(at.path + end, 'latin1'));
  const read = JSON.stringify(await at.outbox.list({ limit: 500 }));
  const told = JSON.stringify(
    await Promise.all((await at.outbox.list({ limit: 500 })).map(({ id }) => at.outbox.history(id))),
  );
  for (const place of [...files, read, told, at.log()])
    for (const { token } of sent) expect(place.includes(token)).toBe(false);
  expect(at.log()).toContain('could not send');
});

it('what an older version stored loses its secrets, keeps its links, and says which duty they confirm', async () => {
  const path = join(temporaryDirectory(), 'older.db');
  const db = openDatabase(path);
  onTestFinished(() => db.destroy());
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...MIGRATIONS }) } });
  const to = async (name: string) => {
    const { error } = await migrator.migrateTo(name);
    if (error) throw error;
  };
  await to('0033-passkeys');
  // Only what the migration reads is there.
  await sql`pragma foreign_keys = off`.execute(db);
  const [heard, confirmed] = ['AbCdEfGhIjKlMnOpQrStUv', '0-_DefGhIjKlMnOpQrStU9'] as const;
  await sql`insert into people (id, name, role, languages) values ('bob', 'Bob', 'member', 'fr')`.execute(db);
  await sql`insert into duty_confirmations (id, schedule_id, person_id, start_at, end_at, reminded)
    values (7, 'primary', 'bob', 0, 1, '')`.execute(db);
  await sql`insert into confirm_links (token_hash, confirmation) values (${hashLinkToken(confirmed)}, 7)`.execute(
    db,
  );
  await sql`insert into calls (id, hotline_id, dialled, started_at, state, caller_leg) values ('c1', 'support', '4000', 0, '{}', 'leg')`.execute(
    db,
  );
  await sql`insert into messages (recording, call_id, seconds, audio, kept_at) values ('rec', 'c1', 7, x'00', 0)`.execute(
    db,
  );
  await sql`insert into listen_links (token_hash, recording, person_id, expires_at)
    values (${hashLinkToken(heard)}, 'rec', 'bob', 9)`.execute(db);
  for (const [kind, url] of [
    ['voicemail', `https://v.example/l/${heard}`],
    ['duty-reminder', `https://v.example/confirm/${confirmed}`],
    ['missed-call', 'https://v.example/calls/AbCdEfGhIjKlMnOpQrStUv'],
  ] as const) {
    const words = JSON.stringify({ caller: 'x', link: url });
    await sql`insert into notices (dedup_key, kind, medium, person_id, address, language, words, subject, body, state, created_at, expires_at, tries)
      values (${kind}, ${kind}, 'sms', 'bob', '+33', 'fr', ${words}, '', ${`Voici : ${url}`}, 'sent', 0, 1, 1)`.execute(
      db,
    );
  }

  await to(Object.keys(MIGRATIONS).at(-1) ?? '');

  const [missed, reminder, voicemail] = await createOutbox(db).list({ limit: 9 });
  expect(voicemail).toMatchObject({ body: `Voici : https://v.example/l/${NO_TOKEN}` });
  expect(voicemail?.words).toEqual({
    caller: 'x',
    link: `https://v.example/l/${NO_TOKEN}`,
    recording: 'rec',
  });
  expect(reminder?.words).toMatchObject({ confirmation: '7', link: `https://v.example/confirm/${NO_TOKEN}` });
  expect(missed?.body).toContain('/calls/AbCdEfGhIjKlMnOpQrStUv');
  expect(await db.selectFrom('confirm_links').selectAll().execute()).toHaveLength(1);
});
