import { sql } from 'kysely';
import { PERSONAL_DATA, type PersonalData } from '../../domain/privacy/personal-data.ts';
import type { PersonalRecord, PersonalRows } from '../../privacy/personal-record.ts';
import type { Database, Queryable } from '../database.ts';
import { erasePerson } from './erase-person.ts';
import { HOLDINGS, type Holding, type Loose, loosely } from './holdings.ts';

/** So many rows are read and made readable in one turn of the event loop. */
const AT_ONCE = 200;
const CARD: Holding = { kind: 'card', table: 'people', people: ['id'], onRequest: 'nameless' };

/** Everything that is recorded of a person, read from the database. */
export function createPersonalRecord(db: Database, reading: Queryable): PersonalRecord {
  const from = loosely(reading);
  return {
    async count(personId) {
      const counts = Object.fromEntries(PERSONAL_DATA.map((kind) => [kind, 0])) as Record<
        PersonalData,
        number
      >;
      counts.card = 1;
      for (const holding of HOLDINGS) {
        const { many } = await about(from, holding, personId)
          .select(sql<number>`count(*)`.as('many'))
          .executeTakeFirstOrThrow();
        counts[holding.kind] += many;
      }
      return counts;
    },
    async *read(personId) {
      yield { kind: 'card', table: 'people', rows: rowsOf(from, CARD, personId) };
      for (const holding of HOLDINGS)
        yield { kind: holding.kind, table: holding.table, rows: rowsOf(from, holding, personId) };
    },
    erase: (personId, author) => erasePerson(db, personId, author),
  };
}

async function* rowsOf(from: Loose, holding: Holding, personId: string): PersonalRows['rows'] {
  for (let read = 0; ; read += AT_ONCE) {
    const rows = await about(from, holding, personId).selectAll().limit(AT_ONCE).offset(read).execute();
    if (rows.length > 0) yield rows.map((row) => readable(row, holding.secret ?? []));
    if (rows.length < AT_ONCE) return;
  }
}

function about(from: Loose, { table, people }: Holding, personId: string) {
  return from
    .selectFrom(table)
    .where((where) => where.or(people.map((column) => where(column, '=', personId))));
}

/** Instants as people read them, JSON as it is meant, secrets not at all. */
function readable(
  row: Readonly<Record<string, unknown>>,
  secret: readonly string[],
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(row)
      .filter(([column]) => !secret.includes(column))
      .map(([column, value]) => [column, readableValue(column, value)]),
  );
}

function readableValue(column: string, value: unknown): unknown {
  if (typeof value === 'number' && (column === 'at' || column.endsWith('_at')))
    return new Date(value).toISOString();
  if (typeof value !== 'string' || !/^[{[]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
