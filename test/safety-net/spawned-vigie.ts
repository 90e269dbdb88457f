import { beforeAll, onTestFinished } from 'vitest';
import { builtVigie } from '../../trial/built-vigie.ts';
import { type ServiceProcess, startServiceProcess } from '../../trial/service-process.ts';

// For every file that spawns one: outside the time of its first test.
beforeAll(() => void builtVigie());

/** The service in a process of its own, gone when the test ends, however it ends. */
export function spawnVigie(
  env: Readonly<Record<string, string>>,
  flags: readonly string[] = [],
): ServiceProcess {
  const service = startServiceProcess(env, flags);
  onTestFinished(() => service.kill());
  return service;
}
