#!/usr/bin/env node
import { existsSync, readFileSync } from 'node:fs';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { parse } from 'dotenv';
import {
  type AbsencesFlags,
  absencesFollowCommand,
  absencesImportCommand,
  absencesListCommand,
  absencesRefreshCommand,
  absencesUnfollowCommand,
} from './cli/absences.ts';
import { type AbsentFlags, absentCommand } from './cli/absent.ts';
import {
  type CalendarAddFlags,
  calendarAddCommand,
  calendarListCommand,
  calendarRevokeCommand,
} from './cli/calendar.ts';
import { type CallsFlags, callCommand, callsCommand } from './cli/calls.ts';
import type { CommandResult } from './cli/command.ts';
import {
  type DraftFlags,
  draftCommand,
  draftsCommand,
  type PublishFlags,
  publishCommand,
} from './cli/drafts.ts';
import { exportCommand } from './cli/export.ts';
import { type GapsFlags, gapsCommand } from './cli/gaps.ts';
import { type ImportFlags, importCommand } from './cli/import.ts';
import { migrateCommand } from './cli/migrate.ts';
import { type ProposeFlags, proposeCommand } from './cli/propose.ts';
import { type ReplaceFlags, replaceCommand } from './cli/replace.ts';
import { type SimulateFlags, simulateCommand } from './cli/simulate.ts';
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
  .command('propose')
  .description('propose who is on duty in a period: covered, by the rules, and fair; changes nothing')
  .argument('<schedule>', 'id of the schedule')
  .requiredOption('--from <date>', 'first day, local to the schedule (2026-11-23), or a time')
  .requiredOption('--to <date>', 'the day on which no duty starts any more, or a time')
  .option('--request <file>', 'people, hours to cover, wishes and rules, as YAML; - for standard input')
  .option('--yaml', 'print shifts that import reads')
  .option('--json', 'print JSON')
  .action((schedule: string, flags: ProposeFlags) =>
    withConfig((config) => proposeCommand(config, schedule, flags)),
  );

program
  .command('gaps')
  .description('tell when somebody must be on duty and nobody is')
  .argument('[schedule]', 'id; all schedules if absent')
  .option('--from <time>', 'local to the schedule; now if absent')
  .option('--to <time>', 'a month later if absent')
  .option('--json', 'print JSON')
  .action((schedule: string | undefined, flags: GapsFlags) =>
    withConfig((config) => gapsCommand(config, systemClock, schedule, flags)),
  );

program
  .command('replace')
  .description('let one person stand in for another; calls under way go by it at their next step')
  .argument('<schedule>', 'id')
  .argument('<who>', 'id of the person replaced, or everyone')
  .argument('<by>', 'id of the person who stands in, or nobody')
  .option('--from <time>', 'local to the schedule; now if absent')
  .option('--to <time>', 'when the duty that is replaced ends if absent')
  .option('--json', 'print JSON')
  .action((schedule: string, who: string, by: string, flags: ReplaceFlags) =>
    withConfig((config) => replaceCommand(config, systemClock, { schedule, who, by }, flags)),
  );

program
  .command('absent')
  .description('note that a person is on no schedule in a time')
  .argument('<person>', 'id')
  .requiredOption('--from <time>', 'a time, or a day, on the clocks of VIGIE_TIME_ZONE')
  .requiredOption('--to <time>', 'a time, or the last day')
  .option('--note <text>', 'why')
  .option('--undo', 'take such an absence back')
  .option('--json', 'print JSON')
  .action((person: string, flags: AbsentFlags) =>
    withConfig((config) => absentCommand(config, systemClock, person, flags)),
  );

program
  .command('draft')
  .description('prepare the planning of a period, and compare it with what is in force')
  .argument('<schedule>', 'id')
  .argument('<file>', 'YAML list of {person, start, end}; - for standard input')
  .requiredOption('--to <time>', 'end of the period')
  .option('--from <time>', 'its start, local to the schedule; now if absent')
  .option('--name <text>', 'what to call it')
  .option('--json', 'print JSON')
  .action((schedule: string, file: string, flags: DraftFlags) =>
    withConfig((config) => draftCommand(config, systemClock, schedule, file, flags)),
  );

