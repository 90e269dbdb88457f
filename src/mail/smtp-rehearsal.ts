import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { DeliveryTrouble } from '../domain/notice/delivery-trouble.ts';
import { fail, ok, type Result } from '../runtime/result.ts';
import { smtpTrouble } from './smtp-trouble.ts';

/** What a server said no to, and why. */
export interface RehearsalRefusal {
  readonly command: 'connect' | 'AUTH' | 'MAIL FROM' | 'RCPT TO';
  readonly code: number | null;
  readonly trouble: DeliveryTrouble;
}

/** How the sender's address is offered: the library's door for log-ins of one's own lets any command through. */
const OFFER = 'VIGIE-OFFER';

/**
 * Goes as far with a mail as can be gone without sending one: connects, logs in, offers the sender and, as recipient,
 * the sender again, and takes it all back (RSET). A log-in alone says nothing of whether the server has our sender.
 */
export function rehearseMail(
  options: SMTPConnection.Options,
  credentials: { readonly user: string; readonly pass: string } | null,
  sender: string,
): Promise<Result<void, RehearsalRefusal>> {
  return new Promise((resolve) => {
    let refusal: RehearsalRefusal | null = null;
    const offering = offer(sender, (given) => {
      refusal = given;
    });
    const connection = new SMTPConnection({ ...options, customAuth: { [OFFER]: offering } });
    let stage: RehearsalRefusal['command'] = 'connect';
    const end = (result: Result<void, RehearsalRefusal>) => {
      connection.removeAllListeners();
      // What a closing connection says is of no interest.
      connection.on('error', () => undefined);
      connection.close();
      resolve(result);
    };
    const refused = (error: Error) => end(fail(refusalOf(error, stage)));
    const offerSender = () => {
      stage = 'MAIL FROM';
      connection.login(
        { method: OFFER, user: '', pass: '' } as SMTPConnection.AuthenticationType,
        (error) => {
          if (error) refused(error);
          else end(refusal === null ? ok(undefined) : fail(refusal));
        },
      );
    };
    connection.on('error', refused);
    connection.on('end', () => refused(new Error('the server closed the connection')));
    connection.connect(() => {
      if (credentials === null) return offerSender();
      stage = 'AUTH';
      connection.login({ credentials }, (error) => (error ? refused(error) : offerSender()));
    });
  });
}

/** Gives what was refused of it, to `refuse`. */
function offer(
  sender: string,
  refuse: (refusal: RehearsalRefusal) => void,
): SMTPConnection.CustomAuthenticationHandlers[string] {
  return async (session) => {
    for (const command of ['MAIL FROM', 'RCPT TO'] as const) {
      const { status, response } = await session.sendCommand(`${command}:<${sender}>`);
      if (status < 400) continue;
      refuse({ command, code: status, trouble: { code: 'answered', said: response } });
      break;
    }
    await session.sendCommand('RSET');
  };
}

function refusalOf(error: Error, command: RehearsalRefusal['command']): RehearsalRefusal {
  const { responseCode } = error as SMTPConnection.SMTPError;
  return { command, code: responseCode ?? null, trouble: smtpTrouble(error) };
}
