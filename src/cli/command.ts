import type { Config } from '../config.ts';
import type { Result } from '../runtime/result.ts';

/** What a command leaves: text for standard output, or why not, a sentence a line, for standard error (exit 1). */
export type CommandResult = Result<string, readonly string[]>;

/** Runs a command with the settings, prints what it answers, and sets the exit code. */
export type WithConfig = (command: (config: Config) => Promise<CommandResult>) => Promise<void>;

/** Data for other programs. */
export function asJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Lines as a text that ends with a newline, or nothing. */
export function asText(lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}
