import { expect, it } from 'vitest';
import { testOnNode } from '../../trial/node-house.ts';

/**
 * What a Node of another version breaks first: the database's module, threads, processes and files. `npm run test:nodes`
 * runs all that matters on each. The image, which takes a call in test/docker, has 24.
 */
const SHORT = ['test/database/migrate', 'test/database/restore', 'test/runtime', 'test/accounts/passwords'];
const running = Number(process.version.slice(1, 3));

it.each([22].filter((major) => major !== running))(
  'what matters most holds on Node %i',
  async (major) => {
    const { version, passed, said } = await testOnNode(major, SHORT, { compiled: 'quickly', shown: false });
    expect(version).toMatch(new RegExp(`^v${major}\\.`));
    expect(passed, said).toBe(true);
  },
  600_000,
);
