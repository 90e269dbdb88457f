import { ATTEMPT_OUTCOMES } from '../../domain/call.ts';
import { spreadOf } from '../../domain/statistics/spread.ts';
import { type Counts, countOf, type Sums, totalOf } from '../../domain/statistics/sums.ts';
import { type Table, textCell } from '../tables/table.ts';
import { countCell, inDigits, type Subject, secondsCell, shareCell } from './figure-table.ts';
import { triedWords } from './figure-words.ts';

/** At which step and round calls are taken. */
export function stepsTable(subject: Subject): Table {
  const { t, sums, before, callsOf } = subject;
  const words = t.statistics;
  const stops = keysOf(sums['step-reached'], before['step-reached'])
    .map((key) => key.split('/').map(Number))
    .map(([step = 0, round = 0]) => ({ step, round }))
    .sort((a, b) => a.round - b.round || rank(a.step) - rank(b.step));
  return {
    name: 'steps',
    title: words.tables.steps,
    note: words.notes.steps,
    head: [words.columns.step, words.columns.cameTo, words.columns.taken, words.columns.share],
    rows: stops.map(({ step, round }) => {
      const key = `${step}/${round}`;
      const [came, taken] = [countOf(sums['step-reached'], key), countOf(sums['step-taken'], key)];
      const [cameBefore, takenBefore] = [
        countOf(before['step-reached'], key),
        countOf(before['step-taken'], key),
      ];
      const takes = countCell(subject, taken, {
        href: callsOf({ of: 'step', step, round, taken: true }),
        before: takenBefore,
      });
      return [
        textCell(stepName(subject, step, round)),
        countCell(subject, came, {
          href: callsOf({ of: 'step', step, round, taken: false }),
          before: cameBefore,
        }),
        taken === 0 ? { ...takes, text: words.neverTakes } : takes,
        shareCell(subject, taken, came, [takenBefore, cameBefore]),
      ];
    }),
  };
}

/** What was before and is no more is told too. */
function keysOf(now: Counts | undefined, before: Counts | undefined): readonly string[] {
  return [...new Set([...Object.keys(now ?? {}), ...Object.keys(before ?? {})])];
}

/** The last resort comes after all steps. */
function rank(step: number): number {
  return step < 0 ? Number.POSITIVE_INFINITY : step;
}

function stepName({ t }: Subject, step: number, round: number): string {
  const { stages, stepOf } = t.statistics;
  return step < 0 ? stages['last-resort'] : stepOf(step + 1, round + 1);
}

export function effortTable(subject: Subject): Table {
  const { t, sums, before } = subject;
  const words = t.statistics;
  const kinds = ['extension', 'phone'] as const;
  const effort = (of: Sums) => spreadOf(of.tries);
  const [now, then] = [effort(sums), effort(before)];
  const plain = (count: number | null, past: number | null) => ({
    value: count,
    text: count === null ? '–' : inDigits(subject.language, count),
    before: past === null ? '–' : inDigits(subject.language, past),
  });
  const vain = (key: string, of: Sums) => countOf(of['night-vain'], key);
  return {
    name: 'effort',
    title: words.tables.effort,
    head: [words.columns.what, words.columns.value],
    rows: [
      [textCell(words.effort.median), plain(now?.median ?? null, then?.median ?? null)],
      [textCell(words.effort.p90), plain(now?.p90 ?? null, then?.p90 ?? null)],
      ...kinds.map((kind) => [
        textCell(words.effort.methods[kind]),
        {
          ...shareCell(subject, countOf(sums['method-taken'], kind), countOf(sums['method-tried'], kind), [
            countOf(before['method-taken'], kind),
            countOf(before['method-tried'], kind),
          ]),
        },
      ]),
      [
        textCell(words.effort.nightTries),
        countCell(subject, vain('tries', sums), { before: vain('tries', before) }),
      ],
      [
        textCell(words.effort.nightSeconds),
        secondsCell(subject, vain('seconds', sums), vain('seconds', before)),
      ],
    ],
  };
}

/** Why tries did not take the call. */
export function failuresTable(subject: Subject): Table {
  const { t, sums, before, callsOf } = subject;
  const words = t.statistics;
  const [all, allBefore] = [totalOf(sums.failures), totalOf(before.failures)];
  const rows = keysOf(sums.failures, before.failures)
    .map((key) => [key, countOf(sums.failures, key)] as const)
    .sort(([, a], [, b]) => b - a);
  return {
    name: 'failures',
    title: words.tables.failures,
    note: words.notes.failures,
    head: [words.columns.why, words.columns.tries, words.columns.share, words.columns.calls],
    rows: rows.map(([key, count]) => {
      const [word = '', why = '', network = ''] = key.split('/');
      const outcome = ATTEMPT_OUTCOMES.find((one) => one === word);
      const code = network === '' ? why : `network.${network}`;
      return [
        textCell(outcome === undefined ? word : triedWords(t, outcome, code)),
        countCell(subject, count, { before: countOf(before.failures, key) }),
        shareCell(subject, count, all, [countOf(before.failures, key), allBefore]),
        countCell(subject, countOf(sums['failure-calls'], key), {
          href: outcome === undefined ? undefined : callsOf({ of: 'try', outcome, why: code }),
          before: countOf(before['failure-calls'], key),
        }),
      ];
    }),
  };
}
