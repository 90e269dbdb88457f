import { readFileSync } from 'node:fs';
import { fail, ok, type Result } from '../runtime/result.ts';

/** The text of a file, or of standard input for `-`. */
export function readText(file: string): Result<string, string> {
  try {
    return ok(readFileSync(file === '-' ? 0 : file, 'utf8'));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return fail(`the file cannot be read: ${error.message}`);
  }
}
