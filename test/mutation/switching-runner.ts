import { appendFileSync, readFileSync } from 'node:fs';
import { type File, startTests, type Task, type Test } from '@vitest/runner';
import { TestRunner, vi } from 'vitest';
import { Switches } from './switches.ts';

/** What the worker is asked for: the mutations that no test has noticed yet. */
export interface Plan {
  readonly wanted: readonly number[];
  /** Where it writes what it finds, a line at a time. */
  readonly findings: string;
}

/** What it writes. `begun` before each, so that one that never ends is known. */
export type Finding =
  | { readonly kind: 'usual'; readonly ok: boolean; readonly passed: readonly number[] }
  | { readonly kind: 'begun' | 'noticed' | 'unnoticed' | 'doubted'; readonly id: number };

/** After so many it is tried whether the tests still pass without any mutation: a failing test may leave things behind. */
const BETWEEN_CHECKS = 20;

const switches = new Switches();
Object.assign(globalThis, { __switch: switches });
let hasStrayError = false;
for (const event of ['unhandledRejection', 'uncaughtException'])
  process.on(event, () => {
    hasStrayError = true;
  });

/**
 * Runs a test file as usual, and then once for each mutation that it passed, in the same process with the same modules: only
 * the tests that passed it, and until the first that fails.
 */
export default class SwitchingRunner extends TestRunner {
  readonly #passedBy = new Map<string, Set<number>>();
  /** Passed while modules were loaded, or between tests. */
  readonly #passedOutside = new Set<number>();

  override onBeforeTryTask(test: Test): void {
    this.#keepOutside();
    super.onBeforeTryTask(test);
  }

  override onAfterRunTask(test: Test): void {
    super.onAfterRunTask(test);
    this.#passedBy.set(pathOf(test), new Set(switches.passed));
    switches.passed.clear();
  }

  #keepOutside(): void {
    for (const id of switches.passed) this.#passedOutside.add(id);
    switches.passed.clear();
  }

  override async onAfterRunFiles(files: File[] = []): Promise<void> {
    this.#keepOutside();
    const plan = JSON.parse(readFileSync(process.env.VIGIE_MUTATION_PLAN ?? '', 'utf8')) as Plan;
    const write = (finding: Finding) => appendFileSync(plan.findings, `${JSON.stringify(finding)}\n`);
    const usualOk = files.every(hasPassed) && !hasStrayError;
    const passed = new Set(this.#passedOutside);
    for (const some of this.#passedBy.values()) for (const id of some) passed.add(id);
    write({ kind: 'usual', ok: usualOk, passed: [...passed] });
    const [file] = files;
    if (usualOk && file !== undefined)
      await this.#tryEach(
        file.filepath,
        plan.wanted.filter((id) => passed.has(id)),
        write,
      );
    super.onAfterRunFiles();
  }

  async #tryEach(filepath: string, ids: readonly number[], write: (finding: Finding) => void): Promise<void> {
    let unsure: { id: number; noticed: boolean }[] = [];
    for (const [at, id] of ids.entries()) {
      write({ kind: 'begun', id });
      unsure.push({ id, noticed: !(await this.#passes(filepath, id)) });
      if (unsure.length < BETWEEN_CHECKS && at < ids.length - 1) continue;
      const isSound = !unsure.some(({ noticed }) => noticed) || (await this.#passes(filepath, -1));
      for (const { id, noticed } of unsure)
        write({ kind: isSound ? (noticed ? 'noticed' : 'unnoticed') : 'doubted', id });
      unsure = [];
    }
  }

  /** Whether the tests of a file pass with a mutation; those that never come by it are left out. */
  async #passes(filepath: string, id: number): Promise<boolean> {
    const isOutside = this.#passedOutside.has(id);
    const chosen = isOutside || id === -1 ? null : this.#passedBy;
    const once = new OnceMore(this.config, this, (test) => chosen?.get(pathOf(test))?.has(id) ?? true);
    hasStrayError = false;
    switches.active = id;
    // What is made while a module is loaded is made again with the mutation.
    this.#forgetModules(isOutside ? /\/(src|test)\// : new RegExp(`${filepath}$`));
    try {
      const files = await startTests([filepath], once);
      return files.every(hasPassed) && !hasStrayError;
    } finally {
      switches.active = -1;
      vi.useRealTimers();
      vi.restoreAllMocks();
      vi.unstubAllEnvs();
      vi.unstubAllGlobals();
      if (isOutside) this.#forgetModules(/\/(src|test)\//);
    }
  }

  #forgetModules(which: RegExp): void {
    for (const [path, node] of loadedModules(this))
      if (which.test(path.split('?')[0] ?? path) && !path.includes('/test/mutation/'))
        Object.assign(node, { promise: undefined, exports: undefined, evaluated: false });
  }
}

/** Runs the same file again, of which nobody is told. */
class OnceMore extends TestRunner {
  #hasFailed = false;
  readonly #isChosen: (test: Test) => boolean;

  constructor(config: TestRunner['config'], outer: TestRunner, isChosen: (test: Test) => boolean) {
    super(config);
    this.#isChosen = isChosen;
    Object.defineProperty(this, 'moduleRunner', { value: Reflect.get(outer, 'moduleRunner') });
    this.__setTraces(Reflect.get(outer, '_otel'));
  }

  override async onBeforeRunTask(test: Test): Promise<void> {
    if (this.#hasFailed || !this.#isChosen(test)) test.mode = 'skip';
    await super.onBeforeRunTask(test);
  }

  override onAfterRunTask(test: Test): void {
    if (test.result?.state === 'fail') this.#hasFailed = true;
    super.onAfterRunTask(test);
  }

  override async onAfterRunSuite(): Promise<void> {}

  override onCleanupWorkerContext(): void {}
}

/** Vitest keeps them to itself. */
function loadedModules(runner: TestRunner): Map<string, object> {
  const state = Reflect.get(runner, 'workerState') as {
    evaluatedModules: { idToModuleMap: Map<string, object> };
  };
  return state.evaluatedModules.idToModuleMap;
}

function pathOf(task: Task): string {
  return task.suite === undefined ? task.name : `${pathOf(task.suite)} > ${task.name}`;
}

function hasPassed(task: Task): boolean {
  if (task.result?.state === 'fail') return false;
  return !('tasks' in task) || task.tasks.every(hasPassed);
}
