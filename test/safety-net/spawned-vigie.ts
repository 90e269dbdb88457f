import { onTestFinished } from 'vitest';
import { type ServiceProcess, startServiceProcess } from '../../trial/service-process.ts';

/** The service in a process of its own, gone when the test ends, however it ends. */
export function spawnVigie(
  env: Readonly<Record<string, string>>,
  flags: readonly string[] = [],
): ServiceProcess {
  const service = startServiceProcess(env, flags);
  onTestFinished(() => service.kill());
  return service;
}
