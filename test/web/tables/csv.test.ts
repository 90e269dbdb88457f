import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Language } from '../../../src/domain/person.ts';
import { csv } from '../../../src/web/tables/csv.ts';
import type { Value } from '../../../src/web/tables/table.ts';

/** One cell, as a spreadsheet gets it. */
async function cell(value: Value, language: Language = 'en'): Promise<string> {
  async function* parts() {
    yield [[value]];
  }
  const [head, ...rows] = await Readable.from(csv(language, ['h'], parts())).toArray();
  expect(head).toBe('\ufeffh\r\n');
  return rows.join('').replace(/\r\n$/, '');
}

describe('a cell of a CSV file', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['+1+cmd', "'+1+cmd"],
    ['-1+cmd', "'-1+cmd"],
    ['\t=1+1', "'\t=1+1"],
    ['\r=1+1', '"\'\r=1+1"'],
  ])('that would begin a formula, %j, is a text', async (value, written) => {
    expect(await cell(value)).toBe(written);
  });

  it.each(['+33612345678', '12', 'Mia Roux', 'a=b', ''])(
    'that begins none, %j, stays as it is',
    async (value) => {
      expect(await cell(value)).toBe(value);
    },
  );

  it('with a separator, quotes or lines is quoted', async () => {
    expect(await cell('a,b')).toBe('"a,b"');
    expect(await cell('a;b', 'fr')).toBe('"a;b"');
    expect(await cell('say "x" twice')).toBe('"say ""x"" twice"');
    expect(await cell('a\nb')).toBe('"a\nb"');
  });

  it('that is a number has the comma of its reader, below nothing too', async () => {
    expect(await cell(-1.5)).toBe('-1.5');
    expect(await cell(-1.5, 'fr')).toBe('"-1,5"');
    expect(await cell(null)).toBe('');
  });
});
