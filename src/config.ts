import type { CountryCode } from 'libphonenumber-js/max';
import { z } from 'zod';
import { SILENT_SECONDS } from './domain/escalation/silence.ts';
import type { Retention } from './domain/installation/retention.ts';
import { SUPERVISORS_HEAR, type SupervisorsHear } from './domain/permissions.ts';
import { ROLES, type Role } from './domain/person.ts';
import { isCountry, type NumberingPlan } from './domain/phone-number.ts';
import { isTimeZone } from './domain/schedule/wall-clock.ts';
import type { SoundRule } from './domain/sound/loudness.ts';
import { SHORT_ABANDON_SECONDS } from './domain/statistics/counted-call.ts';
import { MESSAGE_VARIABLES, toSoundRule } from './message-config.ts';
import { NOTICE_SECRETS, NOTICE_VARIABLES, type NoticeConfig, toNoticeConfig } from './notice-config.ts';
import { RETENTION_VARIABLES, toRetentionConfig } from './retention-config.ts';
import { hideCredentials } from './runtime/hide-secrets.ts';
import { LOG_FORMATS, LOG_LEVELS, type LogConfig } from './runtime/log.ts';
import { fail, ok, type Result } from './runtime/result.ts';
import { type ReadFile, readCertificates, withSecretFiles } from './setting-files.ts';
import {
  type BackupConfig,
  type TestCallConfig,
  toBackupConfig,
  UPKEEP_SECRETS,
  UPKEEP_VARIABLES,
} from './upkeep-config.ts';

/** Everything the environment decides. Nothing else reads the environment. */
export interface Config {
  /** Path of the SQLite file. */
  readonly database: string;
  readonly ari: AriConfig;
  readonly http: HttpConfig;
  readonly log: LogConfig;
  readonly numberingPlan: NumberingPlan;
  /** Of home: the clocks for times that belong to no schedule, in files, on pages and in what commands print. */
  readonly timeZone: string;
  readonly maxOutboundLegs: number;
  /** Phones that call-backs, confirmations, tests and whoever hears messages may have dialled within an hour. */
  readonly maxOwnCallsPerHour: number;
  /** Hosts of one's own network from which calendars may be fetched, also without https. */
  readonly calendarHosts: readonly string[];
  /** Callers who leave within so long are left out of rates. */
  readonly shortAbandonSeconds: number;
  /** The day of the month on which the statements of the month before are closed; null: by hand. */
  readonly closeStatementsOn: number | null;
  /** A conversation in which neither side sends anything for so long is over; 0: never. */
  readonly silentTalkSeconds: number;
  /** What of a caller's message counts as sound. */
  readonly soundRule: SoundRule;
  readonly notices: NoticeConfig;
  readonly backups: BackupConfig;
  readonly testCalls: TestCallConfig;
  /** What is erased when. */
  readonly retention: Retention;
  /** Who shows it is told the figures and the reasons; null: who asks from this machine, and of `/health` nobody. */
  readonly monitoringToken: string | null;
}

export interface HttpConfig {
  readonly host: string;
  readonly port: number;
  /** Where people reach the pages, without a final `/`; null: where it listens. `https:` makes cookies secure. */
  readonly publicUrl: string | null;
  /** How many reverse proxies stand before it, whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: number;
  /** Over https, browsers are told to use it for every other host of the domain too. */
  readonly hstsSubdomains: boolean;
  /** Roles that reach no page without a second factor. */
  readonly secondFactorFor: readonly Role[];
  /** Whose messages supervisors hear and erase. */
  readonly supervisorsHear: SupervisorsHear;
}

export interface AriConfig {
  readonly url: string;
  readonly username: string;
  /** Null when none is given: only the service needs it. */
  readonly password: string | null;
  readonly app: string;
  /** Certificates in PEM that vouch for Asterisk over https; null: those that this machine trusts. */
  readonly ca: string | null;
}

/** What `vigie start` needs: all of it. */
export type ServiceConfig = Config & { readonly ari: AriConfig & { readonly password: string } };

export type Environment = Readonly<Record<string, string | undefined>>;

/** Wherever one stands when a command is run. */
export const DEFAULT_DATABASE = '/var/lib/vigie/vigie.db';

const TRIAL_PREFIX = 'VIGIE_TRIAL';
/** Their values appear in no message, and each may be given as the path of a file, `<name>_FILE`. */
export const SECRETS: readonly string[] = ['VIGIE_ARI_PASSWORD', ...NOTICE_SECRETS, ...UPKEEP_SECRETS];

