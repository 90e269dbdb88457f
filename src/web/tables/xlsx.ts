import { strToU8, Zip, ZipDeflate } from 'fflate';
import type { Rows, Value } from './table.ts';

/** What a sheet of Excel holds; the rest of a longer list is left to CSV. */
const MOST_ROWS = 1_048_576;
/** What a cell of Excel holds. */
const LONGEST_TEXT = 32_767;

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const SPREADSHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** A workbook of one sheet, without what it shows (ECMA-376, part 1, 12.3). */
const FRAME: Readonly<Record<string, string>> = {
  '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPES}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${SPREADSHEET}" xmlns:r="${OFFICE}"><sheets><sheet name="Vigie" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  // 0: plain; 1: bold, for the head.
  'xl/styles.xml': `<styleSheet xmlns="${SPREADSHEET}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs></styleSheet>`,
};

/** Rows as a workbook that Excel and its like open, a part at a time: a long list is never held whole. */
export async function* xlsx(head: readonly string[], parts: AsyncIterable<Rows>): AsyncGenerator<Uint8Array> {
  const { add, made } = archive();
  for (const [name, text] of Object.entries(FRAME)) add(name).push(strToU8(XML + text), true);
  const sheet = add('xl/worksheets/sheet1.xml');
  const write = (text: string) => sheet.push(strToU8(text));
  write(
    `${XML}<worksheet xmlns="${SPREADSHEET}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`,
  );
  write(row(1, head, 's="1" '));
  yield* made();
  let last = 1;
  for await (const rows of parts) {
    const fitting = rows.slice(0, MOST_ROWS - last);
    write(fitting.map((values, index) => row(last + 1 + index, values)).join(''));
    yield* made();
    last += fitting.length;
    if (last === MOST_ROWS) break;
  }
  sheet.push(strToU8('</sheetData></worksheet>'), true);
  yield* made(true);
}

/** A zip file that is given away while it is made. */
function archive() {
  const chunks: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
  return {
    add(name: string) {
      const file = new ZipDeflate(name, { level: 6 });
      zip.add(file);
      return file;
    },
    /** What was made since. */
    made(isEnd = false) {
      if (isEnd) zip.end();
      return chunks.splice(0);
    },
  };
}

function row(number: number, values: readonly Value[], style = ''): string {
  return `<row r="${number}">${values.map((value, index) => cell(`${column(index)}${number}`, value, style)).join('')}</row>`;
}

/** A to Z, then AA and so on. */
function column(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : column(Math.floor(index / 26) - 1) + letter;
}

/** A text is a text, whatever it begins with: none is taken for a formula. */
function cell(place: string, value: Value, style: string): string {
  if (value === null || value === '') return '';
  if (typeof value === 'number') return `<c r="${place}" ${style}><v>${value}</v></c>`;
  return `<c r="${place}" ${style}t="inlineStr"><is><t xml:space="preserve">${escaped(value.slice(0, LONGEST_TEXT))}</t></is></c>`;
}

/** What XML 1.0 cannot hold is left out. */
function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
