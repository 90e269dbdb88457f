import { z } from 'zod';
import type { Patience } from './domain/endpoint/endpoint-state.ts';
import type { ConfirmCallRule } from './domain/notice/confirm-call-time.ts';
import type { ConfirmationRule } from './domain/notice/duty-confirmation.ts';
import type { SmtpSettings } from './mail/smtp-sender.ts';
import { readCertificates, readSettingFile } from './setting-files.ts';
import { type GatewayDescription, readGatewayDescription } from './sms/gateway-description.ts';
import type { GatewayCredentials } from './sms/http-sender.ts';

/** How people are told, as the environment decides it. */
export interface NoticeConfig {
  /** Where mails and SMS are written that have no other sender. */
  readonly outboxDirectory: string;
  /** `Vigie <vigie@example.org>` */
  readonly mailFrom: string;
  /** Where mail comes back to, an address of its own for each notice; null: to the sender. */
  readonly bounceAddress: string | null;
  /** Null: mails are written to the folder. */
  readonly smtp: Omit<SmtpSettings, 'from'> | null;
  readonly sms: SmsConfig;
  /** Null: people cannot answer by SMS. */
  readonly smsAnswers: SmsAnswersConfig | null;
  /** What cannot leave by one medium leaves by the other. */
  readonly useOtherMedium: boolean;
  readonly confirmation: ConfirmationRule;
  /** Who has not answered is called before others are told; null: nobody is. */
  readonly confirmCall: ConfirmCallRule | null;
  /** A sound of one's own that asks for it on an automatic call; null: ours. */
  readonly confirmCallSound: string | null;
  /** What people dial to hear messages, as your dialplan has it; only shown. Null: they are told by somebody else. */
  readonly messagesNumber: string | null;
  readonly gapDays: number;
  /** How long a phone or trunk is down before it is told, and there again before that is. */
  readonly endpointPatience: Patience;
  /** A missed call that nobody takes in hand goes up its policy after so long. */
  readonly takeTaskSeconds: number;
}

/** How SMS come in. */
export type SmsAnswersConfig =
  | { readonly kind: 'twilio' }
  | {
      readonly kind: 'http';
      readonly secret: string;
      readonly fields: NonNullable<GatewayDescription['incoming']>;
    };

export type SmsConfig =
  | { readonly kind: 'folder' }
  | {
      readonly kind: 'twilio';
      readonly accountSid: string;
      readonly authToken: string;
      readonly from: string;
      /** Null: Twilio's own. */
      readonly apiUrl: string | null;
    }
  | {
      readonly kind: 'http';
      readonly description: GatewayDescription;
      readonly credentials: GatewayCredentials;
    };

/** Their values appear in no message, and each may be given as the path of a file. */
export const NOTICE_SECRETS = [
  'VIGIE_SMTP_PASSWORD',
  'VIGIE_TWILIO_AUTH_TOKEN',
  'VIGIE_SMS_PASSWORD',
  'VIGIE_SMS_TOKEN',
  'VIGIE_SMS_INCOMING_TOKEN',
] as const;

