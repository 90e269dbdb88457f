import { parentPort, workerData } from 'node:worker_threads';
import { type SolverTask, solveWithHighs } from './solve-with-highs.ts';

// One program, one answer: the thread ends with it.
parentPort?.postMessage(await solveWithHighs(workerData as SolverTask));
