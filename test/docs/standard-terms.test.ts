import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { REPOSITORY } from '../../trial/asterisk/repository.ts';

/** Words of ours that engineers had to learn, with those that they know. */
const OLD_WORDS: readonly (readonly [old: RegExp, standard: string])[] = [
  [/\bhappenings\b|[a-z]Happening|happening[A-Z]/, 'call event'],
  [/\bdeeds?\b|[a-z]Deed\b/, 'effect'],
  [/\btellers?\b|[a-z]Teller\b/, 'notifier'],
  [/\bsameness\b/, 'dedup key'],
  [/\bkeepers?\b|[a-z]Keeper\b|\bkeeperOf\b/i, 'operator'],
  [/\bkept ?[rR]eadings\b/, 'read cache'],
  [/\bshelf\b|[a-z]Shelf\b|\bshelf[A-Z]/i, 'recording sync'],
  [/\brung\b|[a-z]Rung|\bRung|\brung[A-Z_]|_rung\b/, 'dialled, or called'],
  [/\bhush/i, 'stop playback'],
  [/\bsurvey/i, 'snapshot'],
  [/\btaken-up\b|\btakenUp\b/, 'reconciled'],
  [/\bparked\b/i, 'held'],
  [/\bflaw/i, 'validation error'],
  [/\bpassing on\b|\bpassed-on\b|\bpassedOn\b/i, 'transfer'],
  [/\bways? out\b|\bwayOut\b|\bWays\b/, 'outbound route, or sender'],
  [/nobody-can-be-rung/, 'nobody-can-be-dialled'],
];

/** What names them because rows or entries of before do, or because it is this list. */
const MAY_NAME_THEM = [
  'test/database/standard-terms-migration.test.ts',
  'test/docs/standard-terms.test.ts',
  'src/web/settings/audit-words.ts',
  'CHANGELOG.md',
];

it('code, tests, pages and documents use the words that engineers of telephony know', () => {
  const places = ['src', 'views', 'test', 'trial', 'bench', 'docs', 'asterisk-config', 'README.md'];
  const files = execFileSync('git', ['ls-files', ...places], { cwd: REPOSITORY, encoding: 'utf8' })
    .split('\n')
    .filter((file) => /\.(ts|ejs|md|conf)$/.test(file) && !MAY_NAME_THEM.includes(file));
  expect(files.length).toBeGreaterThan(1000);
  const found = files.flatMap((file) => {
    const lines = readFileSync(path.join(REPOSITORY, file), 'utf8').split('\n');
    return lines.flatMap((line, index) =>
      OLD_WORDS.filter(([old]) => old.test(line)).map(
        ([old, standard]) => `${file}:${index + 1} ${old.exec(line)?.[0]}: ${standard}`,
      ),
    );
  });
  expect(found).toEqual([]);
});
