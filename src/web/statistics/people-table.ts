import type { Person } from '../../domain/person.ts';
import { nightsIn } from '../../domain/statistics/nights.ts';
import { PERSON_FIGURES, type PersonFigure } from '../../domain/statistics/person-calls.ts';
import { spreadOf } from '../../domain/statistics/spread.ts';
import { byFirst, countOf, type Sums } from '../../domain/statistics/sums.ts';
import { type Cell, type Table, textCell } from '../tables/table.ts';
import { countCell, type Subject, secondsCell } from './figure-table.ts';

/** What reached whom, in the order of their names: this is no ranking. */
export function peopleTable(subject: Subject, people: readonly Person[]): Table {
  const words = subject.t.statistics;
  const [now, before] = [byPerson(subject.sums), byPerson(subject.before)];
  return {
    name: 'people',
    title: words.tables.people,
    note: words.notes.people,
    head: Object.values(words.people),
    rows: people.map((person) => rowOf(subject, person, now, before)),
  };
}

/** Told apart once: sums of years have thousands of keys. */
function byPerson(sums: Sums) {
  return { taken: byFirst(sums['person-taken']), nights: byFirst(sums.nights) };
}

type ByPerson = ReturnType<typeof byPerson>;

function rowOf(
  subject: Subject,
  { id, name }: Person,
  ofPeople: ByPerson,
  ofPeopleBefore: ByPerson,
): readonly Cell[] {
  const { sums, before, callsOf } = subject;
  const calls = (what: PersonFigure) =>
    countCell(subject, countOf(sums['person-calls'], `${id}/${what}`), {
      href: callsOf({ of: 'person', what }, { person: id }),
      before: countOf(before['person-calls'], `${id}/${what}`),
    });
  const [toTake, toTakeBefore] = [ofPeople, ofPeopleBefore].map(({ taken }) => spreadOf(taken.get(id)));
  const count = (of: (sums: Sums) => number) => countCell(subject, of(sums), { before: of(before) });
  return [
    textCell(name),
    ...PERSON_FIGURES.map(calls),
    secondsCell(subject, toTake?.median ?? null, toTakeBefore?.median ?? null),
    secondsCell(subject, toTake?.p90 ?? null, toTakeBefore?.p90 ?? null),
    count((of) => countOf(of['night-tries'], id)),
    countCell(subject, nightsIn(ofPeople.nights.get(id)), {
      before: nightsIn(ofPeopleBefore.nights.get(id)),
    }),
    secondsCell(subject, countOf(sums['person-talk'], id), countOf(before['person-talk'], id)),
  ];
}
