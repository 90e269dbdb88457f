import { strToU8, type Zippable, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { tableOfFile } from '../../../src/planning/duty-table/duty-file.ts';
import { unpacksWithin } from '../../../src/planning/duty-table/unpacked-size.ts';

const ORDER = { timeZone: 'Europe/Paris', startAt: Date.UTC(2026, 11, 1), endAt: Date.UTC(2027, 11, 1) };
const MEGABYTE = 1024 * 1024;
const REFUSED = { ok: false, error: 'not-understood' };
const read = (file: Uint8Array) => tableOfFile(file, ORDER);

/** A workbook with one sheet of this XML. */
function workbook(sheet: string | Uint8Array, more: Zippable = {}): Uint8Array {
  const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const parts: Zippable = {
    'xl/workbook.xml': strToU8(
      `<workbook xmlns:r="${type}"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<Relationships><Relationship Id="rId1" Type="${type}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ),
    'xl/worksheets/sheet1.xml': typeof sheet === 'string' ? strToU8(sheet) : sheet,
    ...more,
  };
  return zipSync(parts, { level: 1 });
}

const row = (text: string) => `<row r="1"><c r="A1" t="inlineStr"><is><t>${text}</t></is></c></row>`;
const sheet = (rows: string) => `<worksheet><sheetData>${rows}</sheetData></worksheet>`;

describe('a hostile workbook', () => {
  test('an ordinary one made the same way is read', async () => {
    expect(await read(workbook(sheet(row('Léa'))))).toEqual({ ok: true, value: 'Léa' });
  });

  test('that unfolds to a hundred times its size is refused, whatever else would be read of it', async () => {
    const padded = (megabytes: number) =>
      workbook(sheet(row('Léa')).replace('</worksheet>', `${' '.repeat(megabytes * MEGABYTE)}</worksheet>`));
    const bomb = padded(33);
    expect(bomb.length).toBeLessThan(MEGABYTE / 2);
    expect(await read(bomb)).toEqual(REFUSED);
    expect(await read(padded(1))).toEqual({ ok: true, value: 'Léa' });
  });

  test('that says it is small is counted all the same, in one part or in many', () => {
    const bomb = workbook(new Uint8Array(3 * MEGABYTE));
    // Sizes in each local header and in the directory at the end.
    const view = new DataView(bomb.buffer, bomb.byteOffset, bomb.byteLength);
    for (let at = 0; at < bomb.length - 30; at += 1) {
      if (view.getUint32(at, true) === 0x04034b50) view.setUint32(at + 22, 10, true);
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 10, true);
    }
    expect(unpacksWithin(bomb, 2 * MEGABYTE)).toBe(false);
    const parts = Object.fromEntries(
      Array.from({ length: 3 }, (_, at) => [`xl/media/${at}`, new Uint8Array(MEGABYTE)]),
    );
    expect(unpacksWithin(workbook('', parts), 2 * MEGABYTE)).toBe(false);
    expect(unpacksWithin(workbook('', parts), 4 * MEGABYTE)).toBe(true);
  });

  test.each([
    ['entities that name each other', '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">', '&b;'],
    ['an entity that is a file of ours', '<!ENTITY b SYSTEM "file:///etc/passwd">', '&b;'],
  ])('%s: nothing of it is put in their place', async (_, entities, text) => {
    const table = await read(workbook(`<!DOCTYPE w [${entities}]>${sheet(row(text))}`));
    expect(table.ok ? table.value : '').not.toMatch(/haha|root:/);
  });

  test.each([
    ['cut off', workbook(sheet(row('Léa'))).subarray(0, 200)],
    ['of nothing', zipSync({})],
    ['of no sheet', zipSync({ mimetype: strToU8('x') })],
    ['that leads out of its folder', zipSync({ '../../etc/cron.d/x': strToU8('x') })],
  ])('%s is not understood', async (_, file) => {
    expect(await read(file)).toEqual(REFUSED);
  });
});
