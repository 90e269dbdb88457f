import { spreadOf } from '../../domain/statistics/spread.ts';
import { countOf, type Sums, totalOf } from '../../domain/statistics/sums.ts';
import type { PdfDefinition } from '../../labour/pdf.ts';
import { documentOf, onPaper, styled } from '../tables/on-paper.ts';
import type { Table } from '../tables/table.ts';
import { tasksTable } from './afterwards-tables.ts';
import { inDigits, type Subject, shareText } from './figure-table.ts';
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
  return documentOf(`${title}, ${month}`, [
    styled(title, 'title'),
    styled(month, 'subtitle'),
    styled(words.short, 'section'),
    { ul: sentences(subject), style: 'sentences' },
    ...(isEmpty ? [] : tables({ subject, parts }).flatMap((table) => onPaper(table, words.beforeColumn))),
    {
      unbreakable: true,
      stack: [
        styled(t.statistics.definitions, 'section'),
        { ul: t.statistics.definitionsText.split('\n'), style: 'soft' },
        { ...styled(words.made(madeOn), 'soft'), margin: [0, 12, 0, 0] },
      ],
    },
  ]);
}

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

function tables({ subject, parts }: Pick<StatisticsView, 'subject' | 'parts'>): readonly Table[] {
  const has = (of: Sums['left']) => totalOf(of) > 0;
  return [
    daysTable(subject, parts),
    reachedTable(subject),
    timesTable(subject),
    outcomesTable(subject),
    ...(has(subject.sums.left) ? [leftTable(subject)] : []),
    ...(has(subject.sums.tasks) ? [tasksTable(subject, () => undefined)] : []),
  ];
}
