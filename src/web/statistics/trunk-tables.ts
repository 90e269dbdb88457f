import { spreadOf } from '../../domain/statistics/spread.ts';
import { type Counts, countOf, type Sums, under } from '../../domain/statistics/sums.ts';
import type { TrunkWhat } from '../../domain/statistics/trunk-tries.ts';
import { type Cell, EMPTY_CELL, type Table, textCell } from '../tables/table.ts';
import { countCell, type Subject, secondsCell, shareCell } from './figure-table.ts';
import { failureWords } from './figure-words.ts';

/** How each trunk carried tries at outside numbers, beside all of these together. */
export function trunksTable(subject: Subject): Table {
  const { t, sums, callsOf } = subject;
  const words = t.statistics;
  const all = rowOf(subject, {
    name: textCell(words.trunk.all),
    measures: (of) => ({ counts: of.trunk ?? {}, delay: of['trunk-delay'] }),
    calls: EMPTY_CELL,
  });
  return {
    name: 'trunks',
    title: words.tables.trunks,
    note: words.notes.trunks,
    head: Object.values(words.trunk.columns),
    rows: [
      all,
      ...trunksOf(subject).map((trunk) =>
        rowOf(subject, {
          name: textCell(trunk, { isCode: true }),
          measures: (of) => ({ counts: under(of.trunks, trunk), delay: under(of['trunks-delay'], trunk) }),
          calls: countCell(subject, countOf(sums['trunk-calls'], `${trunk}/tried`), {
            href: callsOf({ of: 'trunk', trunk, what: 'tried' }),
            before: countOf(subject.before['trunk-calls'], `${trunk}/tried`),
          }),
        }),
      ),
    ],
  };
}

interface TrunkRow {
  readonly name: Cell;
  readonly measures: (sums: Sums) => {
    readonly counts: Sums['trunk'] & object;
    readonly delay: Sums['trunk'];
  };
  readonly calls: Cell;
}

function rowOf(subject: Subject, { name, measures, calls }: TrunkRow): readonly Cell[] {
  const [now, then] = [measures(subject.sums), measures(subject.before)];
  const tried = [countOf(now.counts, 'tried'), countOf(then.counts, 'tried')] as const;
  const share = (what: 'rang' | 'answered') =>
    shareCell(subject, countOf(now.counts, what), tried[0], [countOf(then.counts, what), tried[1]]);
  const [delay, delayBefore] = [spreadOf(now.delay), spreadOf(then.delay)];
  return [
    name,
    countCell(subject, tried[0], { before: tried[1] }),
    calls,
    share('rang'),
    share('answered'),
    secondsCell(subject, delay?.median ?? null, delayBefore?.median ?? null),
    secondsCell(subject, delay?.p90 ?? null, delayBefore?.p90 ?? null),
  ];
}

/** Why tries by each trunk failed, by code. */
export function trunkFailuresTable(subject: Subject): Table {
  const { t, sums, before, callsOf } = subject;
  const words = t.statistics;
  const { columns } = words;
  return {
    name: 'trunkfailures',
    title: words.tables.trunkFailures,
    note: words.notes.trunkFailures,
    head: [words.trunk.columns.name, columns.why, columns.tries, columns.share, columns.calls],
    rows: trunksOf(subject).flatMap((trunk) => {
      const [counts, then] = [under(sums.trunks, trunk), under(before.trunks, trunk)];
      return failuresOf(counts, then).map(([what, count]) => [
        textCell(trunk, { isCode: true }),
        textCell(failureWords(t, what.slice('failed.'.length))),
        countCell(subject, count, { before: countOf(then, what) }),
        shareCell(subject, count, countOf(counts, 'tried'), [countOf(then, what), countOf(then, 'tried')]),
        countCell(subject, countOf(sums['trunk-calls'], `${trunk}/${what}`), {
          href: callsOf({ of: 'trunk', trunk, what: what as TrunkWhat }),
          before: countOf(before['trunk-calls'], `${trunk}/${what}`),
        }),
      ]);
    }),
  };
}

/** The most frequent first. */
function failuresOf(now: Counts, before: Counts) {
  return [...new Set([...Object.keys(now), ...Object.keys(before)])]
    .filter((what) => what.startsWith('failed.'))
    .map((what) => [what, countOf(now, what)] as const)
    .sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
}

/** By name: this is no ranking. Those of before that are no more are told too. */
function trunksOf({ sums, before }: Pick<Subject, 'sums' | 'before'>): readonly string[] {
  const keys = [...Object.keys(sums.trunks ?? {}), ...Object.keys(before.trunks ?? {})];
  return [...new Set(keys.map((key) => key.split('/')[0] ?? ''))].sort();
}
