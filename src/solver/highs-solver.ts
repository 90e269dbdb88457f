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

/** Compiled, the thread is plain JavaScript; from sources (tests, `npm run vigie`) it needs what reads TypeScript. */
function startWorker(task: SolverTask): Worker {
  const compiled = import.meta.url.endsWith('.js');
  if (compiled) return new Worker(new URL('./highs-worker.js', import.meta.url), { workerData: task });
  const source = new URL('./highs-worker.ts', import.meta.url).href;
  const fromSources = `import('tsx/esm/api').then(({ tsImport }) => tsImport(${JSON.stringify(source)}, ${JSON.stringify(source)}))`;
  return new Worker(fromSources, { eval: true, workerData: task });
}
