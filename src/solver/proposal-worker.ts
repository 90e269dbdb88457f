import { parentPort, workerData } from 'node:worker_threads';
import { proposePlanning } from '../planning/propose-planning.ts';
import { createHighs } from './highs.ts';
import type { ProposalTask } from './proposal-thread.ts';

// One problem, one proposal: the thread ends with it.
const { problem, maxSeconds }: ProposalTask = workerData;
parentPort?.postMessage(await proposePlanning(problem, createHighs(), maxSeconds));
