import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { type Config, type Environment, loadConfig, loadServiceConfig } from '../config.ts';
import { systemClock } from '../runtime/clock.ts';
import type { Result } from '../runtime/result.ts';
import { StoreUnavailable } from '../runtime/store-unavailable.ts';
import { VERSION } from '../version.ts';
import { addCalendarCommands } from './calendar-commands.ts';
import { addCallCommands } from './call-commands.ts';
import type { CommandResult } from './command.ts';
import { type DoctorFlags, doctorCommand } from './doctor.ts';
import { readEnvironment } from './environment.ts';
import { addInterventionCommands } from './interventions.ts';
import { migrateCommand } from './migrate.ts';
import { addPlanningCommands } from './planning-commands.ts';
import { addServiceCommands } from './service-commands.ts';
import { addSetupCommand } from './setup/setup-command.ts';
import { startCommand } from './start.ts';
import { addStatisticsCommands } from './statistics.ts';

const REFUSED = 1;
const MISUSED = 2;

const program = new Command('vigie')
  .description(
    'Vigie, an on-call hotline for Asterisk. Settings come from /etc/vigie/vigie.env (or the file VIGIE_ENV_FILE), from .env here, and from the environment.',
  )
  .version(VERSION)
  .exitOverride();

program
  .command('start')
  .description('run the service until it is told to stop')
  .option('--take-over', 'also when another Vigie serves this Asterisk: it ends')
  .action(async (flags: { readonly takeOver?: boolean }) => {
    const config = settled(loadServiceConfig);
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
    'look at the whole installation, without sending anything; exits with 0 when all is well, 1 when something is wrong, 2 when the command is not understood',
  )
  .option(
    '--call <number>',
    'of a hotline: call it from outside instead, by its trunk; rings whoever is on duty, who is to press 1',
  )
  .option('--json', 'print JSON')
  .option('--language <language>', 'en or fr', 'en')
  .action(async (flags: DoctorFlags) => {
    const options = { clock: systemClock, node: process.version };
    const { out, code } = await doctorCommand(readEnvironment(process.env), readText, flags, options);
    process.stdout.write(out);
    process.exitCode = code;
  });

addSetupCommand(program, refuse);
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
  const config = settled(loadConfig);
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

function settled<C>(
  load: (env: Environment, readFile: typeof readText) => Result<C, readonly string[]>,
): Result<C, readonly string[]> {
  const environment = readEnvironment(process.env);
  return environment.ok ? load(environment.value, readText) : environment;
}

function refuse(reasons: readonly string[]): void {
  for (const reason of reasons) process.stderr.write(`vigie: ${reason}\n`);
  process.exitCode = REFUSED;
}

function readText(path: string): string {
  return readFileSync(path, 'utf8');
}
