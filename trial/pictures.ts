import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { REPOSITORY } from './asterisk/repository.ts';

/**
 * `npm run pictures`: makes the pictures of README and of the guides anew, from the pages that the browser test opens,
 * in both languages.
 */
const PAGES = ['now', 'planning-people', 'dry-run', 'duty', 'task', 'settings', 'my'] as const;
const SHOWN = [
  ...['now-wide', 'planning-people-wide', 'dry-run-wide', 'duty-wide', 'task-wide', 'settings-wide'],
  'my-phone',
];

const taken = mkdtempSync(path.join(tmpdir(), 'vigie-pictures-'));
try {
  const test = spawnSync(
    'npx',
    ['vitest', 'run', 'test/browser/every-page.test.ts', '-t', 'axe objects to'],
    {
      cwd: REPOSITORY,
      stdio: 'inherit',
      env: { ...process.env, VIGIE_TRIAL_PICTURES: taken, VIGIE_TRIAL_PAGES: PAGES.join(',') },
    },
  );
  if (test.status !== 0) throw new Error('the pages could not be opened');
  for (const [language, place] of [
    ['en', 'docs/pictures'],
    ['fr', 'docs/pictures/fr'],
  ] as const) {
    const folder = path.join(REPOSITORY, place);
    mkdirSync(folder, { recursive: true });
    for (const name of SHOWN)
      copyFileSync(path.join(taken, `${name}-light-${language}.png`), path.join(folder, `${name}.png`));
  }
} finally {
  rmSync(taken, { recursive: true, force: true });
}
