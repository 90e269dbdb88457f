import { Session } from 'node:inspector/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';

/**
 * Loaded into the measured service by `node --import`, so that the service itself carries no trace of the bench.
 * Asked over the process's own channel, it tells what cannot be seen from outside.
 */
export interface ProbeReading {
  /** Beyond the sampling interval, since the last `restart`; in milliseconds. */
  readonly loopDelayMs: { readonly p99: number; readonly max: number };
  /** After a full collection when the process has one to offer (`--expose-gc`). */
  readonly heapMegabytes: number;
  /** Sockets, timers and requests that are open. */
  readonly openResources: number;
  /** Over every event emitter that is alive. */
  readonly listeners: number;
}

export type ProbeQuestion = 'restart' | 'read' | 'read-all';

const SAMPLING_MS = 5;
const delay = monitorEventLoopDelay({ resolution: SAMPLING_MS });
delay.enable();

process.on('message', (question: ProbeQuestion) => {
  if (question === 'restart') delay.reset();
  if (question === 'read') process.send?.(reading(0));
  if (question === 'read-all') {
    globalThis.gc?.();
    countListeners().then((listeners) => process.send?.(reading(listeners)));
  }
});
// The bench's own end, however it comes, is the end of what it measures.
process.on('disconnect', () => process.exit(0));
process.channel?.unref();

function reading(listeners: number): ProbeReading {
  const beyond = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - SAMPLING_MS);
  return {
    loopDelayMs: { p99: beyond(delay.percentile(99)), max: beyond(delay.max) },
    heapMegabytes: process.memoryUsage().heapUsed / 1e6,
    openResources: process.getActiveResourcesInfo().length,
    listeners,
  };
}

/** Runs inside the inspected process on the array of all its emitters; prototypes among them have no `_events`. */
const COUNT_LISTENERS = `function () {
  const of = (emitter) => emitter.eventNames().reduce((sum, name) => sum + emitter.listenerCount(name), 0);
  return this.filter((emitter) => emitter._events).reduce((sum, emitter) => sum + of(emitter), 0);
}`;

/** Walks the heap, which stops the process for a while: not to be done while calls are timed. */
async function countListeners(): Promise<number> {
  const session = new Session();
  session.connect();
  const expression = 'process.getBuiltinModule("node:events").prototype';
  const prototype = await session.post('Runtime.evaluate', { expression });
  const prototypeObjectId = prototype.result.objectId ?? '';
  const { objects } = await session.post('Runtime.queryObjects', { prototypeObjectId });
  const counted = await session.post('Runtime.callFunctionOn', {
    functionDeclaration: COUNT_LISTENERS,
    objectId: objects.objectId ?? '',
    returnByValue: true,
  });
  session.disconnect();
  return Number(counted.result.value);
}
