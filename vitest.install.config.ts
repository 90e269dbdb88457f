import { defineConfig, mergeConfig } from 'vitest/config';
import usual from './vitest.usual.ts';

/** What docs/install.md says, done on a fresh Debian: `npm run test:install`. */
export default mergeConfig(
  { ...usual, test: { ...usual.test, include: [] } },
  defineConfig({
    test: {
      include: ['test/install/**/*.install.ts'],
      maxWorkers: 1,
      testTimeout: 1_800_000,
      hookTimeout: 900_000,
    },
  }),
);
