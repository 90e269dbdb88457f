import { parentPort, workerData } from 'node:worker_threads';

/** Says that it runs, waits until it may end, and answers how many ran beside it. */
const { running, gate } = workerData as { readonly running: Int32Array; readonly gate: Int32Array };
const now = Atomics.add(running, 0, 1) + 1;
Atomics.notify(running, 0);
Atomics.wait(gate, 0, 0);
Atomics.sub(running, 0, 1);
parentPort?.postMessage(now);
