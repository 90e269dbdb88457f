import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Most tests wait for a telephone, not for a processor: two files at once, also on two cores.
    maxWorkers: 2,
    // A port that was free when chosen may be another program's when used: seen twice in a loaded run, a restart of
    // Asterisk and a container. Only there; on one's own machine a failure is to be looked at.
    retry: process.env.CI ? 1 : 0,
    // Commands are processes that take seconds to load when two files share two cores with a PBX.
    testTimeout: 90_000,
    hookTimeout: 180_000,
  },
});
