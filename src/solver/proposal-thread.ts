import type { PlanningProblem } from '../domain/planning-proposal/problem.ts';
import type { ProposalOutcome, ProposalSource } from '../planning/propose-planning.ts';
import { type Clock, systemClock } from '../runtime/clock.ts';
import { fail } from '../runtime/result.ts';
import { computeApart } from '../runtime/thread.ts';

export interface ProposalTask {
  readonly problem: PlanningProblem;
  readonly maxSeconds: number;
}

/** More than it ever searches for one proposal; each search has a limit of its own. */
const SEARCHES = 20;
const LIMIT_MEGABYTES = 1024;

/**
 * Proposes plannings by HiGHS (WebAssembly), each in a thread of its own: calls go on while one is sought. A thread
 * costs a fraction of a second and leaves nothing behind; whatever goes wrong in it is an error here.
 */
export function createProposalThreads(clock: Clock = systemClock): ProposalSource {
  return {
    async propose(problem, maxSeconds) {
      const data: ProposalTask = { problem, maxSeconds };
      const limits = { seconds: SEARCHES * maxSeconds, megabytes: LIMIT_MEGABYTES };
      const work = { url: import.meta.url, name: 'proposal-worker', data, limits };
      const done = await computeApart<ProposalOutcome>(work, clock);
      if (done.ok) return done.value;
      if (done.error.kind === 'busy') return fail('busy');
      if (done.error.kind === 'threw') throw done.error.error;
      throw new Error(`the thread ended without a proposal (${done.error.kind})`);
    },
  };
}
