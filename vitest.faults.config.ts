import { defineConfig, mergeConfig } from 'vitest/config';
import usual from './vitest.usual.ts';

/** Every fault in every state of a call: `npm run test:faults`. */
export default mergeConfig(
  { ...usual, test: { ...usual.test, include: [] } },
  defineConfig({
    test: {
      include: ['test/faults/**/*.test.ts'],
      env: { VIGIE_FAULTS: 'all' },
      // What is killed starts again within the time that a call has: three at once would keep each other from it.
      maxWorkers: 2,
    },
  }),
);
