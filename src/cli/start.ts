import type { ServiceConfig } from '../config.ts';

/** `vigie start`: gives the exit code of the service. Loaded only now, so that other commands start at once. */
export async function startCommand(config: ServiceConfig): Promise<number> {
  const { run } = await import('../main/run.ts');
  return run(config);
}
