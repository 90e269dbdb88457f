import type { Command } from 'commander';
import { systemClock } from '../runtime/clock.ts';
import { type AbsentFlags, absentCommand } from './absent.ts';
import type { WithConfig } from './command.ts';
import { type DraftFlags, draftCommand, draftsCommand, type PublishFlags, publishCommand } from './drafts.ts';
import { type GapsFlags, gapsCommand } from './gaps.ts';
import { count } from './numbers.ts';
import { type ProposeFlags, proposeCommand } from './propose.ts';
import { type ReplaceFlags, replaceCommand } from './replace.ts';

/** Looking at a planning and changing it. */
export function addPlanningCommands(program: Command, withConfig: WithConfig): void {
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
}
