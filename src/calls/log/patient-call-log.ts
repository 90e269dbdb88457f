import type { Clock } from '../../runtime/clock.ts';
import type { Logger } from '../../runtime/log.ts';
import { StoreUnavailable } from '../../runtime/store-unavailable.ts';
import type { CallLog } from './call-log.ts';

const RETRY_MS = 1_000;

interface Write {
  readonly callId: string;
  readonly work: () => Promise<void>;
}

export interface PatientCallLog extends CallLog {
  /** How much waits to be written; more than 0 is an alarm. */
  readonly waiting: number;
  /** A last try at what waits. */
  flush(): Promise<void>;
}

/**
 * A call log that never stops a call: what cannot be written now waits in memory, in its order, and is written as
 * soon as it can be. Messages are the exception: theirs resolves only when the audio is safe, since Asterisk's copy
 * is deleted after that.
 */
export function patientCallLog(
  store: CallLog,
  { clock, log, crash }: { clock: Clock; log: Logger; crash: (error: unknown) => void },
): PatientCallLog {
  const backlog: Write[] = [];
  let draining: Promise<void> | null = null;

  /** Nothing overtakes what waits already. */
  async function write(callId: string, work: Write['work']): Promise<void> {
    if (backlog.length > 0) {
      backlog.push({ callId, work });
      return;
    }
    if (await tried({ callId, work })) return;
    backlog.push({ callId, work });
    retryLater();
  }

  function waitsFor(callId: string): boolean {
    return backlog.some((write) => write.callId === callId);
  }

  async function tried({ work }: Write): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      if (backlog.length === 0)
        log.error({ reason: error.message }, 'calls cannot be written to the database');
      return false;
    }
  }

  function retryLater(): void {
    clock.at(clock.now() + RETRY_MS, () => drain().catch(crash));
  }

  function drain(): Promise<void> {
    draining ??= writeAll().finally(() => {
      draining = null;
    });
    return draining;
  }

  async function writeAll(): Promise<void> {
    for (let next = backlog[0]; next; next = backlog[0]) {
      if (!(await tried(next))) return retryLater();
      backlog.shift();
    }
    log.warn('everything that waited for the database is written');
  }

  return {
    begin: (header, callerLeg) => write(header.id, () => store.begin(header, callerLeg)),
    append: (callId, callEvents, state) => write(callId, () => store.append(callId, callEvents, state)),
    keepMessage: (message) =>
      new Promise((resolve, reject) => {
        write(message.callId, () => store.keepMessage(message).then(resolve)).catch(reject);
      }),
    has: async (callId) => waitsFor(callId) || store.has(callId),
    unkeptMessages: (since) => store.unkeptMessages(since),
    // What waits is of calls of this process: known to it, and perhaps ended though the store does not say so yet.
    openCalls: async () => (await store.openCalls()).filter(({ callId }) => !waitsFor(callId)),
    get waiting() {
      return backlog.length;
    },
    flush: () => (backlog.length > 0 ? drain() : Promise.resolve()),
  };
}
