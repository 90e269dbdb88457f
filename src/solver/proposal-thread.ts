import type { PlanningProblem } from '../domain/planning-proposal/problem.ts';
import type { ProposalOutcome, ProposalSource } from '../planning/propose-planning.ts';
import { startThread } from '../runtime/thread.ts';

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
    const worker = startThread(import.meta.url, 'proposal-worker', { workerData: task });
    worker.once('message', (outcome: ProposalOutcome) => {
      resolve(outcome);
      void worker.terminate();
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the thread ended without a proposal (${code})`)));
  });
}