program
  .command('drafts')
  .description('list the plannings in preparation')
  .action(() => withConfig((config) => draftsCommand(config)));

program
  .command('publish')
  .description('make a draft the planning, in the part of its period that is still to come')
  .argument('<draft>', 'its number, as printed by drafts', count)
  .option('--from <time>', 'leave what lies before as it is; now if absent')
  .option('--dry-run', 'only compare it with what is in force')
  .option('--force', 'also against what others changed since the draft was begun')
  .option('--reason <text>', 'kept with the publication')
  .option('--json', 'print JSON')
  .action((draft: number, flags: PublishFlags) =>
    withConfig((config) => publishCommand(config, systemClock, draft, flags)),
  );

program
  .command('simulate')
  .description('tell what a call to a hotline would do, second by second, if people did as assumed')
  .argument('<hotline>', 'id or number of the hotline')
  .option('--at <time>', 'local to the schedule (2026-11-23 18:00), or ISO with an offset; now if absent')
  .option(
    '--assume <who=what>',
    'bob=busy, 201=accepts:8, everyone=mailbox; may be repeated; nobody answers if absent',
    (text: string, before: readonly string[]) => [...before, text],
    [],
  )
  .option('--caller <number>', 'whom the call is from, or withheld')
  .option('--patience <seconds>', 'the caller hangs up after this long', seconds)
  .option('--language <language>', 'fr or en; en if absent')
  .option('--json', 'print JSON')
  .action((hotline: string, flags: SimulateFlags) =>
    withConfig((config) => simulateCommand(config, systemClock, hotline, flags)),
  );

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

const calendar = program.command('calendar').description('private feeds of duty for calendar programs');
calendar
  .command('add')
  .description('make a private address for the duty of a person or of a schedule')
  .argument('<kind>', 'person or schedule')
  .argument('<id>')
  .option('--label <text>', 'what it is for')
  .option('--language <language>', "fr or en; the person's own if absent")
  .action((kind: string, id: string, flags: CalendarAddFlags) =>
    withConfig((config) => calendarAddCommand(config, systemClock, kind, id, flags)),
  );
calendar
  .command('list')
  .description('list the feeds')
  .option('--json', 'print JSON')
  .action((flags: { readonly json?: boolean }) => withConfig((config) => calendarListCommand(config, flags)));
calendar
  .command('revoke')
  .description('end a feed')
  .argument('<id>', 'as printed by calendar list')
  .action((id: string) => withConfig((config) => calendarRevokeCommand(config, systemClock, id)));

const absences = program.command('absences').description('absences that come from calendars');
absences
  .command('import')
  .description('take the absences of a person from an iCalendar file')
  .argument('<person>', 'id of the person')
  .argument('<file>', 'path, or - for standard input')
  .option('--zone <zone>', 'on whose clocks whole days are read (VIGIE_TIME_ZONE if absent)')
  .action((person: string, file: string, flags: AbsencesFlags) =>
    withConfig((config) => absencesImportCommand(config, systemClock, person, file, flags)),
  );
absences
  .command('follow')
  .description('take them from an https:// address, again and again')
  .argument('<person>', 'id of the person')
  .argument('<address>', 'of an iCalendar, or - to read it from standard input')
  .option('--zone <zone>', 'on whose clocks whole days are read (VIGIE_TIME_ZONE if absent)')
  .action((person: string, address: string, flags: AbsencesFlags) =>
    withConfig((config) => absencesFollowCommand(config, systemClock, person, address, flags)),
  );
absences
  .command('list')
  .description('list the calendars and how their last reading went')
  .option('--json', 'print JSON')
  .action((flags: { readonly json?: boolean }) => withConfig((config) => absencesListCommand(config, flags)));
absences
  .command('refresh')
  .description('look at every followed calendar now')
  .action(() => withConfig((config) => absencesRefreshCommand(config, systemClock)));
absences
  .command('unfollow')
  .description('follow a calendar no longer; its coming absences go')
  .argument('<id>', 'as printed by absences list')
  .action((id: string) => withConfig((config) => absencesUnfollowCommand(config, systemClock, id)));

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

function seconds(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 86_400)
    throw new InvalidArgumentError('expected a number of seconds from 0 to 86400');
  return value;
}
