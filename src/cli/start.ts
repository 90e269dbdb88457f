import type { ServiceConfig } from '../config.ts';
import type { StartFlags } from '../main/run.ts';

/** `vigie start`: gives the exit code of the service. Loaded only now, so that other commands start at once. */
export async function startCommand(config: ServiceConfig, flags: StartFlags): Promise<number> {
  const { run } = await import('../main/run.ts');
  return run(config, flags);
}
