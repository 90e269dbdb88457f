import { parentPort, workerData } from 'node:worker_threads';
import { copyDatabase } from './copy-database.ts';

/** The thread that `copy-apart` starts: copies one database, and ends. */
const { source, target } = workerData as { readonly source: string; readonly target: string };
parentPort?.postMessage(await copyDatabase(source, target));
