import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { onTestFinished } from 'vitest';

export interface ReceivedMail {
  readonly raw: string;
  readonly parsed: ParsedMail;
  readonly secure: boolean;
}

/** A real mail server on this machine until the test ends, and what it received. */
export async function mailServer(options: SMTPServerOptions = {}) {
  const server = await openMailServer(options);
  onTestFinished(server.close);
  return server;
}

/** The same, to be closed by whoever opened it. */
export async function openMailServer(options: SMTPServerOptions = {}) {
  const mails: ReceivedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    // With its public test certificate it would warn in every test; STARTTLS is asked for by the one that tries it.
    logger: false,
    disableReverseLookup: true,
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', async () => {
        const raw = Buffer.concat(parts);
        mails.push({ raw: raw.toString(), parsed: await simpleParser(raw), secure: session.secure });
        done();
      });
    },
    ...options,
  });
  // Connections that break are what some tests are about.
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { port: (server.server.address() as AddressInfo).port, mails, close };
}
