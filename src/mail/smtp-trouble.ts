import { type DeliveryTrouble, systemError } from '../domain/notice/delivery-trouble.ts';

/** What kept a mail server from taking something: its own answer where it gave one. */
export function smtpTrouble(error: unknown): DeliveryTrouble {
  const { message = '', response } = error as { message?: string; response?: string };
  if (response !== undefined) return { code: 'answered', said: response.slice(0, 300) };
  if (/certificate/i.test(message)) return { code: 'certificate', error: message.slice(0, 300) };
  return { code: 'not-reached', error: systemError(error) };
}
