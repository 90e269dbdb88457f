import loadHighs, { type Highs, type Model, type ModelData } from 'highs';
import type { LinearProgram } from '../domain/planning-proposal/formulation/linear-program.ts';
import type { ProgramSolver, SearchLimits, SolverAnswer } from '../planning/program-solver.ts';

/** HiGHS in the thread that asks, which can do nothing else meanwhile: not for the one that serves calls. */
export function createHighs(): ProgramSolver {
  return { solve };
}

async function solve(program: LinearProgram, limits: SearchLimits): Promise<SolverAnswer> {
  if (program.columns.length === 0) return { kind: 'solved', values: [], proved: true };
  const highs = await load();
  return highs.withModel(dataOf(program), (model) => {
    model.options.set({
      output_flag: false,
      // The same choices each time: this build has one thread, and the seed is HiGHS's own.
      random_seed: 0,
      mip_rel_gap: limits.relativeGap,
      mip_abs_gap: limits.absoluteGap,
      mip_max_nodes: limits.maxBranches,
      time_limit: limits.maxSeconds,
    });
    model.run();
    return answerOf(model, highs);
  });
}

/** The package's types describe its CommonJS entry; Node loads the other one, whose default is the loader itself. */
function load(): Promise<Highs> {
  runtime ??= (loadHighs as unknown as typeof loadHighs.default)();
  return runtime;
}

let runtime: Promise<Highs> | null = null;

function answerOf(model: Model, { constants }: Highs): SolverAnswer {
  const { modelStatus, solutionStatus } = constants;
  const status = model.getModelStatus();
  if (status === modelStatus.infeasible) return { kind: 'infeasible' };
  if (model.info.get('primal_solution_status') === solutionStatus.feasible)
    return {
      kind: 'solved',
      values: [...model.getSolution().colValue],
      proved: status === modelStatus.optimal,
    };
  if (status === modelStatus.timeLimit || status === modelStatus.solutionLimit) return { kind: 'gave-up' };
  throw new Error(`HiGHS ended with status ${status}`);
}

function dataOf({ columns, rows }: LinearProgram): ModelData {
  const terms = rows.flatMap((row) => row.terms);
  const starts = rows.reduce<number[]>(
    (all, row) => {
      all.push((all.at(-1) ?? 0) + row.terms.length);
      return all;
    },
    [0],
  );
  return {
    numCols: columns.length,
    numRows: rows.length,
    colCost: columns.map((column) => column.cost),
    colLower: columns.map((column) => column.lower),
    colUpper: columns.map((column) => column.upper),
    rowLower: rows.map((row) => row.lower),
    rowUpper: rows.map((row) => row.upper),
    integrality: columns.map((column) => (column.whole ? 1 : 0)),
    matrix: {
      format: 'csr',
      numRows: rows.length,
      numCols: columns.length,
      starts,
      indices: terms.map((term) => term.column),
      values: terms.map((term) => term.factor),
    },
  };
}
