import path from 'node:path';
import { z } from 'zod';

/** How the service looks after itself, as the environment decides it. */
export interface BackupConfig {
  /** Where copies of the database lie. */
  readonly folder: string;
  /** How long those of each night are kept; 0: none are made. */
  readonly keepDays: number;
}

/** Test calls of the whole chain that are placed by themselves. */
export interface TestCallConfig {
  /** Of hotlines, as they are dialled from outside. */
  readonly numbers: readonly string[];
  /** When, as cron writes it. */
  readonly pattern: string;
}

/** Their values appear in no message, and each may be given as the path of a file. */
export const UPKEEP_SECRETS = ['VIGIE_MONITORING_TOKEN'] as const;

const MOST_DAYS = 3650;
const days = z
  .string()
  .regex(/^\d{1,4}$/, { error: `a number of days, up to ${MOST_DAYS}` })
  .transform(Number)
  .refine((value) => value <= MOST_DAYS, { error: `a number of days, up to ${MOST_DAYS}` });

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const weekly = 'a day and a time, such as mon 10:00';
const day = z
  .string()
  .toLowerCase()
  .regex(/^(sun|mon|tue|wed|thu|fri|sat) ([01]?\d|2[0-3]):[0-5]\d$/, { error: weekly })
  .transform((text) => {
    const [name = '', hours, minutes] = text.split(/[ :]/);
    return `${Number(minutes)} ${Number(hours)} * * ${WEEKDAYS.indexOf(name)}`;
  });

/** The part of the environment that says how the service looks after itself. */
export const UPKEEP_VARIABLES = {
  VIGIE_BACKUPS: z.string().min(1, { error: 'the path of a folder' }).optional(),
  VIGIE_KEEP_BACKUPS_DAYS: days.default(14),
  VIGIE_TEST_CALLS: z
    .string()
    .transform((list) => list.split(',').map((entry) => entry.trim()))
    .refine((list) => list.every((number) => /^[+0-9][0-9 .-]{2,24}$/.test(number)), {
      error: 'numbers of hotlines separated by commas, such as +33199001200',
    })
    .transform((list): readonly string[] => list)
    .default([]),
  VIGIE_TEST_CALLS_AT: day.default('0 10 * * 1'),
  VIGIE_MONITORING_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{16,200}$/, { error: '16 to 200 letters, digits and signs, without spaces' })
    .optional(),
};

/** Copies lie beside the database unless a folder is given: best one on another disk. */
export function toBackupConfig(
  given: { readonly VIGIE_BACKUPS?: string | undefined; readonly VIGIE_KEEP_BACKUPS_DAYS: number },
  database: string,
): BackupConfig {
  return {
    folder: path.resolve(given.VIGIE_BACKUPS ?? path.join(path.dirname(database), 'backups')),
    keepDays: given.VIGIE_KEEP_BACKUPS_DAYS,
  };
}
