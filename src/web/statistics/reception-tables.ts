import { OUTCOMES } from '../../domain/call.ts';
import { CALL_KINDS } from '../../domain/statistics/counted-call.ts';
import { spreadOf, within } from '../../domain/statistics/spread.ts';
import { byPart, countOf, type Sums, totalOf, under } from '../../domain/statistics/sums.ts';
import { EMPTY_CELL, type Table, textCell } from '../tables/table.ts';
import { countCell, type Subject, secondsCell, shareCell } from './figure-table.ts';
import { stageWords } from './stage-words.ts';

/** What 80/20 is to call centres, for people who have to wake up first. */
export const REACHED_WITHIN = [30, 60, 180] as const;

export function offered(sums: Sums): number {
  return countOf(sums.kinds, 'offered');
}

/** What became of the calls offered, and those that were not. */
export function outcomesTable(subject: Subject): Table {
  const { t, sums, before, callsOf } = subject;
  const words = t.statistics;
  const [all, allBefore] = [offered(sums), offered(before)];
  const outcomes = OUTCOMES.filter((outcome) => outcome !== 'refused').map((outcome) => {
    const [now, then] = [countOf(sums.outcomes, outcome), countOf(before.outcomes, outcome)];
    return [
      textCell(words.outcomes[outcome]),
      countCell(subject, now, { href: callsOf({ of: 'outcome', outcome }), before: then }),
      shareCell(subject, now, all, [then, allBefore]),
    ];
  });
  const apart = CALL_KINDS.filter((kind) => kind !== 'offered').map((kind) => [
    textCell(words.kinds[kind]),
    countCell(subject, countOf(sums.kinds, kind), {
      href: callsOf({ of: 'kind', kind }),
      before: countOf(before.kinds, kind),
    }),
    EMPTY_CELL,
  ]);
  const total = [
    textCell(words.kinds.offered),
    countCell(subject, all, { href: callsOf({ of: 'kind', kind: 'offered' }), before: allBefore }),
    EMPTY_CELL,
  ];
  return {
    name: 'outcomes',
    title: words.tables.outcomes,
    head: [words.columns.outcome, words.columns.calls, words.columns.share],
    rows: [total, ...outcomes, ...apart],
  };
}

export function reachedTable(subject: Subject): Table {
  const { t, sums, before, callsOf } = subject;
  const words = t.statistics;
  const [all, allBefore] = [offered(sums), offered(before)];
  const row = (label: string, seconds: number | null) => {
    const limit = seconds ?? Number.POSITIVE_INFINITY;
    const [now, then] = [within(sums.taken, limit), within(before.taken, limit)];
    return [
      textCell(label),
      countCell(subject, now, { href: callsOf({ of: 'taken', seconds }), before: then }),
      shareCell(subject, now, all, [then, allBefore]),
    ];
  };
  const [handled, handledBefore] = [totalOf(sums.handled), totalOf(before.handled)];
  return {
    name: 'reached',
    title: words.tables.reached,
    note: words.notes.reached,
    head: [words.columns.within, words.columns.calls, words.columns.share],
    rows: [
      ...REACHED_WITHIN.map((seconds) => row(words.within(seconds), seconds)),
      row(words.ever, null),
      [
        textCell(words.handled),
        countCell(subject, handled, { href: callsOf({ of: 'handled' }), before: handledBefore }),
        shareCell(subject, handled, all, [handledBefore, allBefore]),
      ],
    ],
  };
}

export function timesTable(subject: Subject): Table {
  const { t, sums, before, callsOf } = subject;
  const words = t.statistics;
  const taken = callsOf({ of: 'taken', seconds: null });
  const left = (of: Sums) => byPart(of.left, 1);
  const measures = [
    [words.times.ring, sums.ring, before.ring, callsOf({ of: 'rang' })],
    [words.times.taken, sums.taken, before.taken, taken],
    [words.times.talk, sums.talk, before.talk, taken],
    [words.times.left, left(sums), left(before), callsOf({ of: 'left', stage: null })],
  ] as const;
  return {
    name: 'times',
    title: words.tables.times,
    note: words.notes.times,
    head: [words.columns.time, words.columns.calls, words.columns.median, words.columns.p90],
    rows: measures.map(([label, now, then, href]) => {
      const [spread, spreadBefore] = [spreadOf(now), spreadOf(then)];
      return [
        textCell(label),
        countCell(subject, spread?.count ?? 0, { href, before: spreadBefore?.count ?? 0 }),
        secondsCell(subject, spread?.median ?? null, spreadBefore?.median ?? null),
        secondsCell(subject, spread?.p90 ?? null, spreadBefore?.p90 ?? null),
      ];
    }),
  };
}

/** Where callers left, and after how long. */
export function leftTable(subject: Subject): Table {
  const { t, sums, before, callsOf } = subject;
  const words = t.statistics;
  // Where nobody leaves any more is told too.
  const stages = [...new Set([...Object.keys(byPart(sums.left, 0)), ...Object.keys(byPart(before.left, 0))])];
  const [total, totalBefore] = [totalOf(sums.left), totalOf(before.left)];
  return {
    name: 'left',
    title: words.tables.left,
    head: [
      words.columns.where,
      words.columns.calls,
      words.columns.share,
      words.columns.median,
      words.columns.p90,
    ],
    rows: stages
      .sort((a, b) => stageRank(a) - stageRank(b))
      .map((stage) => {
        const [now, then] = [under(sums.left, stage), under(before.left, stage)];
        const [count, countBefore] = [totalOf(now), totalOf(then)];
        const [spread, spreadBefore] = [spreadOf(now), spreadOf(then)];
        return [
          textCell(stageWords(t, stage)),
          countCell(subject, count, { href: callsOf({ of: 'left', stage }), before: countBefore }),
          shareCell(subject, count, total, [countBefore, totalBefore]),
          secondsCell(subject, spread?.median ?? null, spreadBefore?.median ?? null),
          secondsCell(subject, spread?.p90 ?? null, spreadBefore?.p90 ?? null),
        ];
      }),
  };
}

/** In the order in which a caller comes to them. */
function stageRank(stage: string): number {
  if (stage.startsWith('step-')) return 1 + Number(stage.slice('step-'.length)) / 1000;
  return { greeting: 0, 'all-busy': 2, 'last-resort': 3, announcement: 4, message: 5 }[stage] ?? 9;
}

export function moreTable(subject: Subject): Table {
  const { t, sums, before, callsOf } = subject;
  const words = t.statistics;
  const again = (within: 'hour' | 'week') =>
    countCell(subject, countOf(sums.again, within), {
      href: callsOf({ of: 'again', within }),
      before: countOf(before.again, within),
    });
  const peak = (key: string) =>
    countCell(subject, countOf(sums.peaks, key), { before: countOf(before.peaks, key) });
  return {
    name: 'repeats',
    title: words.tables.repeats,
    note: words.notes.peaks,
    head: [words.columns.what, words.columns.calls],
    rows: [
      [textCell(words.again.hour), again('hour')],
      [textCell(words.again.week), again('week')],
      [textCell(words.peaks.callers), peak('callers')],
      [textCell(words.peaks.waiting), peak('waiting')],
    ],
  };
}