const text = (expected: string) => z.string({ error: expected }).min(1, { error: expected });
const whole = (min: number, max: number) => {
  const expected = `a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, { error: expected })
    .transform(Number)
    .refine((value) => value >= min && value <= max, { error: expected });
};
const hours = z
  .string()
  .transform((list) => list.split(',').map((entry) => Number(entry.trim())))
  .refine((list) => list.every((hour) => hour > 0 && hour <= 14 * 24), {
    error: 'hours before duty begins, separated by commas, such as 24,3,2',
  });

/** The part of the environment that says how people are told. */
export const NOTICE_VARIABLES = {
  VIGIE_OUTBOX: text('the path of a folder').default('/var/lib/vigie/outbox'),
  VIGIE_BOUNCE_ADDRESS: z
    .string()
    .regex(/^[^\s<>@+]+@[^\s<>@]+$/, {
      error: 'an address alone, without a +, such as vigie-bounces@example.org',
    })
    .optional(),
  VIGIE_MAIL_FROM: z
    .string()
    .regex(/^[^\r\n<>@]*<?[^\s<>@]+@[^\s<>@]+>?$/, { error: 'an address such as Vigie <vigie@example.org>' })
    .default('Vigie <vigie@localhost>'),
  VIGIE_SMTP_HOST: text('the name of a mail server').optional(),
  VIGIE_SMTP_PORT: whole(1, 65_535).optional(),
  VIGIE_SMTP_SECURITY: z
    .enum(['tls', 'starttls', 'none'], { error: 'one of tls, starttls, none' })
    .default('starttls'),
  VIGIE_SMTP_USERNAME: text('the name of a user of the mail server').optional(),
  VIGIE_SMTP_PASSWORD: text('the password of the mail server’s user').optional(),
  VIGIE_SMTP_CA: text('the path of a PEM file').optional(),
  VIGIE_SMS: z.enum(['folder', 'twilio', 'http'], { error: 'one of folder, twilio, http' }).default('folder'),
  VIGIE_TWILIO_ACCOUNT_SID: z
    .string()
    .regex(/^AC[0-9a-zA-Z]{32}$/, { error: 'AC and 32 letters and digits' })
    .optional(),
  VIGIE_TWILIO_AUTH_TOKEN: text('the token of the Twilio account').optional(),
  VIGIE_TWILIO_FROM: z
    .string()
    .regex(/^(\+[1-9]\d{5,14}|MG[0-9a-zA-Z]{32}|[A-Za-z0-9 ]{1,11})$/, {
      error: 'a number such as +33612345678, a messaging service (MG…) or a name of up to 11 letters',
    })
    .optional(),
  VIGIE_TWILIO_API_URL: z
    .string()
    .regex(/^https?:\/\/[^@]+$/, { error: 'an http:// or https:// address without user name or password' })
    .optional(),
  VIGIE_SMS_GATEWAY: text('the path of a file that describes the gateway').optional(),
  VIGIE_SMS_SENDER: text('the name or number that SMS come from').default('Vigie'),
  VIGIE_SMS_USERNAME: z.string().default(''),
  VIGIE_SMS_PASSWORD: z.string().default(''),
  VIGIE_SMS_TOKEN: z.string().default(''),
  VIGIE_SMS_ANSWERS: z.enum(['yes', 'no'], { error: 'yes or no' }).default('no'),
  VIGIE_SMS_INCOMING_TOKEN: z
    .string()
    .regex(/^[A-Za-z0-9_-]{20,200}$/, { error: 'at least 20 letters and digits' })
    .optional(),
  VIGIE_USE_OTHER_MEDIUM: z.enum(['yes', 'no'], { error: 'yes or no' }).default('yes'),
  VIGIE_CONFIRM_HOURS: hours.default([24, 3, 2]),
  VIGIE_CONFIRM_LIMIT_MINUTES: whole(1, 24 * 60).default(60),
  VIGIE_CONFIRM_CALL_MINUTES: whole(0, 24 * 60).default(30),
  VIGIE_CONFIRM_CALL_NIGHT: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/, {
      error: 'hours in which nobody is called to confirm, such as 22:00-07:00',
    })
    .default('22:00-07:00'),
  VIGIE_CONFIRM_CALL_SOUND: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9_./-]*$/, { error: 'the name of a sound, such as custom/duty' })
    .optional(),
  VIGIE_MESSAGES_NUMBER: z
    .string()
    .regex(/^\+?[0-9][0-9 .-]{0,30}$/, { error: 'a number as people dial it, such as 888' })
    .optional(),
  VIGIE_GAP_DAYS: whole(1, 60).default(7),
  VIGIE_PHONE_SECONDS: whole(1, 3600).default(90),
  VIGIE_TASK_MINUTES: whole(1, 24 * 60).default(15),
};

/** What an empty environment gives, with another folder. */
export function usualNotices(outboxDirectory: string): NoticeConfig {
  const given = z.object(NOTICE_VARIABLES).parse({ VIGIE_OUTBOX: outboxDirectory });
  return toNoticeConfig(given, () => '', []);
}

type Given = z.output<z.ZodObject<typeof NOTICE_VARIABLES>>;

/** Reads what one variable cannot say alone; each mistake joins `mistakes`. */
export function toNoticeConfig(
  given: Given,
  readFile: (path: string) => string,
  mistakes: string[],
): NoticeConfig {
  const sms = smsOf(given, readFile, mistakes);
  return {
    outboxDirectory: given.VIGIE_OUTBOX,
    mailFrom: given.VIGIE_MAIL_FROM,
    bounceAddress: given.VIGIE_BOUNCE_ADDRESS ?? null,
    smtp: smtpOf(given, readFile, mistakes),
    sms,
    smsAnswers: smsAnswersOf(given, sms, mistakes),
    useOtherMedium: given.VIGIE_USE_OTHER_MEDIUM === 'yes',
    confirmation: {
      leadSeconds: [...given.VIGIE_CONFIRM_HOURS].sort((a, b) => b - a).map((hour) => hour * 3600),
      limitSeconds: given.VIGIE_CONFIRM_LIMIT_MINUTES * 60,
    },
    confirmCall: confirmCallOf(given),
    confirmCallSound: given.VIGIE_CONFIRM_CALL_SOUND ?? null,
    messagesNumber: given.VIGIE_MESSAGES_NUMBER ?? null,
    gapDays: given.VIGIE_GAP_DAYS,
    endpointPatience: {
      downSeconds: given.VIGIE_PHONE_SECONDS,
      upSeconds: Math.ceil(given.VIGIE_PHONE_SECONDS / 3),
    },
    takeTaskSeconds: given.VIGIE_TASK_MINUTES * 60,
  };
}

function smsAnswersOf(given: Given, sms: SmsConfig, mistakes: string[]): SmsAnswersConfig | null {
  if (given.VIGIE_SMS_ANSWERS === 'no') return null;
  const cannot = (reason: string) => {
    mistakes.push(`VIGIE_SMS_ANSWERS is "yes": ${reason}`);
    return null;
  };
  switch (sms.kind) {
    case 'folder':
      // A mistake in the gateway's description has been told already.
      return given.VIGIE_SMS === 'folder' ? cannot('expected with VIGIE_SMS=twilio or http') : null;
    case 'twilio':
      return /^(\+|MG)/.test(sms.from)
        ? { kind: 'twilio' }
        : cannot('expected VIGIE_TWILIO_FROM to be a number: nobody can answer a name');
    case 'http': {
      const { incoming } = sms.description;
      const secret = given.VIGIE_SMS_INCOMING_TOKEN;
      if (incoming === null) return cannot('expected "incoming" in the file of VIGIE_SMS_GATEWAY');
      if (secret === undefined) return cannot('expected VIGIE_SMS_INCOMING_TOKEN, the end of its address');
      return { kind: 'http', secret, fields: incoming };
    }
  }
}

function confirmCallOf(given: Given): ConfirmCallRule | null {
  const minutes = given.VIGIE_CONFIRM_CALL_MINUTES;
  if (minutes === 0) return null;
  const [from = '', to = ''] = given.VIGIE_CONFIRM_CALL_NIGHT.split('-');
  return { beforeLimitSeconds: minutes * 60, night: { from, to } };
}

const USUAL_PORTS = { tls: 465, starttls: 587, none: 25 } as const;

function smtpOf(
  given: Given,
  readFile: (path: string) => string,
  mistakes: string[],
): Omit<SmtpSettings, 'from'> | null {
  if (given.VIGIE_SMTP_HOST === undefined) return null;
  const security = given.VIGIE_SMTP_SECURITY;
  const username = given.VIGIE_SMTP_USERNAME ?? null;
  const password = given.VIGIE_SMTP_PASSWORD ?? null;
  if (username !== null && password === null)
    mistakes.push('VIGIE_SMTP_PASSWORD is not set: expected the password of VIGIE_SMTP_USERNAME');
  const ca = readCertificates(given.VIGIE_SMTP_CA, 'VIGIE_SMTP_CA', readFile, mistakes);
  const port = given.VIGIE_SMTP_PORT ?? USUAL_PORTS[security];
  return { host: given.VIGIE_SMTP_HOST, port, security, username, password, ca };
}

function smsOf(given: Given, readFile: (path: string) => string, mistakes: string[]): SmsConfig {
  if (given.VIGIE_SMS === 'folder') return { kind: 'folder' };
  if (given.VIGIE_SMS === 'twilio') {
    const needed = (name: 'VIGIE_TWILIO_ACCOUNT_SID' | 'VIGIE_TWILIO_AUTH_TOKEN' | 'VIGIE_TWILIO_FROM') => {
      if (given[name] === undefined) mistakes.push(`${name} is not set: expected with VIGIE_SMS=twilio`);
      return given[name] ?? '';
    };
    return {
      kind: 'twilio',
      accountSid: needed('VIGIE_TWILIO_ACCOUNT_SID'),
      authToken: needed('VIGIE_TWILIO_AUTH_TOKEN'),
      from: needed('VIGIE_TWILIO_FROM'),
      apiUrl: given.VIGIE_TWILIO_API_URL ?? null,
    };
  }
  const description = descriptionOf(given.VIGIE_SMS_GATEWAY, readFile, mistakes);
  if (description === null) return { kind: 'folder' };
  return {
    kind: 'http',
    description,
    credentials: {
      sender: given.VIGIE_SMS_SENDER,
      username: given.VIGIE_SMS_USERNAME,
      password: given.VIGIE_SMS_PASSWORD,
      token: given.VIGIE_SMS_TOKEN,
    },
  };
}

function descriptionOf(
  path: string | undefined,
  readFile: (path: string) => string,
  mistakes: string[],
): GatewayDescription | null {
  if (path === undefined) {
    mistakes.push('VIGIE_SMS_GATEWAY is not set: expected with VIGIE_SMS=http (docs/sms-gateways.md)');
    return null;
  }
  const file = readSettingFile(path, 'VIGIE_SMS_GATEWAY', readFile, mistakes);
  if (file === null) return null;
  const read = readGatewayDescription(file);
  if (read.ok) return read.value;
  mistakes.push(...read.error.map((mistake) => `VIGIE_SMS_GATEWAY, ${mistake}`));
  return null;
}
