import { createTransport } from 'nodemailer';
import type { DeliveryTrouble } from '../domain/notice/delivery-trouble.ts';
import type { SendResult } from '../domain/notice/next-try.ts';
import type { Letter, Sender } from '../notices/sender.ts';
import { fail, ok } from '../runtime/result.ts';
import { mailMessage } from './mail-message.ts';
import { rehearseMail } from './smtp-rehearsal.ts';
import { smtpTrouble } from './smtp-trouble.ts';

export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  /** `tls` from the first byte, `starttls` or nothing, `none` (a relay on this machine). */
  readonly security: 'tls' | 'starttls' | 'none';
  readonly username: string | null;
  readonly password: string | null;
  /** `Vigie <vigie@example.org>` */
  readonly from: string;
  /** Mail comes back to it, with the letter's name after a +; null or left out: to `from`. */
  readonly bounceAddress?: string | null;
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
  const { host, port, security, username, password, from, ca, bounceAddress } = settings;
  const way = {
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    connectionTimeout: CONNECT_MS,
    greetingTimeout: GREETING_MS,
    socketTimeout: SILENCE_MS,
    ...(ca === null ? {} : { tls: { ca } }),
  };
  const credentials = username === null ? null : { user: username, pass: password ?? '' };
  const transport = createTransport({
    ...way,
    pool: true,
    maxConnections: CONNECTIONS,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(credentials === null ? {} : { auth: credentials }),
  });

  return {
    medium: 'email',
    name: `smtp ${host}:${port}`,
    async send(letter) {
      try {
        const { messageId } = await transport.sendMail({
          ...mailMessage(letter, from),
          ...(bounceAddress ? { envelope: envelopeOf(letter, bounceAddress) } : {}),
        });
        return { kind: 'sent', reference: messageId };
      } catch (error) {
        return smtpFailure(error);
      }
    },
    async check() {
      const rehearsed = await rehearseMail(way, credentials, addressIn(from));
      if (rehearsed.ok) return ok({ kind: 'lets-in', where: `${host}:${port}` });
      const { command, code, trouble } = rehearsed.error;
      if (command === 'connect' || command === 'AUTH') return fail({ about: 'way', trouble });
      // That it will not have the sender as a recipient is its own affair.
      if (refusesUs(command, code ?? undefined, saidIn(trouble))) return fail({ about: 'sender', trouble });
      return ok({ kind: 'lets-in', where: `${host}:${port}` });
    },
    close: () => transport.close(),
  };
}

/** A return address of each letter's own (VERP): a mailbox of a team can tell them apart. */
function envelopeOf({ name, to }: Letter, bounceAddress: string) {
  const [local = '', domain = ''] = bounceAddress.split('@');
  return { from: `${local}+${name.replace(/[^A-Za-z0-9-]/g, '-')}@${domain}`, to };
}

/** `vigie@example.org` of `Vigie <vigie@example.org>` */
function addressIn(from: string): string {
  return /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from.trim();
}

/** Of the many errors, those in which the server may have said no for ever to this one mail. */
const ABOUT_THE_MAIL: readonly string[] = ['EENVELOPE', 'EMESSAGE'];

/**
 * 5xx to an address or a mail is for ever. All else concerns the way there: no connection, no answer, a wrong
 * password, "try again later" (4xx), a server that vanished in the middle of a reply, and a server that will not have
 * us or our sender, which would refuse the next mail as well.
 */
function smtpFailure(error: unknown): SendResult {
  const { code, responseCode, command = '' } = error as SmtpError;
  const trouble = smtpTrouble(error);
  const isOurs = ABOUT_THE_MAIL.includes(code ?? '');
  const isForEver = responseCode === undefined || responseCode >= 500;
  if (isOurs && isForEver && !refusesUs(command, responseCode, saidIn(trouble)))
    return { kind: 'permanent', trouble };
  return { kind: 'temporary', trouble, retryAfterSeconds: null };
}

interface SmtpError {
  readonly code?: string;
  readonly responseCode?: number;
  /** To which the server answered. */
  readonly command?: string;
}

/** Larger than the server takes (RFC 3463): said already at MAIL FROM, of this mail. */
const TOO_LARGE = /^5\d\d[ -]5\.(?:2\.3|3\.4)\b|^552\b/;
/** Bad sender's address (5.1.7, 5.1.8, RFC 3463); a sender that cannot be authenticated (5.7.20 to 5.7.27, RFC 7372). */
const BAD_SENDER = /^5\d\d[ -]5\.(?:1\.[78]|7\.2[0-7])\b/;
/** Many servers check the sender, and whether they relay for us, only when they hear the first recipient. */
const WILL_NOT_HAVE_US =
  /\brelay|sender (?:address|verif)|client host|blocked using|block ?list|blacklist|authenticat/i;
const LOG_IN_FIRST: readonly number[] = [530, 535];

function refusesUs(command: string, responseCode: number | undefined, said: string): boolean {
  // The library itself found fault with the address.
  if (responseCode === undefined) return false;
  if (command === 'MAIL FROM') return !TOO_LARGE.test(said);
  if (LOG_IN_FIRST.includes(responseCode) || BAD_SENDER.test(said)) return true;
  return command === 'RCPT TO' && WILL_NOT_HAVE_US.test(said);
}

function saidIn(trouble: DeliveryTrouble): string {
  return trouble.code === 'answered' ? trouble.said : '';
}
