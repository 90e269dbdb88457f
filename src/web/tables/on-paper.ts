import type { PdfDefinition } from '../../labour/pdf.ts';
import { sentence } from '../../words/phrases.ts';
import type { Table } from './table.ts';

const SOFT = '#4a5560';
const INK = { 'bar-0': '#1d6b4f', 'bar-1': '#b9c4cf' } as const;

const STYLES = {
  title: { fontSize: 18, bold: true },
  subtitle: { fontSize: 13, color: SOFT, margin: [0, 2, 0, 6] },
  section: { fontSize: 12, bold: true, margin: [0, 15, 0, 5] },
  sentences: { fontSize: 11.5, lineHeight: 1.25 },
  soft: { fontSize: 8.5, color: SOFT, margin: [0, 3, 0, 0] },
  seal: { fontSize: 7.5, color: SOFT, margin: [0, 2, 0, 0] },
};

/** A document of ours: A4, one look for all. */
export function documentOf(title: string, content: readonly unknown[]): PdfDefinition {
  return {
    info: { title },
    pageSize: 'A4',
    pageMargins: [48, 48, 48, 56],
    defaultStyle: { font: 'Roboto', fontSize: 10 },
    styles: STYLES,
    content,
  };
}

export function styled(text: string, style: keyof typeof STYLES): object {
  return { text, style };
}

/**
 * A table in a document. One that is short is kept in one piece; what is drawn needs no table on paper. `before`: what heads
 * the column of the figures before, which a page shows beside each.
 */
export function onPaper({ title, note, chart, head, rows }: Table, before = ''): readonly object[] {
  const heading = { ...styled(title, 'section'), headlineLevel: 1 };
  const told = note === undefined ? [] : [{ ...styled(note, 'soft'), margin: [0, 0, 0, 4] }];
  if (chart)
    return [{ unbreakable: true, stack: [heading, ...told, { svg: inOurColours(chart), width: 499 }] }];
  const compares = rows.some((row) => row.some((cell) => cell.before !== undefined));
  const isText = (index: number) => index === 0 || typeof rows[0]?.[index]?.value === 'string';
  // Figures stand under each other.
  const inColumn = (text: string, index: number) => ({ text, alignment: isText(index) ? 'left' : 'right' });
  const inRow = (text: string, index: number) => ({
    ...inColumn(text, index),
    noWrap: compares && !isText(index),
  });
  const body = [
    [...head, ...(compares ? [before] : [])].map((text, index) => ({ ...inColumn(text, index), bold: true })),
    ...rows.map((row) =>
      [
        ...row.map(({ text, remark, isCode }, index) => {
          const own = isText(index) && !isCode ? sentence(text) : text;
          return remark ? `${own} ${remark}` : own;
        }),
        ...(compares ? [row.flatMap((cell) => cell.before ?? []).join(' · ')] : []),
      ].map(inRow),
    ),
  ];
  const widths = head.map((_, index) => (index === 0 ? '*' : 'auto'));
  const table = { headerRows: 1, widths: compares ? [...widths, 'auto'] : widths, body };
  const stack = [heading, ...told, { layout: 'lightHorizontalLines', table }];
  return [{ unbreakable: rows.length <= LONGEST_IN_ONE_PIECE, stack }];
}

/** More rows than this may not fit a page. */
const LONGEST_IN_ONE_PIECE = 32;

/** The colours of the style sheet, which a document does not know. */
function inOurColours(svg: string): string {
  return svg
    .replaceAll('class="bar-0"', `fill="${INK['bar-0']}"`)
    .replaceAll('class="bar-1"', `fill="${INK['bar-1']}"`)
    .replaceAll('class="scale"', `font-size="11" fill="${SOFT}"`)
    .replaceAll('class="grid"', 'stroke="#d5dae0" fill="none"')
    .replaceAll(/<title>.*?<\/title>/g, '')
    .replace('class="chart" ', 'xmlns="http://www.w3.org/2000/svg" ');
}
