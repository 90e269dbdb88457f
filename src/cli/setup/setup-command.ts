import type { Command } from 'commander';
import { systemClock } from '../../runtime/clock.ts';
import { type Flag, QUESTIONS } from './answers.ts';

/** `vigie setup`, with a flag for each question. */
export function addSetupCommand(program: Command, refuse: (reasons: readonly string[]) => void): void {
  const command = program
    .command('setup')
    .description(
      'plug Vigie into an Asterisk of this machine: write both sides’ files, let the first administrator in, and look whether all is well; asks for what no flag says',
    );
  for (const { flag, asks } of QUESTIONS) command.option(`--${flag} <value>`, asks);
  command.option('--no-reload', 'do not have Asterisk read its files again').action(async (given: Given) => {
    const flags = Object.fromEntries(
      QUESTIONS.flatMap(({ flag }) => {
        const value = given[asProperty(flag)];
        return typeof value === 'string' ? [[flag, value]] : [];
      }),
    ) as Partial<Record<Flag, string>>;
    const { setupCommand } = await import('./setup.ts');
    const result = await setupCommand(flags, {
      env: process.env,
      clock: systemClock,
      node: process.version,
      input: process.stdin,
      say: (text) => void process.stderr.write(text),
      reload: given.reload !== false,
    });
    if (!result.ok) return refuse(result.error);
    process.stdout.write(result.value.out);
    process.exitCode = result.value.code;
  });
}

type Given = Readonly<Record<string, string | boolean | undefined>>;

/** As Commander names an option: `last-resort` is `lastResort`. */
function asProperty(flag: Flag): string {
  return flag.replace(/-(.)/g, (_match, letter: string) => letter.toUpperCase());
}