const text = (expected: string) => z.string({ error: expected }).min(1, { error: expected });
const wholeNumber = (min: number, max: number) => {
  const expected = `a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, { error: expected })
    .transform(Number)
    .refine((value) => value >= min && value <= max, { error: expected });
};
const oneOf = <T extends string>(values: readonly T[]) =>
  z.enum(values, { error: `one of ${values.join(', ')}` });
const country = z
  .string()
  .trim()
  .toUpperCase()
  .refine(isCountry, { error: 'a two-letter country such as FR' })
  .transform((code) => code as CountryCode);

const VARIABLES = z.object({
  VIGIE_DATABASE: text('the path of a SQLite file').default(DEFAULT_DATABASE),
  VIGIE_ARI_URL: z
    .string()
    .refine(isPlainHttpUrl, { error: 'an http:// or https:// address without user name or password' })
    .default('http://127.0.0.1:8088'),
  VIGIE_ARI_USERNAME: text('the name of an ARI user').default('vigie'),
  VIGIE_ARI_PASSWORD: text('the password of the ARI user').optional(),
  VIGIE_ARI_APP: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/, { error: 'a name made of letters, digits, - and _' })
    .default('vigie'),
  VIGIE_ARI_CA: text('the path of a PEM file').optional(),
  VIGIE_HTTP_HOST: text('an address to listen on').default('127.0.0.1'),
  VIGIE_HTTP_PORT: wholeNumber(0, 65535).default(8080),
  VIGIE_PUBLIC_URL: z
    .string()
    .refine(isPlainHttpUrl, { error: 'an http:// or https:// address without user name or password' })
    .refine((value) => !isPlainHttpUrl(value) || /^\/?$/.test(new URL(value).pathname), {
      error: 'an address without a path: Vigie has a host name of its own',
    })
    .optional(),
  VIGIE_TRUST_PROXY: wholeNumber(0, 10).default(0),
  VIGIE_HSTS_SUBDOMAINS: oneOf(['yes', 'no']).default('no'),
  VIGIE_SECOND_FACTOR_FOR: z
    .string()
    .transform((list) => list.split(',').map((entry) => entry.trim()))
    .pipe(z.array(oneOf(ROLES)))
    .default([]),
  VIGIE_SUPERVISORS_HEAR: oneOf(SUPERVISORS_HEAR).default('teams'),
  VIGIE_LOG_LEVEL: oneOf(LOG_LEVELS).default('info'),
  VIGIE_LOG_FORMAT: oneOf(LOG_FORMATS).default('json'),
  VIGIE_HOME_COUNTRY: country.default('FR'),
  VIGIE_DIAL_COUNTRIES: z
    .string()
    .transform((list) => list.split(',').map((entry) => entry.trim().toUpperCase()))
    .refine((list) => list.every(isCountry), {
      error: 'two-letter countries separated by commas, such as FR,BE',
    })
    .transform((list) => list as readonly string[] as readonly CountryCode[])
    .optional(),
  VIGIE_TIME_ZONE: z.string().refine(isTimeZone, { error: 'a time zone such as Europe/Paris' }).optional(),
  VIGIE_MAX_OUTBOUND_LEGS: wholeNumber(1, 10_000).default(20),
  VIGIE_MAX_OWN_CALLS_PER_HOUR: wholeNumber(1, 100_000).default(120),
  VIGIE_SHORT_CALL_SECONDS: wholeNumber(0, 60).default(SHORT_ABANDON_SECONDS),
  VIGIE_CLOSE_STATEMENTS_ON: wholeNumber(1, 28).optional(),
  VIGIE_SILENT_TALK_SECONDS: wholeNumber(0, 3600).default(SILENT_SECONDS),
  ...MESSAGE_VARIABLES,
  VIGIE_CALENDAR_HOSTS: z
    .string()
    .transform((list) => list.split(',').map((entry) => entry.trim().toLowerCase()))
    .refine((list) => list.every((host) => /^[a-z0-9.:-]+$/.test(host)), {
      error: 'hosts separated by commas, such as cloud.example.lan,10.0.0.5',
    })
    .transform((list): readonly string[] => list)
    .default([]),
  ...NOTICE_VARIABLES,
  ...UPKEEP_VARIABLES,
  ...RETENTION_VARIABLES,
});

/** Reads the environment for any command; every mistake is listed, each naming variable, value and expectation. */
export function loadConfig(env: Environment, readFile: ReadFile): Result<Config, readonly string[]> {
  const mistakes: string[] = [];
  const given = withSecretFiles(ownVariables(env), SECRETS, readFile, mistakes);
  mistakes.push(...unknownVariables(given));
  const parsed = VARIABLES.safeParse(given);
  if (!parsed.success) mistakes.push(...parsed.error.issues.map((issue) => explain(issue, given)));
  if (!parsed.success) return fail(mistakes);
  const notices = toNoticeConfig(parsed.data, readFile, mistakes);
  const ca = readCertificates(parsed.data.VIGIE_ARI_CA, 'VIGIE_ARI_CA', readFile, mistakes);
  if (ca !== null && !parsed.data.VIGIE_ARI_URL.startsWith('https:'))
    mistakes.push('VIGIE_ARI_URL is http: expected https with VIGIE_ARI_CA');
  if (notices.smsAnswers !== null && parsed.data.VIGIE_PUBLIC_URL === undefined)
    mistakes.push('VIGIE_PUBLIC_URL is not set: expected with VIGIE_SMS_ANSWERS=yes');
  return mistakes.length > 0 ? fail(mistakes) : ok(toConfig(parsed.data, ca, notices));
}

/** Reads the environment for the service, which cannot do without the ARI password. */
export function loadServiceConfig(
  env: Environment,
  readFile: ReadFile,
): Result<ServiceConfig, readonly string[]> {
  const loaded = loadConfig(env, readFile);
  const password = loaded.ok ? loaded.value.ari.password : null;
  if (loaded.ok && password !== null) return ok({ ...loaded.value, ari: { ...loaded.value.ari, password } });
  const mistakes = loaded.ok ? [] : loaded.error;
  const mentioned = isGiven(env, 'VIGIE_ARI_PASSWORD') || isGiven(env, 'VIGIE_ARI_PASSWORD_FILE');
  const missing =
    'VIGIE_ARI_PASSWORD is not set: expected the password of the ARI user (or VIGIE_ARI_PASSWORD_FILE)';
  return fail(mentioned ? mistakes : [...mistakes, missing]);
}

function toConfig(data: z.output<typeof VARIABLES>, ca: string | null, notices: NoticeConfig): Config {
  return {
    database: data.VIGIE_DATABASE,
    ari: {
      url: data.VIGIE_ARI_URL.replace(/\/+$/, ''),
      username: data.VIGIE_ARI_USERNAME,
      password: data.VIGIE_ARI_PASSWORD ?? null,
      app: data.VIGIE_ARI_APP,
      ca,
    },
    http: {
      host: data.VIGIE_HTTP_HOST,
      port: data.VIGIE_HTTP_PORT,
      publicUrl: data.VIGIE_PUBLIC_URL === undefined ? null : new URL(data.VIGIE_PUBLIC_URL).origin,
      trustedProxies: data.VIGIE_TRUST_PROXY,
      hstsSubdomains: data.VIGIE_HSTS_SUBDOMAINS === 'yes',
      secondFactorFor: data.VIGIE_SECOND_FACTOR_FOR,
      supervisorsHear: data.VIGIE_SUPERVISORS_HEAR,
    },
    log: { level: data.VIGIE_LOG_LEVEL, format: data.VIGIE_LOG_FORMAT },
    numberingPlan: {
      homeCountry: data.VIGIE_HOME_COUNTRY,
      allowedCountries: data.VIGIE_DIAL_COUNTRIES ?? [data.VIGIE_HOME_COUNTRY],
    },
    timeZone: data.VIGIE_TIME_ZONE ?? machineTimeZone(),
    maxOutboundLegs: data.VIGIE_MAX_OUTBOUND_LEGS,
    maxOwnCallsPerHour: data.VIGIE_MAX_OWN_CALLS_PER_HOUR,
    calendarHosts: data.VIGIE_CALENDAR_HOSTS,
    shortAbandonSeconds: data.VIGIE_SHORT_CALL_SECONDS,
    closeStatementsOn: data.VIGIE_CLOSE_STATEMENTS_ON ?? null,
    silentTalkSeconds: data.VIGIE_SILENT_TALK_SECONDS,
    soundRule: toSoundRule(data),
    notices,
    backups: toBackupConfig(data, data.VIGIE_DATABASE),
    testCalls: { numbers: data.VIGIE_TEST_CALLS, pattern: data.VIGIE_TEST_CALLS_AT },
    retention: toRetentionConfig(data),
    monitoringToken: data.VIGIE_MONITORING_TOKEN ?? null,
  };
}

/** That of this machine's clocks (TZ). */
function machineTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Ours alone, without the empty ones: a container's `VIGIE_X=` means "not set". */
function ownVariables(env: Environment): Map<string, string> {
  const names = Object.keys(env).filter(
    (name) => name.startsWith('VIGIE_') && !name.startsWith(TRIAL_PREFIX),
  );
  return new Map(names.filter((name) => isGiven(env, name)).map((name) => [name, env[name] ?? '']));
}

function isGiven(env: Environment, name: string): boolean {
  return (env[name] ?? '') !== '';
}

function unknownVariables(given: Readonly<Record<string, string>>): readonly string[] {
  return Object.keys(given)
    .filter((name) => !(name in VARIABLES.shape))
    .map(
      (name) => `${name} is no setting of Vigie: expected one of ${Object.keys(VARIABLES.shape).join(', ')}`,
    );
}

function explain(issue: z.core.$ZodIssue, given: Readonly<Record<string, string>>): string {
  const name = String(issue.path[0]);
  const shown = JSON.stringify(hideCredentials(given[name] ?? ''));
  const value = SECRETS.includes(name) ? 'wrong (its value is not shown)' : shown;
  return `${name} is ${value}: expected ${issue.message}`;
}

function isPlainHttpUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  return ['http:', 'https:'].includes(url.protocol) && url.username === '' && url.password === '';
}
