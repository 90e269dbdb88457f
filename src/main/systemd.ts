import { execFile } from 'node:child_process';
import type { Clock, Timer } from '../runtime/clock.ts';
import type { Logger } from '../runtime/log.ts';

/** What systemd gives a service of Type=notify; both absent elsewhere. */
export interface NotifyEnvironment {
  readonly NOTIFY_SOCKET?: string | undefined;
  /** Microseconds between two signs of life, at most. */
  readonly WATCHDOG_USEC?: string | undefined;
}

const MICROSECONDS = 1000;

/**
 * Tells systemd that the service serves, lives and stops. Signs of life are given from the event loop, so that one that
 * hangs is started afresh. Node cannot send to a datagram socket itself: systemd's own small program does.
 */
export function createNotify(env: NotifyEnvironment, clock: Clock, log: Logger) {
  const wanted = Boolean(env.NOTIFY_SOCKET);
  const everyMs = Number(env.WATCHDOG_USEC ?? 0) / MICROSECONDS / 2;
  let next: Timer | null = null;

  function tell(state: string): void {
    if (!wanted) return;
    execFile('systemd-notify', [state], (error) => {
      if (error) log.warn({ state, reason: error.message }, 'systemd was not told');
    });
  }

  function live(): void {
    tell('WATCHDOG=1');
    next = clock.at(clock.now() + everyMs, live);
  }

  return {
    ready(): void {
      tell('READY=1');
      if (wanted && everyMs > 0) live();
    },
    stopping(): void {
      next?.cancel();
      tell('STOPPING=1');
    },
  };
}
