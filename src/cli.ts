#!/usr/bin/env node
import { existsSync, readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { parse } from 'dotenv';
import { addCalendarCommands } from './cli/calendar-commands.ts';
import { addCallCommands } from './cli/call-commands.ts';
import type { CommandResult } from './cli/command.ts';
import { type DoctorFlags, doctorCommand } from './cli/doctor.ts';
import { addInterventionCommands } from './cli/interventions.ts';
import { migrateCommand } from './cli/migrate.ts';
import { addPlanningCommands } from './cli/planning-commands.ts';
import { addServiceCommands } from './cli/service-commands.ts';
import { startCommand } from './cli/start.ts';
import { addStatisticsCommands } from './cli/statistics.ts';
import { type Config, type Environment, loadConfig, loadServiceConfig } from './config.ts';
import { systemClock } from './runtime/clock.ts';
import { StoreUnavailable } from './runtime/store-unavailable.ts';

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
  .option('--take-over', 'also when another Vigie serves this Asterisk: it ends')
  .action(async (flags: { readonly takeOver?: boolean }) => {
    const config = loadServiceConfig(environment(), readText);
    if (config.ok) process.exit(await startCommand(config.value, flags));
    else refuse(config.error);
  });

program
  .command('migrate')
  .description('bring the database to the shape of this version')
  .action(() => withConfig((config) => migrateCommand(config, systemClock)));

program
  .command('doctor')
  .description(
    'look at the whole installation, without sending anything; exits with 1 when something is wrong',
  )
  .option('--json', 'print JSON')
  .option('--language <language>', 'en or fr', 'en')
  .action(async (flags: DoctorFlags) => {
    const options = { clock: systemClock, node: process.version };
    const { out, code } = await doctorCommand(environment(), readText, flags, options);
    process.stdout.write(out);
    process.exitCode = code;
  });

addServiceCommands(program, withConfig);
addPlanningCommands(program, withConfig);
addCallCommands(program, withConfig);
addCalendarCommands(program, withConfig);
addStatisticsCommands(program, withConfig);
addInterventionCommands(program, withConfig);

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
  try {
    const result = await command(config.value);
    if (result.ok) process.stdout.write(result.value);
    else refuse(result.error);
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    refuse([`the database ${config.value.database} cannot be used now: ${error.message}`]);
  }
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
