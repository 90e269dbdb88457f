import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import type { Fairness } from '../src/domain/planning-proposal/fairness.ts';
import { createProposalThreads } from '../src/solver/proposal-thread.ts';
import { proposalProblem, SHAPES, type Shape } from './proposal-problem.ts';

/** `npm run bench:proposal`: ten people over three months, how long a proposal takes, and how fair it is. */

interface Run {
  readonly shape: Shape;
  readonly seed: number;
  readonly seconds: number;
  /** The longest time that the event loop was kept from anything else. */
  readonly longestTurnMs: number;
  readonly proved: boolean;
  readonly proposal: Figures;
  readonly rotation: Figures;
}

type Figures = Pick<Fairness, 'spread' | 'standardDeviation' | 'ratherNot' | 'breaches' | 'uncoveredHours'>;

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    seeds: { type: 'string', default: '3' },
    shape: { type: 'string' },
  },
});

const runs: Run[] = [];
for (const shape of SHAPES.filter((name) => name === (values.shape ?? name)))
  for (let seed = 1; seed <= Number(values.seeds); seed++) {
    const run = await measure(shape, seed);
    runs.push(run);
    if (!values.json) console.log(describe(run));
  }
const machine = { processors: cpus().length, model: cpus()[0]?.model ?? 'unknown', node: process.version };
if (values.json) console.log(JSON.stringify({ machine, runs }, null, 2));
else console.log(`${machine.processors} × ${machine.model}, Node ${machine.node}`);

async function measure(shape: Shape, seed: number): Promise<Run> {
  const problem = proposalProblem(shape, seed);
  const turns = watchTurns();
  const startedAt = performance.now();
  const proposal = await createProposalThreads().propose(problem, 60);
  const seconds = (performance.now() - startedAt) / 1000;
  const longestTurnMs = turns.stop();
  if (!proposal.ok) throw new Error(proposal.error);
  const { fairness, rotation, proved } = proposal.value;
  return {
    shape,
    seed,
    seconds,
    longestTurnMs,
    proved: proved.coverage && proved.fairness,
    proposal: figuresOf(fairness),
    rotation: figuresOf(rotation),
  };
}

/** Ticks every 5 ms; what a tick is late is what the loop was busy. */
function watchTurns(): { stop(): number } {
  let [last, longest] = [performance.now(), 0];
  const tick = () => {
    longest = Math.max(longest, performance.now() - last - 5);
    last = performance.now();
  };
  const timer = setInterval(tick, 5);
  return {
    stop() {
      tick();
      clearInterval(timer);
      return longest;
    },
  };
}

function figuresOf({ spread, standardDeviation, ratherNot, breaches, uncoveredHours }: Fairness): Figures {
  return { spread, standardDeviation, ratherNot, breaches, uncoveredHours };
}

function describe({ shape, seed, seconds, longestTurnMs, proved, proposal, rotation }: Run): string {
  const pair = (name: string, key: keyof Figures) =>
    `${name} ${proposal[key].toFixed(0)} (${rotation[key].toFixed(0)})`;
  return [
    `${shape}, seed ${seed}:`.padEnd(28),
    `${seconds.toFixed(1)} s${proved ? '' : ' (stopped)'}, loop ${longestTurnMs.toFixed(0)} ms;`,
    pair('spread', 'spread'),
    pair('deviation', 'standardDeviation'),
    pair('rather not', 'ratherNot'),
    pair('breaches', 'breaches'),
    pair('open h', 'uncoveredHours'),
  ].join('  ');
}
