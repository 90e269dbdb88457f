import { existsSync } from 'node:fs';
import path from 'node:path';
import { REPOSITORY } from './asterisk/repository.ts';
import { testOnNode } from './node-house.ts';

/** `npm run test:nodes [-- 22 …]`: what matters, on each Node that people may have. `npm test` has a short form. */
const MAJORS = [20, 22, 24];

/**
 * What differs between Nodes: native modules, threads, processes, streams, the file system, clocks and the network.
 * Rules without any of these run on one.
 */
const WHAT_MATTERS = [
  ...['test/database', 'test/config', 'test/runtime', 'test/calendars', 'test/mail', 'test/solver'],
  ...['test/cli/backup.test.ts', 'test/cli/command-line.test.ts', 'test/cli/setup', 'test/main'],
  ...['test/accounts', 'test/web/sessions.test.ts', 'test/web/behind-a-proxy.test.ts'],
];

const present = WHAT_MATTERS.filter((place) => existsSync(path.join(REPOSITORY, place)));
const asked = process.argv.slice(2).map(Number);
const failed: number[] = [];
for (const major of asked.length > 0 ? asked : MAJORS) {
  const { passed } = await testOnNode(major, present, { compiled: 'as-delivered', shown: true });
  if (!passed) failed.push(major);
}
if (failed.length > 0) throw new Error(`not well on Node ${failed.join(', ')}`);
