import { appendFileSync, readFileSync } from 'node:fs';
import { type File, startTests, type Task, type Test } from '@vitest/runner';
import { TestRunner, vi } from 'vitest';
import { Switches } from './switches.ts';

/** A mutation to try, and the file it is in, from the root. */
export interface Wanted {
  readonly id: number;
  readonly file: string;
}

/** What the worker is asked for: the mutations that no test has noticed yet. */
export interface Plan {
  readonly wanted: readonly Wanted[];
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
        plan.wanted.filter(({ id }) => passed.has(id)),
        write,
      );
    super.onAfterRunFiles();
  }

  async #tryEach(
    filepath: string,
    wanted: readonly Wanted[],
    write: (finding: Finding) => void,
  ): Promise<void> {
    let unsure: { id: number; noticed: boolean }[] = [];
    for (const [at, { id, file }] of wanted.entries()) {
      write({ kind: 'begun', id });
      // What the module remembers of other trials may hide it: it is tried again with nothing remembered.
      const noticed =
        !(await this.#passes(filepath, id, this.#passedOutside.has(id) ? file : null)) ||
        (!this.#passedOutside.has(id) && !(await this.#passes(filepath, id, file)));
      unsure.push({ id, noticed });
      if (unsure.length < BETWEEN_CHECKS && at < wanted.length - 1) continue;
      const isSound = !unsure.some(({ noticed }) => noticed) || (await this.#passes(filepath, -1, null));
      for (const { id, noticed } of unsure)
        write({ kind: isSound ? (noticed ? 'noticed' : 'unnoticed') : 'doubted', id });
      unsure = [];
    }
  }

  /**
   * Whether the tests of a file pass with a mutation; those that never come by it are left out. `file`: what is made while
   * that is loaded is made again.
   */
  async #passes(filepath: string, id: number, file: string | null): Promise<boolean> {
    const chosen = this.#passedOutside.has(id) || id === -1 ? null : this.#passedBy;
    const once = new OnceMore(this.config, this, (test) => chosen?.get(pathOf(test))?.has(id) ?? true);
    hasStrayError = false;
    switches.active = id;
    const made = importersOf(file ?? filepath, this);
    forget(made);
    try {
      const files = await startTests([filepath], once);
      return files.every(hasPassed) && !hasStrayError;
    } finally {
      switches.active = -1;
      vi.useRealTimers();
      vi.restoreAllMocks();
      vi.unstubAllEnvs();
      vi.unstubAllGlobals();
      forget(made);
    }
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

/** A module that vitest has loaded: what it keeps to itself. */
interface Loaded {
  readonly file: string;
  readonly importers: ReadonlySet<string>;
}

/** A file's module, and every one that has it loaded. */
function importersOf(file: string, runner: TestRunner): ReadonlySet<Loaded> {
  const { evaluatedModules } = Reflect.get(runner, 'workerState') as {
    evaluatedModules: { idToModuleMap: ReadonlyMap<string, Loaded> };
  };
  const modules = evaluatedModules.idToModuleMap;
  const found = new Set<Loaded>([...modules.values()].filter((module) => module.file.endsWith(file)));
  for (const module of found)
    for (const id of module.importers) {
      const importer = modules.get(id);
      if (importer !== undefined) found.add(importer);
    }
  return found;
}

function forget(modules: ReadonlySet<Loaded>): void {
  for (const module of modules)
    Object.assign(module, { promise: undefined, exports: undefined, evaluated: false });
}

function pathOf(task: Task): string {
  return task.suite === undefined ? task.name : `${pathOf(task.suite)} > ${task.name}`;
}

function hasPassed(task: Task): boolean {
  if (task.result?.state === 'fail') return false;
  return !('tasks' in task) || task.tasks.every(hasPassed);
}
