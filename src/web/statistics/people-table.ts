import type { AttemptOutcome } from '../../domain/call.ts';
import type { Person } from '../../domain/person.ts';
import { spreadOf, totalSeconds } from '../../domain/statistics/spread.ts';
import { type Counts, countOf, type Sums, totalOf, under } from '../../domain/statistics/sums.ts';
import {
  type Cell,
  countCell,
  type FigureTable,
  type Subject,
  secondsCell,
  textCell,
} from './figure-table.ts';

/** Ends that count as missed: it rang, and nobody said anything. */
const MISSED: readonly AttemptOutcome[] = ['no-answer', 'not-accepted'];
const AWAY: readonly AttemptOutcome[] = ['busy', 'unreachable', 'engaged'];

/** What reached whom, in the order of their names: this is no ranking. */
export function peopleTable(subject: Subject, people: readonly Person[]): FigureTable {
  const words = subject.t.statistics;
  return {
    name: 'people',
    title: words.tables.people,
    note: words.notes.people,
    head: Object.values(words.people),
    rows: people.map((person) => rowOf(subject, person)),
  };
}

function rowOf(subject: Subject, { id, name }: Person): readonly Cell[] {
  const { sums, before, callsOf } = subject;
  const ends = (of: Sums) => under(of.people, id);
  const tries = (of: readonly AttemptOutcome[]) => {
    const [outcome] = of;
    const sum = (counts: Counts) => of.reduce((total, one) => total + countOf(counts, one), 0);
    const href =
      of.length === 1 && outcome ? callsOf({ of: 'try', outcome, why: null }, { person: id }) : undefined;
    return countCell(subject, sum(ends(sums)), { href, before: sum(ends(before)) });
  };
  const toTake = spreadOf(under(sums['person-taken'], id));
  const nights = (of: Sums) => under(of.nights, id);
  return [
    textCell(name),
    countCell(subject, totalOf(ends(sums)), { before: totalOf(ends(before)) }),
    tries(['accepted']),
    tries(MISSED),
    tries(['declined']),
    tries(AWAY),
    secondsCell(subject, toTake?.median ?? null),
    secondsCell(subject, toTake?.p90 ?? null),
    countCell(subject, totalOf(nights(sums)), { before: totalOf(nights(before)) }),
    countCell(subject, Object.keys(nights(sums)).length, { before: Object.keys(nights(before)).length }),
    secondsCell(subject, totalSeconds(under(sums['person-talk'], id))),
  ];
}
