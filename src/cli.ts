#!/usr/bin/env node
import { isOldNode, OLDEST_NODE } from './domain/installation/node-version.ts';

// Before anything is loaded that an old Node cannot even read.
if (isOldNode(process.version)) {
  process.stderr.write(
    `vigie: Node ${process.version} is too old: ${OLDEST_NODE} or later is needed, 22 or 24 recommended\n`,
  );
  process.exitCode = 1;
} else {
  await import('./cli/program.ts');
}
