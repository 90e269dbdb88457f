import { spawn } from 'node:child_process';
import { REPOSITORY } from './asterisk/repository.ts';
import { builtVigie } from './built-vigie.ts';
import { waitUntil } from './wait-until.ts';

/** The service as an administrator runs it: a process of its own, to be frozen, cut off and killed. */
export interface ServiceProcess {
  /** Everything it logged. */
  log(): string;
  /** Waits until calls can come in. */
  onWatch(): Promise<void>;
  health(): Promise<{
    asterisk: string;
    lastProofAt: string | null;
    liveCalls: number;
    recordsWaiting: number;
    dialplan: string;
  }>;
  /** SIGUSR2 is for what a test preloads. */
  signal(signal: 'SIGSTOP' | 'SIGCONT' | 'SIGTERM' | 'SIGKILL' | 'SIGUSR2'): void;
  /** As a power cut does; resolves when it is gone. */
  kill(): Promise<void>;
  exited: Promise<number | null>;
}

/** What the service is given to tell everything of its health for. */
const MONITORING_TOKEN = 'a-token-for-trials';

/** How long a start may take on a busy machine. */
const START_MS = 90_000;

/** Starts `vigie start` with this environment. It does not outlive this process. */
export function startServiceProcess(
  env: Readonly<Record<string, string>>,
  flags: readonly string[] = [],
): ServiceProcess {
  const child = spawn(process.execPath, [builtVigie(), 'start', ...flags], {
    cwd: REPOSITORY,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      TZ: 'UTC',
      VIGIE_HTTP_PORT: '0',
      VIGIE_MONITORING_TOKEN: MONITORING_TOKEN,
      ...env,
    },
  });
  let log = '';
  const keep = (part: Buffer) => {
    log += part.toString();
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const exited = new Promise<number | null>((resolve) => child.on('close', resolve));
  const killGroup = () => {
    if (child.pid && child.exitCode === null && child.signalCode === null)
      process.kill(-child.pid, 'SIGKILL');
  };
  const kill = async () => {
    killGroup();
    await exited;
  };
  process.on('exit', killGroup);
  exited.then(() => process.off('exit', killGroup));

  const health: ServiceProcess['health'] = async () => {
    const url = await waitUntil(
      () => `the service listens\n${log}`,
      () => /"web":"([^"]+)"/.exec(log)?.[1],
      START_MS,
    );
    const headers = { authorization: `Bearer ${MONITORING_TOKEN}` };
    const response = await fetch(`${url}/health`, { headers, signal: AbortSignal.timeout(2_000) });
    return (await response.json()) as Awaited<ReturnType<ServiceProcess['health']>>;
  };
  return {
    log: () => log,
    health,
    async onWatch() {
      // A service that just began, on a busy machine, may not take the question yet.
      const watches = async () => (await health().catch(() => null))?.asterisk === 'connected';
      await waitUntil(() => `Vigie is on watch\n${log}`, watches, START_MS);
    },
    signal: (signal) => void child.kill(signal),
    kill,
    exited,
  };
}
