import type { ServiceProcess } from '../service-process.ts';
import { startServiceProcess } from '../service-process.ts';
import type { TrialPbx } from '../trial-pbx.ts';
import { waitUntil } from '../wait-until.ts';
import type { AriWire } from '../wire/ari-wire.ts';

/** All that a fault can lay hands on. */
export interface World {
  readonly pbx: TrialPbx;
  readonly wire: AriWire;
  readonly database: string;
  /** Where the database lies, when that is a disk that can be filled; else null. */
  readonly disk: string | null;
  readonly supervisor: Supervisor;
  /** When Asterisk was killed. */
  readonly asteriskDeaths: number[];
}

/** Keeps the service running as systemd would, but while a fault wants it down. */
export interface Supervisor {
  readonly current: ServiceProcess;
  /** How often it ended by itself with something else than 0. */
  readonly crashes: readonly string[];
  /** Everything that every life of it logged. */
  log(): string;
  start(): void;
  /** Keeps it from being started again when it ends. */
  hold(): void;
  onWatch(): Promise<void>;
  stop(): Promise<void>;
}

const RESTART_MS = 1_000;
/** A loaded machine takes a minute to start the service. */
const START_MS = 240_000;

export function supervise(env: Readonly<Record<string, string>>): Supervisor {
  const lives: ServiceProcess[] = [];
  const crashes: string[] = [];
  let held = false;

  function start(): void {
    held = false;
    const life = startServiceProcess(env);
    lives.push(life);
    life.exited.then((code) => {
      if (held || life !== lives.at(-1)) return;
      crashes.push(`ended by itself with ${code}:\n${life.log().split('\n').slice(-4).join('\n')}`);
      setTimeout(() => {
        if (!held && life === lives.at(-1)) start();
      }, RESTART_MS);
    });
  }

  const current = (): ServiceProcess => {
    const last = lives.at(-1);
    if (!last) throw new Error('the service was never started');
    return last;
  };
  return {
    get current() {
      return current();
    },
    crashes,
    log: () => lives.map((life) => life.log()).join(''),
    start,
    hold() {
      held = true;
    },
    onWatch: () =>
      waitUntil(() => `Vigie is on watch\n${current().log().slice(-3_000)}`, watches, START_MS).then(
        () => undefined,
      ),
    async stop() {
      held = true;
      await current().kill();
    },
  };

  async function watches(): Promise<boolean> {
    return (
      (
        await current()
          .health()
          .catch(() => null)
      )?.asterisk === 'connected'
    );
  }
}
