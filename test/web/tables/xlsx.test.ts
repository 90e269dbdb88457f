import { Readable } from 'node:stream';
import readExcel from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import type { Rows } from '../../../src/web/tables/table.ts';
import { xlsx } from '../../../src/web/tables/xlsx.ts';

async function* inParts(...parts: readonly Rows[]) {
  yield* parts;
}

/** What a program that reads workbooks finds in it. */
async function read(...parts: readonly Rows[]) {
  const chunks = await Readable.from(xlsx(['name', 'calls'], inParts(...parts))).toArray();
  const [sheet] = await readExcel(Buffer.concat(chunks));
  return sheet?.data;
}

describe('a list as a workbook', () => {
  it('has its head and its rows, with numbers as numbers and nothing where nothing is', async () => {
    expect(await read([['Mia Roux', 12.5]], [['Otto Blanc', null]])).toEqual([
      ['name', 'calls'],
      ['Mia Roux', 12.5],
      ['Otto Blanc', null],
    ]);
  });

  it.each(['=HYPERLINK("http://evil")', 'a & b <c> "d"', '00421', 'élève 🚨', 'two\nlines'])(
    'keeps %j as the text that it is',
    async (text) => {
      expect((await read([[text, 1]]))?.[1]?.[0]).toBe(text);
    },
  );

  it('can be opened whatever somebody wrote: what XML cannot hold is left out', async () => {
    expect((await read([['a\u0000b\u001bc\ud800d\uffff', 1]]))?.[1]?.[0]).toBe('abcd');
  });

  it('has as many columns as there are figures', async () => {
    const wide = Array.from({ length: 60 }, (_, index) => index);
    expect((await read([wide]))?.[1]).toEqual(wide);
  });

  it('gives its parts away as they come, so that a long list is never held whole', async () => {
    let asked = 0;
    async function* long() {
      for (; asked < 200; asked += 1)
        yield Array.from({ length: 100 }, (_, row) => [`caller ${Math.sin(asked * 100 + row)}`, row]);
    }
    const chunks = xlsx(['name', 'calls'], long());
    let bytes = 0;
    while (bytes < 50_000) bytes += (await chunks.next()).value?.length ?? 0;
    expect(asked).toBeLessThan(100);
  });
});
