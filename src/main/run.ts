import type { ServiceConfig } from '../config.ts';
import { startService } from '../main.ts';
import { systemClock } from '../runtime/clock.ts';
import { createLogger } from '../runtime/log.ts';
import type { Service } from './service.ts';
import { createNotify } from './systemd.ts';

export interface StartFlags {
  /** Also from another Vigie that serves this Asterisk. */
  readonly takeOver?: boolean;
}

/** `vigie start`: serves until told to stop. Resolves with the exit code of the process. */
export function run(config: ServiceConfig, flags: StartFlags): Promise<number> {
  const log = createLogger(config.log);
  const notify = createNotify(process.env, systemClock, log);
  return new Promise((resolve) => {
    let service: Service | null = null;
    let ending = false;

    async function end(code: number): Promise<void> {
      if (ending) return;
      ending = true;
      notify.stopping();
      try {
        await service?.stop();
      } finally {
        resolve(code);
      }
    }

    /** After a bug the state cannot be trusted: callers go to the dialplan, and a supervisor starts us afresh. */
    function fatal(error: unknown): void {
      log.fatal({ err: error }, 'Vigie cannot go on');
      void end(1);
    }

    process.on('uncaughtException', fatal);
    process.on('unhandledRejection', fatal);
    process.on('SIGTERM', () => void end(0));
    process.on('SIGINT', () => void end(0));

    startService({ config, log, fatal, takesOver: flags.takeOver ?? false })
      .then((started) => {
        if (started.ok) {
          service = started.value;
          notify.ready();
        } else {
          log.fatal(started.error);
          resolve(1);
        }
      })
      .catch(fatal);
  });
}
