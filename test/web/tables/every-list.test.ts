import readExcel from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { lived } from '../lived-site.ts';
import { HOUSEHOLD, type OpenSite, openSite } from '../open-site.ts';
import { textOf } from '../visitor.ts';

/**
 * Every page that is a list: where it is, what a row of it looks like in its HTML (null: the page has one for each day of it,
 * or the file one for each part of it), and the columns of the file that the page says in the same words.
 */
const LISTS: Readonly<Record<string, readonly [RegExp | null, readonly number[]]>> = {
  '/people': [/<td class="strong">/g, [0, 2, 4]],
  '/people?q=mia': [/<td class="strong">/g, [0]],
  '/teams': [null, [0, 1]],
  '/hotlines': [null, [0, 2]],
  '/planning?view=week': [null, [2, 3]],
  '/planning/primary?view=month': [null, [2]],
  '/planning/readiness': [/<li class="card/g, [2, 3]],
  '/planning/swaps': [/<article class="card swap">|<li><span>/g, [2, 3, 4]],
  '/planning/primary/wishes/1': [/<th scope="row">/g, [0]],
  '/tasks': [/<td class="strong">/g, [1, 2, 3, 4, 5]],
  '/tasks?state=done': [/<td class="strong">/g, [1, 2, 3]],
  '/calls': [/<td class="strong">/g, [1, 8]],
  '/log-book': [null, []],
  '/deliveries': [/<td class="strong">/g, [1, 2, 3, 4, 5]],
  '/deliveries?medium=sms': [/<td class="strong">/g, [1, 2, 3]],
  '/interventions': [/<td class="strong">/g, [2, 3]],
  '/labour/fairness': [/<td class="strong">/g, [0, 1, 6]],
  '/statements?month=2026-11': [null, [1]],
  '/settings/audit': [null, []],
  '/settings/trunks': [/<li class="card">/g, [0, 1, 3]],
};

describe('the files of every list', { timeout: 60_000 }, () => {
  it('have the rows of their page, in both kinds, for whoever sees it', async () => {
    const site = await lived();
    await askForWishes(site);
    const ada = await site.as('ada');
    await ada.send('/interventions', {});
    const told: string[] = [];
    for (const [path, [row, columns]] of Object.entries(LISTS)) {
      const { body } = await ada.get(path);
      const [csv, book] = await filesOf(site, body);
      const [head = [], ...rows] = csv;
      told.push(`${path}: ${rows.length}`);
      expect([path, book]).toEqual([path, csv.map((cells) => cells.map((cell) => unguarded(cell) || null))]);
      expect([path, new Set(csv.map((cells) => cells.length)).size, head.includes('')]).toEqual([
        path,
        1,
        false,
      ]);
      if (row !== null) expect([path, rows.length]).toEqual([path, body.match(row)?.length ?? 0]);
      const text = textOf(body).toLowerCase();
      for (const cells of rows)
        for (const column of columns) expect(`${path} ${text}`).toContain(plain(cells[column] ?? ''));
    }
    expect(told.filter((one) => one.endsWith(': 0'))).toEqual([]);
  });

  it('take nothing that somebody wrote for a formula', async () => {
    const site = await openSite({ household: HOUSEHOLD.replace('Otto Blanc', "'=HYPERLINK(A1)'") });
    const ada = await site.as('ada');
    for (const path of ['/people', '/teams', '/planning', '/planning/readiness', '/settings/audit']) {
      const { body } = await ada.get(path);
      const [, address = ''] = /href="([^"]*\.csv[^"]*)"/.exec(body) ?? [];
      const csv = (await ada.get(address.replaceAll('&amp;', '&'))).body;
      expect([path, csv]).toEqual([path, expect.stringContaining("'=HYPERLINK(A1)")]);
      expect([path, /(^|[,;])"?[=+@]/m.test(csv.replaceAll(/\+\d+/g, ''))]).toEqual([path, false]);
    }
  });
});

async function askForWishes(site: OpenSite): Promise<void> {
  const asked = { from: '2027-01-04', to: '2027-01-31', deadline: '2026-12-20', person: ['mia', 'otto'] };
  await (await site.as('ada')).send('/planning/primary/wishes', asked);
}

/** The CSV and the workbook that the page leads to, as texts. */
async function filesOf(site: OpenSite, body: string) {
  const { cookie } = await site.as('ada');
  const fetched = async (kind: string) => {
    const [, address = ''] = new RegExp(`href="([^"]*[./]${kind}[^"]*)"`).exec(body) ?? [];
    const answer = await fetch(site.url + address.replaceAll('&amp;', '&'), { headers: { cookie } });
    expect([address, answer.status]).toEqual([address, 200]);
    return Buffer.from(await answer.arrayBuffer());
  };
  const [sheet] = await readExcel(await fetched('xlsx'));
  const book = (sheet?.data ?? []).map((cells) => cells.map((cell) => (cell === null ? null : String(cell))));
  return [rowsOf((await fetched('csv')).toString()), book] as const;
}

/** Without the quote that keeps a spreadsheet from taking a text for a formula. */
function unguarded(cell: string): string {
  return cell.replace(/^'(?=[=+\-@])/, '');
}

/** RFC 4180, as far as our own files go. */
function rowsOf(text: string): readonly (readonly string[])[] {
  const lines = text
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\r\n');
  return lines.map((line) =>
    [...`,${line}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
      ([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '',
    ),
  );
}

function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().toLowerCase();
}
