import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'dotenv';
import { DEFAULT_DATABASE, type Environment } from '../config.ts';
import { fail, ok, type Result } from '../runtime/result.ts';

/** Every command reads it, so that all of them speak of the same installation as the service. */
const SETTINGS_FILE = '/etc/vigie/vigie.env';
/** Names another file, for a second installation on one machine. */
const OTHER_FILE = 'VIGIE_ENV_FILE';
/** Of the working directory: for those who try Vigie out of a checkout. */
const LOCAL_FILE = '.env';

/** The file of settings that commands read: the machine’s, or the one that is named. */
export function settingsFile(given: Environment): string {
  return given[OTHER_FILE] || SETTINGS_FILE;
}

/**
 * The settings: the machine's file, above it the working directory's, above both what the process was given. A file that
 * is named must be there, unless it is `yetToBeWritten`.
 */
export function readEnvironment(
  given: Environment,
  { yetToBeWritten = false } = {},
): Result<Environment, readonly string[]> {
  const { [OTHER_FILE]: named, ...own } = given;
  const layers: Environment[] = [];
  for (const [file, mustExist] of [
    [settingsFile(given), named !== undefined && named !== '' && !yetToBeWritten],
    [LOCAL_FILE, false],
  ] as const) {
    if (!mustExist && !existsSync(file)) continue;
    const read = readSettings(file);
    if (!read.ok) return fail([read.error]);
    layers.push(read.value);
  }
  const all: Environment = Object.assign({}, ...layers, own);
  const stray = strayDatabase(all);
  return stray === null ? ok(all) : fail([stray]);
}

/** Earlier versions had the database in the working directory: nobody shall find an empty one instead of theirs. */
function strayDatabase(env: Environment): string | null {
  if (env.VIGIE_DATABASE || existsSync(DEFAULT_DATABASE) || !existsSync('vigie.db')) return null;
  const here = path.resolve('vigie.db');
  return `VIGIE_DATABASE is not set, and there is a database here: say VIGIE_DATABASE=${here}, or move it to ${DEFAULT_DATABASE}`;
}

function readSettings(file: string): Result<Environment, string> {
  try {
    return ok(parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      return fail(`the settings cannot be read: there is no ${file}, which ${OTHER_FILE} names`);
    const reason = error instanceof Error ? error.message : String(error);
    return fail(
      `the settings cannot be read (${reason}): run this as root, or as Vigie’s user: sudo -u vigie vigie …`,
    );
  }
}
