import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { REPOSITORY } from '../../trial/asterisk/repository.ts';
import { commandsOf } from '../../trial/install/doc-commands.ts';

const PAGES = ['README.md', 'UPGRADING.md', 'CHANGELOG.md', 'docs', 'asterisk-config'].flatMap((place) =>
  place.endsWith('.md')
    ? [place]
    : readdirSync(path.join(REPOSITORY, place), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.md'))
        .map((name) => path.join(place, name)),
);

/** Blocks, and what stands between backticks. */
const CODE = /^ *```.*?^ *```$|`[^`\n]*`/gms;

describe('documentation', () => {
  it.each(PAGES)('leads to files that are there: %s', (page) => {
    const text = readFileSync(path.join(REPOSITORY, page), 'utf8').replace(CODE, '');
    const links = [...text.matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)|<img src="([^"]+)"/g)].map(
      ([, link, picture]) => link ?? picture ?? '',
    );
    const own = links.filter((link) => !/^(https?|mailto):/.test(link));
    const missing = own.filter((link) => !existsSync(path.resolve(REPOSITORY, path.dirname(page), link)));
    expect(missing).toEqual([]);
  });

  it('names every block of commands of docs/install.md but what is fetched from elsewhere', () => {
    const page = readFileSync(path.join(REPOSITORY, 'docs/install.md'), 'utf8');
    const blocks = page.match(/^```\w/gm)?.length ?? 0;
    expect([...commandsOf(page).keys()]).toHaveLength(blocks);
    expect(page).not.toMatch(/^```sh$/m);
  });
});
