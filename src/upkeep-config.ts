import path from 'node:path';
import { z } from 'zod';

/** How the service looks after itself, as the environment decides it. */
export interface BackupConfig {
  /** Where copies of the database lie. */
  readonly folder: string;
  /** How long those of each night are kept; 0: none are made. */
  readonly keepDays: number;
}

/** Their values appear in no message, and each may be given as the path of a file. */
export const UPKEEP_SECRETS = ['VIGIE_MONITORING_TOKEN'] as const;

const MOST_DAYS = 3650;
const days = z
  .string()
  .regex(/^\d{1,4}$/, { error: `a number of days, up to ${MOST_DAYS}` })
  .transform(Number)
  .refine((value) => value <= MOST_DAYS, { error: `a number of days, up to ${MOST_DAYS}` });

/** The part of the environment that says how the service looks after itself. */
export const UPKEEP_VARIABLES = {
  VIGIE_BACKUPS: z.string().min(1, { error: 'the path of a folder' }).optional(),
  VIGIE_KEEP_BACKUPS_DAYS: days.default(14),
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
