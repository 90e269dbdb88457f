import type { Config } from '../config.ts';
import {
  alarmNameOf,
  type Fault,
  type FaultCode,
  type Finding,
  isWarning,
} from '../domain/installation/fault.ts';
import type { UpkeepTrouble } from '../notices/upkeep-watch.ts';
import type { Clock, Timer } from '../runtime/clock.ts';
import { type Instant, SECOND } from '../runtime/instant.ts';
import type { Logger } from '../runtime/log.ts';
import { examineInstallation } from './examine.ts';
import type { Part } from './parts.ts';

/** A start has enough to do, and a restart of Asterisk is no news. */
const AFTER_CONNECT_SECONDS = 60;
const AFTER_LOSS_SECONDS = 30;
const DAILY_SECONDS = 86_400;

/** Of these somebody else tells, with more patience; here they only show why. */
const TOLD_ELSEWHERE: readonly FaultCode[] = ['trunk-down', 'disk-filling', 'ari-unreachable'];

export interface InstallationReport {
  readonly at: Instant;
  readonly findings: readonly Finding[];
}

export interface InstallationWatch extends Part {
  /** Null: not looked at yet. */
  latest(): InstallationReport | null;
  /** Looks now, and resolves when that is done. */
  examine(): Promise<void>;
  troubles(): readonly UpkeepTrouble[];
}

/** The doctor while the service runs: at every connection, when one is lost, and once a day. */
export function createInstallationWatch(dependencies: {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Logger;
  readonly onExamined: () => void;
  readonly crash: (error: unknown) => void;
}): InstallationWatch {
  const { config, clock, log, crash } = dependencies;
  let report: InstallationReport | null = null;
  let next: Timer | null = null;
  let running: Promise<void> | null = null;
  let ended = false;

  function within(seconds: number): void {
    next?.cancel();
    if (!ended) next = clock.at(clock.now() + seconds * SECOND, () => void examine().catch(crash));
  }

  /** One at a time: whoever comes meanwhile waits for the same answer. */
  function examine(): Promise<void> {
    running ??= look().finally(() => {
      running = null;
    });
    return running;
  }

  async function look(): Promise<void> {
    const before = JSON.stringify(faults());
    const node = process.version;
    const findings = await examineInstallation(config, { clock, node, isOurs: async () => true });
    report = { at: clock.now(), findings };
    if (JSON.stringify(faults()) !== before)
      log.warn({ faults: faults() }, 'what the doctor finds has changed');
    dependencies.onExamined();
    within(DAILY_SECONDS);
  }

  function faults(): readonly Fault[] {
    return (report?.findings ?? []).flatMap((finding) => finding.faults).filter((fault) => !isWarning(fault));
  }

  return {
    latest: () => report,
    examine,
    troubles: () =>
      faults()
        .filter(({ code }) => !TOLD_ELSEWHERE.includes(code))
        .map((fault) => ({ kind: 'setup', name: alarmNameOf(fault), detail: fault.detail })),
    onConnected: () => within(AFTER_CONNECT_SECONDS),
    onLost: () => within(AFTER_LOSS_SECONDS),
    async stop() {
      ended = true;
      next?.cancel();
      await running;
    },
  };
}
