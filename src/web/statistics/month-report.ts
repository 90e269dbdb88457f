import { spreadOf } from '../../domain/statistics/spread.ts';
import { countOf, type Sums, totalOf } from '../../domain/statistics/sums.ts';
import type { PdfDefinition } from '../../labour/pdf.ts';
import { tasksTable } from './afterwards-tables.ts';
import { type FigureTable, inDigits, type Subject, shareText } from './figure-table.ts';
import type { StatisticsView } from './read-subject.ts';
import { leftTable, offered, outcomesTable, reachedTable, timesTable } from './reception-tables.ts';
import { daysTable } from './when-tables.ts';

/** What a report is about. */
export interface ReportOf {
  /** The hotline's; null: all of them. */
  readonly name: string | null;
  /** `November 2026` */
  readonly month: string;
  readonly madeOn: string;
}

/** A month as a document for people who read no tables: sentences first, the figures behind them after. */
export function monthReport(
  { subject, parts }: Pick<StatisticsView, 'subject' | 'parts'>,
  { name, month, madeOn }: ReportOf,
): PdfDefinition {
  const { t } = subject;
  const words = t.statistics.report;
  const title = words.title(name ?? words.everyHotline);
  const isEmpty = offered(subject.sums) === 0;
  return {
    info: { title: `${title}, ${month}` },
    pageSize: 'A4',
    pageMargins: [48, 48, 48, 56],
    defaultStyle: { font: 'Roboto', fontSize: 10 },
    styles: STYLES,
    content: [
      { text: title, style: 'title' },
      { text: month, style: 'month' },
      { text: words.short, style: 'section' },
      { ul: sentences(subject), style: 'sentences' },
      ...(isEmpty ? [] : tables({ subject, parts }).flatMap((table) => section(table, words.beforeColumn))),
      { text: t.statistics.definitions, style: 'section' },
      { ul: t.statistics.definitionsText.split('\n'), style: 'soft' },
      { text: words.made(madeOn), style: 'soft', margin: [0, 12, 0, 0] },
    ],
  };
}

const STYLES = {
  title: { fontSize: 20, bold: true },
  month: { fontSize: 13, color: '#4a5560', margin: [0, 2, 0, 6] },
  section: { fontSize: 12.5, bold: true, margin: [0, 16, 0, 5] },
  sentences: { fontSize: 11.5, lineHeight: 1.25 },
  soft: { fontSize: 8.5, color: '#4a5560' },
};

/** What a mayor wants to know. */
function sentences({ t, f, sums, before, language }: Subject): readonly string[] {
  const words = t.statistics.report;
  const all = offered(sums);
  if (all === 0) return [words.noCall];
  const count = (of: number) => inDigits(language, of);
  const spread = spreadOf(sums.taken);
  const some = (of: number, sentence: (count: string, isOne: boolean) => string) =>
    of === 0 ? [] : [sentence(count(of), of === 1)];
  return [
    words.came(count(all), count(offered(before)), all === 1),
    words.taken(shareText(language, totalOf(sums.taken), all)),
    ...(spread ? [words.fast(f.length(spread.median * 1000), f.length(spread.p90 * 1000))] : []),
    ...some(countOf(sums.outcomes, 'voicemail'), words.messages),
    ...some(totalOf(sums.left), words.left),
    words.handled(shareText(language, totalOf(sums.handled), all)),
    ...some(countOf(sums['night-vain'], 'tries'), words.night),
    ...some(countOf(sums.kinds, 'closed'), words.closed),
    ...some(totalOf(sums.fallback), words.fallback),
  ];
}

function tables({ subject, parts }: Pick<StatisticsView, 'subject' | 'parts'>): readonly FigureTable[] {
  const has = (of: Sums['left']) => totalOf(of) > 0;
  return [
    daysTable(subject, parts),
    reachedTable(subject),
    timesTable(subject),
    outcomesTable(subject),
    ...(has(subject.sums.left) ? [leftTable(subject)] : []),
    ...(has(subject.sums.tasks) ? [tasksTable(subject)] : []),
  ];
}

/** A table is kept in one piece where a page has room for it; what is drawn needs no table on paper. */
function section({ title, note, chart, head, rows }: FigureTable, before: string): readonly object[] {
  const heading = { text: title, style: 'section', headlineLevel: 1 };
  const told = note === undefined ? [] : [{ text: note, style: 'soft', margin: [0, 0, 0, 4] }];
  if (chart) return [{ unbreakable: true, stack: [heading, ...told, { svg: onPaper(chart), width: 499 }] }];
  const compares = rows.some((row) => row.some((cell) => cell.before !== undefined));
  const body = [
    [...head, ...(compares ? [before] : [])].map((text, index) => ({ ...inColumn(text, index), bold: true })),
    ...rows.map((row) =>
      [
        ...row.map(({ text }) => text),
        ...(compares ? [row.flatMap((cell) => cell.before ?? []).join(' · ')] : []),
      ].map(inColumn),
    ),
  ];
  const widths = body[0]?.map((_, index) => (index === 0 ? '*' : 'auto')) ?? [];
  const table = { headerRows: 1, widths, body };
  return [{ unbreakable: true, stack: [heading, ...told, { layout: 'lightHorizontalLines', table }] }];
}

/** Figures stand under each other. */
function inColumn(text: string, index: number) {
  return { text, alignment: index === 0 ? 'left' : 'right' };
}

const INK = { 'bar-0': '#1d6b4f', 'bar-1': '#b9c4cf' } as const;

/** The colours of the style sheet, which a document does not know. */
function onPaper(svg: string): string {
  return svg
    .replaceAll('class="bar-0"', `fill="${INK['bar-0']}"`)
    .replaceAll('class="bar-1"', `fill="${INK['bar-1']}"`)
    .replaceAll('class="scale"', 'font-size="11" fill="#4a5560"')
    .replaceAll('class="grid"', 'stroke="#d5dae0" fill="none"')
    .replaceAll(/<title>.*?<\/title>/g, '')
    .replace('class="chart" ', 'xmlns="http://www.w3.org/2000/svg" ');
}
