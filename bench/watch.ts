import path from 'node:path';
import type { BenchAsterisk } from './bench-asterisk.ts';
import type { MeasuredService } from './measured-service.ts';
import { findProcess, processorSeconds, watchMachine } from './process-use.ts';

/** What the calls of one stretch of time cost. */
export interface Cost {
  readonly asteriskMsPerCall: number | null;
  /** Null for `Dial()`, which needs no service. */
  readonly serviceMsPerCall: number | null;
  /** Of one processor. */
  readonly servicePercent: number | null;
  readonly servicePeakMegabytes: number | null;
  readonly loopDelayMs: { readonly p99: number; readonly max: number } | null;
  /** Of all processors, by everything that ran: near 100, the times say more of the machine than of the program. */
  readonly machinePercent: number;
}

/** Watches from now until the function it gives is called, with the number of calls that there were. */
export function startWatch(
  asterisk: BenchAsterisk,
  service: MeasuredService | null,
): (calls: number) => Promise<Cost> {
  const startedAt = performance.now();
  const machine = watchMachine();
  const asteriskUse = useOf(asteriskProcess(asterisk));
  const serviceUse = service ? useOf(service.pid) : null;
  service?.restartProbe();
  return async (calls) => {
    const seconds = (performance.now() - startedAt) / 1000;
    const perCall = (used: number | null) => (used === null ? null : (1000 * used) / calls);
    const [byAsterisk, byService] = [asteriskUse(), serviceUse?.() ?? null];
    const machinePercent = machine();
    const seen = await service?.probe();
    return {
      asteriskMsPerCall: perCall(byAsterisk),
      serviceMsPerCall: perCall(byService),
      servicePercent: byService === null ? null : (100 * byService) / seconds,
      servicePeakMegabytes: service?.memoryMegabytes().peak ?? null,
      loopDelayMs: seen?.loopDelayMs ?? null,
      machinePercent,
    };
  };
}

/** Processor seconds since now; null when the process cannot be seen. */
function useOf(pid: number | null): () => number | null {
  if (pid === null) return () => null;
  const before = processorSeconds(pid);
  return () => processorSeconds(pid) - before;
}

/** Its settings are named on its command line, by a path of its own except in a container. */
function asteriskProcess({ host }: BenchAsterisk): number | null {
  return findProcess('asterisk', path.posix.join(host.insideDirectory, 'etc/asterisk.conf'));
}
