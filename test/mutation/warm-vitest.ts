import path from 'node:path';
import { createVitest } from 'vitest/node';

/** What a trial is asked for: the tests to run while a file reads otherwise; null: as it is. */
export interface Trial {
  readonly tests: readonly string[];
  readonly changed: { readonly file: string; readonly text: string } | null;
}

/** Whether all passed, and how long each took. */
export interface Outcome {
  readonly ok: boolean;
  readonly milliseconds: Readonly<Record<string, number>>;
}

/**
 * A process that keeps vitest warm, so that a trial costs its tests alone. A changed file is only what vitest reads: nothing
 * is written, and what stands in the checkout stays as it is.
 */
let changed: Trial['changed'] = null;
const vitest = await createVitest(
  'test',
  {
    watch: false,
    // By it a file is what it was on the disk, whatever is read in its place.
    experimental: { fsModuleCache: false },
    bail: 1,
    retry: 0,
    maxWorkers: 1,
    pool: 'threads',
    // Run in the background it may have next to no processor for minutes.
    testTimeout: 3_600_000,
    hookTimeout: 3_600_000,
    reporters: [{}],
  },
  {
    plugins: [
      {
        name: 'mutation',
        enforce: 'pre',
        load: (id) =>
          changed !== null && id.split('?')[0] === path.resolve(changed.file) ? changed.text : null,
      },
    ],
  },
);

async function run({ tests, changed: wanted }: Trial): Promise<Outcome> {
  const files = [changed, wanted].flatMap((one) => (one === null ? [] : [path.resolve(one.file)]));
  changed = wanted;
  for (const file of files) vitest.invalidateFile(file);
  const milliseconds: Record<string, number> = {};
  // The quickest first, and none after the first that fails.
  for (const test of tests) {
    const [specification] = await vitest.globTestSpecifications([test]);
    if (specification === undefined) throw new Error(`${test}: no such test`);
    vitest.state.filesMap.clear();
    const startedAt = performance.now();
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications([specification]);
    milliseconds[test] = performance.now() - startedAt;
    const ok = unhandledErrors.length === 0 && testModules.every((module) => module.ok());
    if (!ok) return { ok, milliseconds };
  }
  return { ok: true, milliseconds };
}

process.on('message', async (trial: Trial) => process.send?.(await run(trial)));
process.send?.('ready');
