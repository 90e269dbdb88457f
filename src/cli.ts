#!/usr/bin/env node
import { existsSync, readFileSync } from 'node:fs';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { parse } from 'dotenv';
import { type CallsFlags, callCommand, callsCommand } from './cli/calls.ts';
import type { CommandResult } from './cli/command.ts';
import { doctorCommand } from './cli/doctor.ts';
import { exportCommand } from './cli/export.ts';
import { type ImportFlags, importCommand } from './cli/import.ts';
import { migrateCommand } from './cli/migrate.ts';
import { startCommand } from './cli/start.ts';
import { type WhoFlags, whoCommand } from './cli/who.ts';
import { systemClock } from './clock.ts';
import { type Config, type Environment, loadConfig, loadServiceConfig } from './config.ts';

const REFUSED = 1;
const MISUSED = 2;

const program = new Command('vigie')
  .description(
    'Vigie, an on-call hotline for Asterisk. Settings come from the environment, and from .env here.',
  )
  .exitOverride();

program
  .command('start')
  .description('run the service until it is told to stop')
  .action(async () => {
    const config = loadServiceConfig(environment(), readText);
    if (config.ok) process.exit(await startCommand(config.value));
    else refuse(config.error);
  });

program
  .command('migrate')
  .description('bring the database to the shape of this version')
  .action(() => withConfig((config) => migrateCommand(config)));

program
  .command('import')
  .description('bring people, schedules, policies and hotlines to what a YAML file says')
  .argument('<file>', 'path, or - for standard input')
  .option('--dry-run', 'tell what would change, change nothing')
  .option('--prune', 'remove what the sections of the file do not list')
  .action((file: string, flags: ImportFlags) =>
    withConfig((config) => importCommand(config, systemClock, file, flags)),
  );

program
  .command('export')
  .description('print the whole configuration as YAML that import reads')
  .action(() => withConfig((config) => exportCommand(config)));

program
  .command('who')
  .description('tell whom a call to a hotline would ring, and why')
  .argument('<hotline>', 'id or number of the hotline')
  .option('--at <time>', 'local to the schedule (2026-11-23 18:00), or ISO with an offset; now if absent')
  .option('--json', 'print JSON')
  .action((hotline: string, flags: WhoFlags) =>
    withConfig((config) => whoCommand(config, systemClock, hotline, flags)),
  );

program
  .command('doctor')
  .description('try the ways out for mail and SMS, without sending anything')
  .option('--json', 'print JSON')
  .action((flags: { readonly json?: boolean }) => withConfig((config) => doctorCommand(config, flags)));

program
  .command('calls')
  .description('list the last calls')
  .option('--hotline <id>', 'of one hotline only')
  .option('--limit <count>', 'how many', count, 20)
  .option('--json', 'print JSON')
  .action((flags: CallsFlags) => withConfig((config) => callsCommand(config, flags)));

program
  .command('call')
  .description('tell everything that happened in a call')
  .argument('<id>', 'as printed by calls')
  .option('--json', 'print JSON')
  .action((id: string, flags: { readonly json?: boolean }) =>
    withConfig((config) => callCommand(config, id, flags)),
  );

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  // Commander has said what is wrong, or printed the help that was asked for.
  process.exitCode = error.exitCode === 0 ? 0 : MISUSED;
}

async function withConfig(command: (config: Config) => Promise<CommandResult>): Promise<void> {
  const config = loadConfig(environment(), readText);
  if (!config.ok) return refuse(config.error);
  const result = await command(config.value);
  if (result.ok) process.stdout.write(result.value);
  else refuse(result.error);
}

function refuse(reasons: readonly string[]): void {
  for (const reason of reasons) process.stderr.write(`vigie: ${reason}\n`);
  process.exitCode = REFUSED;
}

/** What the process was given, on top of the .env of the working directory. */
function environment(): Environment {
  return existsSync('.env') ? { ...parse(readText('.env')), ...process.env } : process.env;
}

function readText(path: string): string {
  return readFileSync(path, 'utf8');
}

function count(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 10_000)
    throw new InvalidArgumentError('expected a number from 1 to 10000');
  return value;
}
