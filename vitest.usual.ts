import { defineConfig } from 'vitest/config';

/** What holds for every test, however it is started. */
export default defineConfig({
  test: {
    // What a file became is kept between runs, by its content: a single test file starts in half the time.
    experimental: { fsModuleCache: true },
    include: ['test/**/*.test.ts'],
    // Most tests wait for a telephone, not for a processor: four files at once, also on two cores.
    maxWorkers: 4,
    // A port that was free when chosen may be another program's when used: seen twice in a loaded run, a restart of
    // Asterisk and a container. Only there; on one's own machine a failure is to be looked at.
    retry: process.env.CI ? 1 : 0,
    // Commands are processes that take seconds to load when two files share two cores with a PBX.
    // What is waited for may take that long on a machine under load, and is looked for all the time.
    expect: { poll: { timeout: 20_000 } },
    testTimeout: 90_000,
    hookTimeout: 180_000,
  },
});
