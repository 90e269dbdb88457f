import type { Command } from 'commander';
import { systemClock } from '../runtime/clock.ts';
import {
  type AbsencesFlags,
  absencesFollowCommand,
  absencesImportCommand,
  absencesListCommand,
  absencesRefreshCommand,
  absencesUnfollowCommand,
} from './absences.ts';
import {
  type CalendarAddFlags,
  calendarAddCommand,
  calendarListCommand,
  calendarRevokeCommand,
} from './calendar.ts';
import type { WithConfig } from './command.ts';

/** Calendars of duty and of absences. */
export function addCalendarCommands(program: Command, withConfig: WithConfig): void {
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
    .action((flags: { readonly json?: boolean }) =>
      withConfig((config) => calendarListCommand(config, flags)),
    );
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
    .action((flags: { readonly json?: boolean }) =>
      withConfig((config) => absencesListCommand(config, flags)),
    );
  absences
    .command('refresh')
    .description('look at every followed calendar now')
    .action(() => withConfig((config) => absencesRefreshCommand(config, systemClock)));
  absences
    .command('unfollow')
    .description('follow a calendar no longer; its coming absences go')
    .argument('<id>', 'as printed by absences list')
    .action((id: string) => withConfig((config) => absencesUnfollowCommand(config, systemClock, id)));
}
