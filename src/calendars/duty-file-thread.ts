import { parentPort, workerData } from 'node:worker_threads';
import { type FileOrder, tableOfFile } from '../planning/duty-table/duty-file.ts';

/** The thread that `read-duty-file` starts: reads one file, and ends. */
const { bytes, order } = workerData as { readonly bytes: Uint8Array; readonly order: FileOrder };
parentPort?.postMessage(await tableOfFile(bytes, order));
