import {
  explainOpenSlots,
  NO_RULES,
  type OpenSlot,
  rulesWithoutOne,
  type Waivable,
} from '../domain/planning-proposal/explanation.ts';
import { breaking, type Fairness, fairnessOf, slotsByPerson } from '../domain/planning-proposal/fairness.ts';
import { type Aim, formulate } from '../domain/planning-proposal/formulation/formulate.ts';
import { plainRotation } from '../domain/planning-proposal/plain-rotation.ts';
import type { Assignment, PlanningProblem } from '../domain/planning-proposal/problem.ts';
import type { Rules } from '../domain/planning-proposal/rules.ts';
import { fail, ok, type Result } from '../runtime/result.ts';
import type { ProgramSolver, SearchLimits } from './program-solver.ts';

export interface Proposal {
  /** In the order of the slots. No rule is broken. */
  readonly assignments: readonly Assignment[];
  readonly open: readonly OpenSlot[];
  /** Only when something stays open: what giving up a rule would win. */
  readonly waivers: readonly Waiver[];
  readonly fairness: Fairness;
  /** The same for taking turns, to compare with. */
  readonly rotation: Fairness;
  /** False: the search was stopped, and something better may exist. */
  readonly proved: { readonly coverage: boolean; readonly fairness: boolean };
}

/** The proposal, or why there is none: the time was too short. */
export type ProposalOutcome = Result<Proposal, string>;

/** Where plannings are proposed without keeping whoever asks from other work. `maxSeconds` is for each search. */
export interface ProposalSource {
  propose(problem: PlanningProblem, maxSeconds: number): Promise<ProposalOutcome>;
}

/** Hours that would stay open without `rule`; null: without any. */
export interface Waiver {
  readonly rule: Waivable | null;
  readonly uncoveredHours: number;
}

/** Coverage is to be exact: an hour left open that could be covered is a wrong answer, not a worse one. */
const COVERAGE: Pick<SearchLimits, 'relativeGap' | 'absoluteGap' | 'maxBranches'> = {
  relativeGap: 0,
  absoluteGap: 1e-3,
  maxBranches: 20_000,
};
/** Nobody sees three hundredths in the cost of unfairness; proving them away can take minutes. */
const FAIRNESS: typeof COVERAGE = { relativeGap: 0.03, absoluteGap: 1, maxBranches: 500 };

interface Solved {
  readonly assignments: readonly Assignment[];
  readonly uncoveredHours: number;
  readonly proved: boolean;
}

/**
 * Proposes who takes which slot: covers all that can be covered without breaking a rule, then spreads the burden
 * and heeds wishes. `maxSeconds` is for each search; a plain error when it was too short for any answer.
 */
export async function proposePlanning(
  problem: PlanningProblem,
  solver: ProgramSolver,
  maxSeconds: number,
): Promise<ProposalOutcome> {
  const solve = (rules: Rules, aim: Aim) => solveFor(solver, { ...problem, rules }, aim, maxSeconds);
  const coverage = await solve(problem.rules, { kind: 'coverage' });
  if (!coverage) return fail(`no planning was found within ${maxSeconds} s`);
  const { uncoveredHours } = coverage;
  const fair = await solve(problem.rules, { kind: 'fairness', uncoveredHours });
  // What covers is a proposal already, though perhaps not a fair one.
  const { assignments } = fair ?? coverage;
  insistOnRules(problem, assignments);

  const waivers: Waiver[] = [];
  if (uncoveredHours > 0) {
    for (const { rule, rules } of [...rulesWithoutOne(problem.rules), { rule: null, rules: NO_RULES }]) {
      const without = await solve(rules, { kind: 'coverage' });
      if (without) waivers.push({ rule, uncoveredHours: without.uncoveredHours });
    }
  }
  return ok({
    assignments,
    open: explainOpenSlots(problem, assignments),
    waivers,
    fairness: fairnessOf(problem, assignments),
    rotation: fairnessOf(problem, plainRotation(problem)),
    proved: { coverage: coverage.proved, fairness: fair?.proved ?? false },
  });
}

async function solveFor(
  solver: ProgramSolver,
  problem: PlanningProblem,
  aim: Aim,
  maxSeconds: number,
): Promise<Solved | null> {
  const formulation = formulate(problem, aim);
  const gaps = aim.kind === 'coverage' ? COVERAGE : FAIRNESS;
  const answer = await solver.solve(formulation.program, { ...gaps, maxSeconds });
  if (answer.kind === 'infeasible')
    throw new Error(`a ${aim.kind} program has no solution; it always has one`);
  if (answer.kind === 'gave-up') return null;
  return {
    assignments: formulation.assignments(answer.values),
    uncoveredHours: formulation.uncoveredHours(answer.values),
    proved: answer.proved,
  };
}

/** The rows say what the rules say; if ever they do not, nobody is to be planned by them. */
function insistOnRules(problem: PlanningProblem, assignments: readonly Assignment[]): void {
  const slotsOf = slotsByPerson(problem, assignments);
  for (const person of problem.people) {
    const [broken] = breaking(problem, person, slotsOf(person.personId));
    if (broken) throw new Error(`the solution breaks a rule: ${person.personId} on ${broken.id}`);
  }
}
