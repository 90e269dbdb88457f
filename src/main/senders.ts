import path from 'node:path';
import { createFolderMail } from '../mail/folder-mail.ts';
import { createSmtpSender } from '../mail/smtp-sender.ts';
import type { NoticeConfig } from '../notice-config.ts';
import type { Sender } from '../notices/sender.ts';
import { systemClock } from '../runtime/clock.ts';
import { createFolderSms } from '../sms/folder-sms.ts';
import { createHttpSender } from '../sms/http-sender.ts';

/** The way back for Twilio's reports; below the public address. */

export const TWILIO_STATUS_PATH = '/hooks/twilio/status';
/** And for SMS that people send to our number there. */
export const TWILIO_INCOMING_PATH = '/hooks/twilio/incoming';

/** the senders that the environment gives, one a medium. */
export async function createSenders(
  config: NoticeConfig,
  publicUrl: string | null,
): Promise<readonly [Sender, Sender]> {
  const { smtp, mailFrom, bounceAddress, outboxDirectory } = config;
  const directory = path.resolve(outboxDirectory);
  const mail = smtp
    ? createSmtpSender({ ...smtp, from: mailFrom, bounceAddress })
    : createFolderMail(directory, mailFrom);
  return [mail, await createSmsSender(config, directory, publicUrl)];
}

async function createSmsSender(
  { sms }: NoticeConfig,
  directory: string,
  publicUrl: string | null,
): Promise<Sender> {
  switch (sms.kind) {
    case 'folder':
      return createFolderSms(directory);
    case 'http':
      return createHttpSender(sms.description, sms.credentials, systemClock);
    case 'twilio': {
      // Its library takes as long to load as all the rest together.
      const { createTwilioSender } = await import('../sms/twilio-sender.ts');
      const statusUrl = publicUrl === null ? null : `${publicUrl}${TWILIO_STATUS_PATH}`;
      return createTwilioSender({ ...sms, statusUrl });
    }
  }
}
