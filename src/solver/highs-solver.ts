import { Worker } from 'node:worker_threads';
import type { ProgramSolver, SolverAnswer } from '../planning/program-solver.ts';
import type { SolverTask } from './solve-with-highs.ts';

/**
 * Solves with HiGHS (WebAssembly), each program in a thread of its own: calls go on while a planning is sought.
 * A thread costs a fraction of a second, leaves nothing behind, and whatever goes wrong in it is an error here.
 */
export function createHighsSolver(): ProgramSolver {
  return { solve: (program, limits) => inThread({ program, limits }) };
}

function inThread(task: SolverTask): Promise<SolverAnswer> {
  return new Promise((resolve, reject) => {
    const worker = startWorker(task);
    worker.once('message', (answer: SolverAnswer) => {
      resolve(answer);
      void worker.terminate();
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the solver's thread ended without an answer (${code})`)));
  });
}

/** From sources (tests, `npm run vigie`) the thread needs what reads TypeScript; compiled, it is plain JavaScript. */
function startWorker(task: SolverTask): Worker {
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const file = new URL(`./highs-worker.${ending}`, import.meta.url);
  if (ending === 'js') return new Worker(file, { workerData: task });
  return new Worker(file, { workerData: task, execArgv: ['--import', 'tsx'] });
}
