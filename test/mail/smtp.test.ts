import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import path from 'node:path';
import { simpleParser } from 'mailparser';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createFolderMail } from '../../src/mail/folder-mail.ts';
import { createSmtpSender, type SmtpSettings } from '../../src/mail/smtp-sender.ts';
import type { Letter } from '../../src/notices/sender.ts';
import { temporaryDirectory } from '../database/temporary-database.ts';
import { mailServer } from './mail-server.ts';

const letter: Letter = {
  name: 'notice-7-abc',
  to: 'bob@example.org',
  language: 'fr',
  subject: 'Appel manqué de Zoë <Müller> (Astreinte)',
  text: 'Personne n’a pris l’appel de Zoë <Müller>.\n\nhttps://vigie.example.org/calls/1?a=1&b=2\n\nFin.',
  thread: 'call 1/2',
  attachment: null,
  timeToLiveSeconds: 3600,
};

function sender(port: number, part: Partial<SmtpSettings> = {}) {
  const made = createSmtpSender({
    host: '127.0.0.1',
    port,
    security: 'none',
    username: null,
    password: null,
    from: 'Vigie <vigie@example.org>',
    ca: null,
    ...part,
  });
  onTestFinished(() => made.close());
  return made;
}

describe('a mail', () => {
  it('arrives with a plain text that stands alone, the same as HTML, and the headers of an automatic notice', async () => {
    const server = await mailServer();
    expect(await sender(server.port).send(letter)).toEqual({
      kind: 'sent',
      reference: '<notice-7-abc@example.org>',
    });
    const mail = server.mails[0]?.parsed;
    expect(mail?.subject).toBe(letter.subject);
    expect(mail?.text?.trim()).toBe(letter.text);
    expect(mail?.html).toContain('Zoë &#60;Müller&#62;');
    expect(mail?.html).toContain('href="https://vigie.example.org/calls/1?a=1&#38;b=2"');
    expect(mail?.messageId).toBe('<notice-7-abc@example.org>');
    expect(mail?.inReplyTo).toBe('<thread-call-1-2@example.org>');
    expect(mail?.references).toBe('<thread-call-1-2@example.org>');
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail?.headers.get('content-language')).toBe('fr');
    expect(mail?.headers.get('content-type')).toMatchObject({ value: 'multipart/alternative' });
  });

  it('carries a message as a sound that can be played, byte for byte', async () => {
    const server = await mailServer();
    const wav = Buffer.from(Array.from({ length: 5_000 }, (_, n) => (n * 7) % 256));
    await sender(server.port).send({
      ...letter,
      attachment: { fileName: 'message.wav', mediaType: 'audio/wav', content: wav },
    });
    const [attachment] = server.mails[0]?.parsed.attachments ?? [];
    expect(attachment).toMatchObject({ filename: 'message.wav', contentType: 'audio/wav' });
    expect(attachment?.content.equals(wav)).toBe(true);
  });

  it('a subject cannot smuggle a header in', async () => {
    const server = await mailServer();
    await sender(server.port).send({ ...letter, subject: 'Missed\r\nBcc: all@example.org' });
    const mail = server.mails[0]?.parsed;
    expect(mail?.bcc).toBeUndefined();
    expect(mail?.subject).toMatch(/Missed.*Bcc/);
  });
});

/** What the server answers in place of OK. */
function answering(responseCode: number, said: string): Error {
  return Object.assign(new Error(said), { responseCode });
}

