import twilio from 'twilio';
import type { DeliveryReport } from '../domain/notice/delivery.ts';
import { type DeliveryTrouble, systemError } from '../domain/notice/delivery-trouble.ts';
import type { SendResult } from '../domain/notice/next-try.ts';
import type { Sender } from '../notices/sender.ts';
import { fail, ok } from '../runtime/result.ts';

export interface TwilioSettings {
  readonly accountSid: string;
  readonly authToken: string;
  /** A number of one's own, or a messaging service (`MG…`). */
  readonly from: string;
  /** Where Twilio tells what became of a message; null: it does not. */
  readonly statusUrl: string | null;
  /** Null: Twilio's own. */
  readonly apiUrl: string | null;
}

const PATIENCE_MS = 10_000;
/** Twilio's own limit. */
const LONGEST_VALIDITY_SECONDS = 36_000;

/** SMS through Twilio. A message that cannot be delivered while it is of use is not delivered at all. */
export function createTwilioSender(settings: TwilioSettings): Sender {
  const { accountSid, authToken, from, statusUrl, apiUrl } = settings;
  const client = twilio(accountSid, authToken, { timeout: PATIENCE_MS });
  if (apiUrl !== null) client.api.baseUrl = apiUrl;

  return {
    medium: 'sms',
    name: 'twilio',
    async send({ to, text, timeToLiveSeconds }) {
      try {
        const message = await client.messages.create({
          to,
          body: text,
          ...(from.startsWith('MG') ? { messagingServiceSid: from } : { from }),
          validityPeriod: Math.min(timeToLiveSeconds, LONGEST_VALIDITY_SECONDS),
          ...(statusUrl === null ? {} : { statusCallback: statusUrl }),
        });
        // A reply that was cut short is no reply: a second SMS is better than none.
        if (!message.sid) return temporary({ code: 'no-reference' });
        return { kind: 'sent', reference: message.sid };
      } catch (error) {
        return twilioFailure(error);
      }
    },
    async check() {
      try {
        const account = await client.api.v2010.accounts(accountSid).fetch();
        if (account.status !== 'active')
          return fail({ about: 'way', trouble: { code: 'account', status: account.status } });
        return ok({ kind: 'lets-in', where: `Twilio (${accountSid})` });
      } catch (error) {
        return fail({ about: 'way', trouble: troubleOf(error) });
      }
    },
    close: () => undefined,
  };
}

/**
 * What concerns this receiver or text alone, by Twilio's codes: not a valid number (21211, 21217, 21614), opted out
 * (21610), country not allowed (21408, 21612), text empty or too long (21602, 21617).
 */
const FOR_EVER: readonly number[] = [21211, 21217, 21408, 21602, 21610, 21612, 21614, 21617];

function twilioFailure(error: unknown): SendResult {
  const { code } = error as { code?: number };
  if (code !== undefined && FOR_EVER.includes(code)) return { kind: 'permanent', trouble: troubleOf(error) };
  return temporary(troubleOf(error));
}

function temporary(trouble: DeliveryTrouble): SendResult {
  return { kind: 'temporary', trouble, retryAfterSeconds: null };
}

function troubleOf(error: unknown): DeliveryTrouble {
  const { message, code, status } = error as { message?: string; code?: number | string; status?: number };
  if (status === undefined) return { code: 'not-reached', error: systemError(error) };
  const numbers = [status, code].filter((one) => one !== undefined).join(' ');
  return { code: 'answered', said: `${message ?? ''} (${numbers})`.trim().slice(0, 300) };
}

/** Whether Twilio sent this request. `url` is the address it was told, whatever proxies make of it. */
export function isFromTwilio(
  authToken: string,
  signature: string,
  url: string,
  parameters: Readonly<Record<string, string>>,
): boolean {
  return twilio.validateRequest(authToken, signature, url, { ...parameters });
}

/** Twilio's words for what became of a message. */
export function twilioReport(status: string): DeliveryReport | null {
  switch (status) {
    case 'delivered':
    case 'read':
      return 'delivered';
    case 'undelivered':
    case 'failed':
    case 'canceled':
      return 'undelivered';
    case 'accepted':
    case 'scheduled':
    case 'queued':
    case 'sending':
    case 'sent':
      return 'on-its-way';
    default:
      return null;
  }
}
