import { defineConfig, mergeConfig } from 'vitest/config';
import usual from './vitest.config.ts';

/** Every fault in every state of a call: `npm run test:faults`. */
export default mergeConfig(
  { ...usual, test: { ...usual.test, include: [] } },
  defineConfig({
    test: { include: ['test/faults/**/*.test.ts'], env: { VIGIE_FAULTS: 'all' } },
  }),
);