describe('the way to a mail server', () => {
  it('with a password and STARTTLS, whose certificate is checked', async () => {
    const server = await mailServer({
      authOptional: false,
      onAuth: ({ username, password }, _session, done) =>
        username === 'vigie' && password === 'right'
          ? done(null, { user: 'vigie' })
          : done(new Error('no such user')),
    });
    const starttls = { security: 'starttls', username: 'vigie', password: 'right' } as const;
    // The server's certificate is one that it made itself.
    expect(await sender(server.port, starttls).send(letter)).toMatchObject({
      kind: 'temporary',
      trouble: { code: 'certificate' },
    });
    expect(server.mails).toEqual([]);
  });

  it('a wrong password is the gateway’s trouble, not the notice’s: it is tried again', async () => {
    const server = await mailServer({
      authOptional: false,
      hideSTARTTLS: true,
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => done(new Error('no such user')),
    });
    const wrong = sender(server.port, { username: 'vigie', password: 'wrong' });
    expect(await wrong.send(letter)).toMatchObject({ kind: 'temporary' });
    expect(await wrong.check()).toMatchObject({ ok: false });
  });

  it('an address that the server refuses for ever is not tried again; one that it refuses for now is', async () => {
    const answers: Record<string, number> = { 'gone@example.org': 550, 'full@example.org': 452 };
    const server = await mailServer({
      onRcptTo({ address }, _session, done) {
        const code = answers[address];
        done(code === undefined ? null : Object.assign(new Error('not here'), { responseCode: code }));
      },
    });
    const smtp = sender(server.port);
    expect(await smtp.send({ ...letter, to: 'gone@example.org' })).toMatchObject({
      kind: 'permanent',
      trouble: { code: 'answered', said: expect.stringMatching(/^550/) },
    });
    expect(await smtp.send({ ...letter, to: 'full@example.org' })).toMatchObject({ kind: 'temporary' });
    expect(await smtp.send(letter)).toMatchObject({ kind: 'sent' });
  });

  it.each([
    [550, '5.1.0 sender rejected'],
    [553, 'not your address'],
    [530, '5.7.0 authentication required'],
    [554, '5.7.1 you may not send'],
  ])(
    'a sender that the server refuses (%d %s) is the gateway’s trouble: it is tried again',
    async (code, said) => {
      const server = await mailServer({
        onMailFrom: (_address, _session, done) => done(answering(code, said)),
      });
      expect(await sender(server.port).send(letter)).toMatchObject({
        kind: 'temporary',
        trouble: { said: expect.stringContaining(said) },
      });
    },
  );

  it.each<[code: number, said: string, kind: 'temporary' | 'permanent']>([
    [550, '5.7.1 Relaying denied', 'temporary'],
    [554, '5.7.1 <bob@example.org>: Relay access denied', 'temporary'],
    [550, '5.7.54 SMTP; Unable to relay recipient in non-accepted domain', 'temporary'],
    [550, '5.1.8 <vigie@example.org>: Sender address rejected: Domain not found', 'temporary'],
    [530, '5.7.57 Client not authenticated to send mail', 'temporary'],
    [554, '5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.example', 'temporary'],
    [550, '5.1.1 no such user', 'permanent'],
    [550, '5.7.1 this group takes no mail from outside', 'permanent'],
    [552, '5.2.2 mailbox full', 'permanent'],
  ])('a recipient answered by %d %s is %s', async (code, said, kind) => {
    const server = await mailServer({
      onRcptTo: (_address, _session, done) => done(answering(code, said)),
    });
    expect(await sender(server.port).send(letter)).toMatchObject({ kind });
  });

  it.each<[code: number, said: string, kind: 'temporary' | 'permanent']>([
    [550, '5.7.26 unauthenticated mail from your domain', 'temporary'],
    [552, '5.3.4 message too big', 'permanent'],
    [554, '5.6.0 no such content', 'permanent'],
  ])('a mail answered by %d %s is %s', async (code, said, kind) => {
    const server = await mailServer({
      onData: (stream, _session, done) => stream.resume().on('end', () => done(answering(code, said))),
    });
    expect(await sender(server.port).send(letter)).toMatchObject({ kind });
  });

  it('a mail larger than the server takes concerns that mail, also when it is said of its sender', async () => {
    const server = await mailServer({
      onMailFrom: (_address, _session, done) => done(answering(552, '5.3.4 message too big')),
    });
    expect(await sender(server.port).send(letter)).toMatchObject({ kind: 'permanent' });
  });

  it('a server that is not there, or hangs up in the middle of its reply, is tried again', async () => {
    expect(await sender(9).send(letter)).toMatchObject({ kind: 'temporary' });
    const half = await rawServer((socket) => {
      socket.write('220 mail.example.org ESMTP\r\n');
      socket.once('data', () => socket.end('250-mail.exa'));
    });
    expect(await sender(half).send(letter)).toMatchObject({ kind: 'temporary' });
  });

  it('a server that is silent is given up after ten seconds', { timeout: 120_000 }, async () => {
    const silent = await rawServer(() => undefined);
    const startedAt = performance.now();
    expect(await sender(silent).send(letter)).toMatchObject({ kind: 'temporary' });
    expect(performance.now() - startedAt).toBeLessThan(12_000);
  });

  it('a check tells that the server lets Vigie in, and sends nothing', async () => {
    const server = await mailServer();
    expect(await sender(server.port).check()).toMatchObject({ ok: true });
    expect(server.mails).toEqual([]);
  });
});

describe('without a mail server', () => {
  it('mails are files that a mail program opens', async () => {
    const directory = path.join(temporaryDirectory(), 'outbox');
    const folder = createFolderMail(directory, 'Vigie <vigie@example.org>');
    expect(await folder.send(letter)).toMatchObject({ kind: 'sent' });
    expect(readdirSync(directory)).toEqual(['notice-7-abc.eml']);
    const mail = await simpleParser(readFileSync(path.join(directory, 'notice-7-abc.eml')));
    expect(mail.subject).toBe(letter.subject);
    expect(mail.text?.trim()).toBe(letter.text);
  });
});

/** A server that speaks as the test says. */
async function rawServer(talk: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    talk(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}
