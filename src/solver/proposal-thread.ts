import { Worker } from 'node:worker_threads';
import type { PlanningProblem } from '../domain/planning-proposal/problem.ts';
import type { ProposalOutcome, ProposalSource } from '../planning/propose-planning.ts';

export interface ProposalTask {
  readonly problem: PlanningProblem;
  readonly maxSeconds: number;
}

/**
 * Proposes plannings by HiGHS (WebAssembly), each in a thread of its own: calls go on while one is sought. A thread
 * costs a fraction of a second and leaves nothing behind; whatever goes wrong in it is an error here.
 */
export function createProposalThreads(): ProposalSource {
  return { propose: (problem, maxSeconds) => inThread({ problem, maxSeconds }) };
}

function inThread(task: ProposalTask): Promise<ProposalOutcome> {
  return new Promise((resolve, reject) => {
    const worker = startWorker(task);
    worker.once('message', (outcome: ProposalOutcome) => {
      resolve(outcome);
      void worker.terminate();
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the thread ended without a proposal (${code})`)));
  });
}

/** Compiled, the thread is plain JavaScript; from sources (tests, `npm run vigie`) it needs what reads TypeScript. */
function startWorker(task: ProposalTask): Worker {
  const compiled = import.meta.url.endsWith('.js');
  if (compiled) return new Worker(new URL('./proposal-worker.js', import.meta.url), { workerData: task });
  const source = JSON.stringify(new URL('./proposal-worker.ts', import.meta.url).href);
  const fromSources = `import('tsx/esm/api').then(({ tsImport }) => tsImport(${source}, ${source}))`;
  return new Worker(fromSources, { eval: true, workerData: task });
}
