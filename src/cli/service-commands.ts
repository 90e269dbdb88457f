import type { Command } from 'commander';
import { systemClock } from '../runtime/clock.ts';
import { type AuditVerifyFlags, auditVerifyCommand } from './audit.ts';
import { backupCommand, restoreCommand } from './backup.ts';
import { bounceCommand } from './bounce.ts';
import type { WithConfig } from './command.ts';
import { type ExportFlags, exportCommand } from './export.ts';
import { type ImportFlags, importCommand } from './import.ts';
import type { UserAddFlags } from './user-add.ts';

/** The service's own: its configuration, its senders, and who may log in. */
export function addServiceCommands(program: Command, withConfig: WithConfig): void {
  program
    .command('import')
    .description('bring people, schedules, policies and hotlines to what a YAML file says')
    .argument('<file>', 'path, or - for standard input')
    .option('--dry-run', 'tell what would change, change nothing')
    .option('--prune', 'remove what the sections of the file do not list')
    .option('--sounds <folder>', 'where recorded greetings lie that the file names')
    .action((file: string, flags: ImportFlags) =>
      withConfig((config) => importCommand(config, systemClock, file, flags)),
    );

  program
    .command('export')
    .description('print the whole configuration as YAML that import reads')
    .option('--sounds <folder>', 'write recorded greetings there, as WAV')
    .action((flags: ExportFlags) => withConfig((config) => exportCommand(config, flags)));

  program
    .command('backup')
    .description('copy the database into one file, also while the service runs on it')
    .argument('[file]', 'left out: a new one in the folder VIGIE_BACKUPS')
    .action((file: string | undefined) => withConfig((config) => backupCommand(config, systemClock, file)));

  program
    .command('restore')
    .description('put a copy in the place of the database; the service must not run')
    .argument('<file>', 'what vigie backup, or a night, has made')
    .action((file: string) => withConfig(async (config) => restoreCommand(config, systemClock, file)));

  program
    .command('bounce')
    .description(
      'take in a mail that came back, as a mail server or a program that reads an inbox hands it on',
    )
    .argument('[file]', 'left out: standard input')
    .action((file: string | undefined) => withConfig((config) => bounceCommand(config, systemClock, file)));

  program
    .command('audit')
    .description('who changed what, as it was written down')
    .command('verify')
    .description('tell whether any entry was changed, moved or taken away, and print the hash of the last')
    .option('--noted <hash>', 'a hash printed earlier, which must still be in the chain')
    .action((flags: AuditVerifyFlags) => withConfig((config) => auditVerifyCommand(config, flags)));

  program
    .command('user')
    .description('who may log in to the pages')
    .command('add')
    .description('let a person log in, making them when there is nobody of that name')
    .requiredOption('--name <name>', 'as on their card')
    .requiredOption('--email <address>', 'what they log in with')
    .option('--role <role>', 'administrator, supervisor, member or viewer', 'administrator')
    .option('--password-stdin', 'read the password from standard input; otherwise print a link to choose one')
    .action((flags: UserAddFlags) =>
      withConfig(async (config) => {
        // Lists of common passwords are most of a command's start: only this one knows any.
        const { userAddCommand } = await import('./user-add.ts');
        return userAddCommand(config, systemClock, flags);
      }),
    );
}
