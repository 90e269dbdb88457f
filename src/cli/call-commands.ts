import type { Command } from 'commander';
import { systemClock } from '../runtime/clock.ts';
import { type CallsFlags, callCommand, callsCommand } from './calls.ts';
import type { WithConfig } from './command.ts';
import { count, seconds } from './numbers.ts';
import { type SimulateFlags, simulateCommand } from './simulate.ts';
import { type WhoFlags, whoCommand } from './who.ts';

/** Calls: what they would do, and what became of them. */
export function addCallCommands(program: Command, withConfig: WithConfig): void {
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
}
