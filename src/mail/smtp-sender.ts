import { createTransport } from 'nodemailer';
import type { SendResult } from '../domain/notice/next-try.ts';
import type { Sender } from '../notices/sender.ts';
import { fail, ok } from '../runtime/result.ts';
import { mailMessage } from './mail-message.ts';

export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  /** `tls` from the first byte, `starttls` or nothing, `none` (a relay on this machine). */
  readonly security: 'tls' | 'starttls' | 'none';
  readonly username: string | null;
  readonly password: string | null;
  /** `Vigie <vigie@example.org>` */
  readonly from: string;
  /** PEM of an authority of one's own; null: those that Node knows. */
  readonly ca: string | null;
}

/** The library waits two minutes to connect and ten on a silent socket; a page in the night has no such time. */
const CONNECT_MS = 10_000;
const GREETING_MS = 10_000;
const SILENCE_MS = 30_000;
const CONNECTIONS = 3;

/** A mail server, spoken to over a few connections that stay open. */
export function createSmtpSender(settings: SmtpSettings): Sender {
  const { host, port, security, username, password, from, ca } = settings;
  const transport = createTransport({
    pool: true,
    maxConnections: CONNECTIONS,
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    connectionTimeout: CONNECT_MS,
    greetingTimeout: GREETING_MS,
    socketTimeout: SILENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(username === null ? {} : { auth: { user: username, pass: password ?? '' } }),
    ...(ca === null ? {} : { tls: { ca } }),
  });

  return {
    medium: 'email',
    name: `smtp ${host}:${port}`,
    async send(letter) {
      try {
        const { messageId } = await transport.sendMail(mailMessage(letter, from));
        return { kind: 'sent', reference: messageId };
      } catch (error) {
        return smtpFailure(error);
      }
    },
    async check() {
      try {
        await transport.verify();
        return ok({ kind: 'lets-in', where: `${host}:${port}` });
      } catch (error) {
        return fail(reasonOf(error));
      }
    },
    close: () => transport.close(),
  };
}

/** Of the many errors, those in which the server said no for ever to this one mail. */
const ABOUT_THE_MAIL: readonly string[] = ['EENVELOPE', 'EMESSAGE'];

/**
 * 5xx to an address or a mail is for ever. All else concerns the way there: no connection, no answer, a wrong
 * password, "try again later" (4xx), a server that vanished in the middle of a reply.
 */
function smtpFailure(error: unknown): SendResult {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  const detail = reasonOf(error);
  const isOurs = ABOUT_THE_MAIL.includes(code ?? '');
  if (isOurs && (responseCode === undefined || responseCode >= 500)) return { kind: 'permanent', detail };
  return { kind: 'temporary', detail, retryAfterSeconds: null };
}

function reasonOf(error: unknown): string {
  const { message, response } = error as { message?: string; response?: string };
  return (response ?? message ?? String(error)).slice(0, 300);
}
