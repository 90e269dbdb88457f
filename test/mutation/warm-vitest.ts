import path from 'node:path';
import { createVitest } from 'vitest/node';

/** What a process is asked for: what files read instead, once; then a test file at a time. */
export type Asked =
  | { readonly kind: 'code'; readonly files: Readonly<Record<string, string>> }
  | { readonly kind: 'test'; readonly test: string };

/**
 * A process that keeps vitest warm. A changed file is only what vitest reads: nothing is written, and what stands in the
 * checkout stays as it is.
 */
const code = new Map<string, string>();
const vitest = await createVitest(
  'test',
  {
    config: path.resolve('vitest.usual.ts'),
    watch: false,
    // By it a file is what it was on the disk, whatever is read in its place.
    experimental: { fsModuleCache: false },
    retry: 0,
    maxWorkers: 1,
    pool: 'threads',
    runner: path.resolve('test/mutation/switching-runner.ts'),
    // Run in the background it may have next to no processor for minutes.
    testTimeout: 3_600_000,
    hookTimeout: 3_600_000,
    teardownTimeout: 60_000,
    reporters: [{}],
  },
  {
    plugins: [
      {
        name: 'mutations',
        enforce: 'pre',
        load: (id) => code.get(id.split('?')[0] ?? id) ?? null,
      },
    ],
  },
);

async function answer(asked: Asked): Promise<void> {
  if (asked.kind === 'code') {
    for (const [file, text] of Object.entries(asked.files)) {
      code.set(path.resolve(file), text);
      vitest.invalidateFile(path.resolve(file));
    }
    return;
  }
  const [specification] = await vitest.globTestSpecifications([asked.test]);
  if (specification === undefined) throw new Error(`${asked.test}: no such test`);
  vitest.state.filesMap.clear();
  await vitest.runTestSpecifications([specification]);
}

process.on('message', async (asked: Asked) => {
  await answer(asked);
  process.send?.('done');
});
process.send?.('ready');
