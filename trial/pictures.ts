import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { REPOSITORY } from './asterisk/repository.ts';

/** `npm run pictures`: makes the pictures of README anew, from the pages that the browser test opens. */
const SHOWN = ['now-wide', 'planning-people-wide', 'dry-run-wide', 'my-phone'] as const;

const taken = mkdtempSync(path.join(tmpdir(), 'vigie-pictures-'));
try {
  const test = spawnSync(
    'npx',
    ['vitest', 'run', 'test/browser/every-page.test.ts', '-t', 'axe objects to: en'],
    { cwd: REPOSITORY, stdio: 'inherit', env: { ...process.env, VIGIE_TRIAL_PICTURES: taken } },
  );
  if (test.status !== 0) throw new Error('the pages could not be opened');
  const folder = path.join(REPOSITORY, 'docs/pictures');
  mkdirSync(folder, { recursive: true });
  for (const name of SHOWN)
    copyFileSync(path.join(taken, `${name}-light-en.png`), path.join(folder, `${name}.png`));
} finally {
  rmSync(taken, { recursive: true, force: true });
}
