import path from 'node:path';
import { REPOSITORY } from '../../trial/asterisk/repository.ts';
import { OWN_NAME, run, type Said } from './engine.ts';

export type ComposeFile = 'compose.yml' | 'compose.trial.yml' | 'compose.secret.yml';

const NO_SETTINGS = path.join(import.meta.dirname, 'no-settings.env');
const COMMANDS = [['docker', 'compose'], ['docker-compose']] as const;

/** The Compose that is installed: Docker's plugin, or the older program of its own; null where there is neither. */
export async function findCompose(): Promise<readonly string[] | null> {
  for (const command of COMMANDS) {
    const [program, ...args] = command;
    const said = await run(program, [...args, 'version']).catch(() => null);
    if (said?.code === 0) return command;
  }
  return null;
}

/** Runs Compose with files of docker/, as a project of its own, with no other setting of Vigie than `settings`. */
export function compose(
  command: readonly string[],
  files: readonly ComposeFile[],
  args: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): Promise<Said> {
  const [program = '', ...first] = command;
  const named = files.flatMap((file) => ['-f', path.join(REPOSITORY, 'docker', file)]);
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith('VIGIE_'));
  const project = ['-p', OWN_NAME, '--env-file', NO_SETTINGS];
  return run(program, [...first, ...project, ...named, ...args], {
    env: { ...Object.fromEntries(others), ...settings },
  });
}
