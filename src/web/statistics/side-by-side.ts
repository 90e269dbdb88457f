import type { Person } from '../../domain/person.ts';
import { spreadOf, within } from '../../domain/statistics/spread.ts';
import { byPart, countOf, type Sums, totalOf, under } from '../../domain/statistics/sums.ts';
import type { Replay } from '../../statistics/what-if/replay.ts';
import { type Cell, type Table, textCell } from '../tables/table.ts';
import { countCell, type Subject, secondsCell, shareCell } from './figure-table.ts';
import { offered, REACHED_WITHIN } from './reception-tables.ts';

type Told = Pick<Replay, 'happened' | 'replayed'>;

/** What happened, beside what would have. */
export function receptionBeside(subject: Subject, { happened, replayed }: Told): Table {
  const words = subject.t.statistics;
  const both = (cell: (sums: Sums) => Cell) => [cell(happened), cell(replayed)];
  const share = (label: string, part: (sums: Sums) => number) => [
    textCell(label),
    ...both((sums) => shareCell(subject, part(sums), offered(sums))),
  ];
  const seconds = (label: string, of: (sums: Sums) => Sums['taken'], which: 'median' | 'p90') => [
    textCell(label),
    ...both((sums) => secondsCell(subject, spreadOf(of(sums))?.[which] ?? null)),
  ];
  const left = (sums: Sums) => byPart(sums.left, 1);
  return {
    name: 'beside',
    title: words.whatIf.reception,
    head: [words.columns.what, words.whatIf.happened, words.whatIf.would],
    rows: [
      [textCell(words.kinds.offered), ...both((sums) => countCell(subject, offered(sums)))],
      ...REACHED_WITHIN.map((limit) =>
        share(words.figures.taken(limit), (sums) => within(sums.taken, limit)),
      ),
      share(words.figures.taken(null), (sums) => totalOf(sums.taken)),
      share(words.outcomes.voicemail, (sums) => countOf(sums.outcomes, 'voicemail')),
      share(words.outcomes['caller-hung-up'], (sums) => totalOf(sums.left)),
      seconds(`${words.times.taken}, ${words.whatIf.median}`, (sums) => sums.taken, 'median'),
      seconds(`${words.times.taken}, ${words.whatIf.p90}`, (sums) => sums.taken, 'p90'),
      seconds(`${words.times.left}, ${words.whatIf.median}`, left, 'median'),
    ],
  };
}

/** Whom it would have dialled, and woken; in the order of their names. */
export function peopleBeside(
  subject: Subject,
  { happened, replayed }: Told,
  people: readonly Person[],
): Table {
  const words = subject.t.statistics;
  const tries = (sums: Sums, id: string) => totalOf(under(sums.people, id));
  const woken = (sums: Sums, id: string) => countOf(sums['night-tries'], id);
  return {
    name: 'people-beside',
    title: words.whatIf.people,
    head: [
      words.people.name,
      ...[words.whatIf.tries, words.whatIf.woken].flatMap((what) => [
        words.whatIf.asItWas(what),
        words.whatIf.wouldBe(what),
      ]),
    ],
    rows: people
      .filter(({ id }) => tries(happened, id) + tries(replayed, id) > 0)
      .map(({ id, name }) => [
        textCell(name),
        ...[tries, woken].flatMap((of) => [
          countCell(subject, of(happened, id)),
          countCell(subject, of(replayed, id)),
        ]),
      ]),
  };
}
