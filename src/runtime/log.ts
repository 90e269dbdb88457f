import { createRequire } from 'node:module';
import { type Logger, pino, stdTimeFunctions } from 'pino';
import type pretty from 'pino-pretty';
import { hideSecrets } from './hide-secrets.ts';
import { maskNumbers } from './mask-numbers.ts';

export type { Logger } from 'pino';

/** What only development reads is loaded when it is asked for. */
const require = createRequire(import.meta.url);

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;
export const LOG_FORMATS = ['json', 'pretty'] as const;

export interface LogConfig {
  readonly level: (typeof LOG_LEVELS)[number];
  readonly format: (typeof LOG_FORMATS)[number];
}

/** Whoever looks for the cause of something has the numbers in full; logs that are kept and sent on have not. */
const TELLS_NUMBERS: ReadonlySet<string> = new Set(['trace', 'debug']);

/** Writes JSON lines, or coloured text in development, with secrets hidden and telephone numbers masked. */
export function createLogger(config: LogConfig, destination?: NodeJS.WritableStream): Logger {
  const stream =
    config.format === 'pretty'
      ? (require('pino-pretty') as typeof pretty)({
          sync: true,
          translateTime: 'SYS:HH:MM:ss.l',
          ...(destination ? { destination } : {}),
        })
      : (destination ?? pino.destination({ fd: 1, sync: true }));
  return pino(
    {
      level: config.level,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      hooks: {
        streamWrite: TELLS_NUMBERS.has(config.level)
          ? hideSecrets
          : (line: string) => maskNumbers(hideSecrets(line)),
      },
    },
    stream,
  );
}
