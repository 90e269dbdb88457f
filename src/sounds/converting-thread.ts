import { parentPort, workerData } from 'node:worker_threads';
import { toTelephoneSound } from '../domain/sound/telephone-sound.ts';

/** The thread that `convert-apart` starts: converts one file, and ends. */
parentPort?.postMessage(toTelephoneSound(workerData as Uint8Array));
