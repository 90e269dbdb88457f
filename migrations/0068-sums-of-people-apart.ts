import type { Kysely } from 'kysely';

/**
 * Sums of people are read by themselves, and a person's nights are days of a month as bits, not a key for each night; how
 * many calls were offered and taken stands beside the sums. What is there is rewritten: calls that it was counted of may be erased.
 */
export async function up(db: Kysely<Sums>): Promise<void> {
  await rewrite(
    db,
    [
      ['offered', 'integer'],
      ['taken', 'integer'],
      ['sums', 'text'],
      ['people', 'text'],
    ],
    apart,
  );
}

export async function down(db: Kysely<Sums>): Promise<void> {
  await rewrite(db, [['sums', 'text']], inOne);
}

type Counts = Record<string, number>;
type Measures = Record<string, Counts>;
type Columns = readonly (readonly [name: string, type: 'integer' | 'text'])[];

interface SumsTable {
  period: string;
  hotline_id: string;
  schedule_id: string;
  calls: number;
  offered?: number | undefined;
  taken?: number | undefined;
  sums: string;
  people?: string | undefined;
}

interface Sums {
  call_sums: SumsTable;
  call_sums_anew: SumsTable;
}

/** So many rows of nine values are one statement's. */
const PART = 500;

async function rewrite(
  db: Kysely<Sums>,
  columns: Columns,
  rewritten: (row: SumsTable) => SumsTable,
): Promise<void> {
  let table = db.schema.createTable('call_sums_anew');
  for (const column of ['period', 'hotline_id', 'schedule_id'])
    table = table.addColumn(column, 'text', (one) => one.notNull());
  table = table.addColumn('calls', 'integer', (one) => one.notNull());
  for (const [name, type] of columns) table = table.addColumn(name, type, (one) => one.notNull());
  const key = ['period', 'hotline_id', 'schedule_id'] as const;
  await table.addPrimaryKeyConstraint(`call_sums_by_${columns.length}`, key as never).execute();
  // A period at a time: all of them may be a gigabyte.
  const periods = await db.selectFrom('call_sums').select('period').distinct().execute();
  for (const { period } of periods) {
    const rows = await db.selectFrom('call_sums').selectAll().where('period', '=', period).execute();
    for (let from = 0; from < rows.length; from += PART) {
      const part = rows.slice(from, from + PART).map(rewritten);
      await db.insertInto('call_sums_anew').values(part).execute();
    }
  }
  await db.schema.dropTable('call_sums').execute();
  await db.schema.alterTable('call_sums_anew').renameTo('call_sums').execute();
}

const OF_PEOPLE = ['people', 'person-calls', 'person-taken'] as const;
const NIGHTS = ['nights', 'nights-answered'] as const;

function apart({ period, hotline_id, schedule_id, calls, sums }: SumsTable): SumsTable {
  const all = JSON.parse(sums) as Measures;
  const people: Measures = {};
  for (const measure of OF_PEOPLE) move(all, people, measure);
  const { 'person-talk': talk, nights, 'nights-answered': answered } = all;
  for (const measure of ['person-talk', ...NIGHTS]) delete all[measure];
  if (talk) people['person-talk'] = totals(talk, (seconds) => Number(seconds));
  if (nights) {
    people['night-tries'] = totals(nights, () => 1);
    people.nights = asBits(nights);
  }
  if (answered) people['nights-answered'] = asBits(answered);
  const taken = Object.values(all.taken ?? {}).reduce((total, count) => total + count, 0);
  return {
    ...{ period, hotline_id, schedule_id, calls, offered: all.kinds?.offered ?? 0, taken },
    ...{ sums: JSON.stringify(all), people: JSON.stringify(people) },
  };
}

function move(from: Measures, to: Measures, measure: string): void {
  const counts = from[measure];
  if (counts) to[measure] = counts;
  delete from[measure];
}

/** Of keys `person/what`: each amount times what it is of, by person. */
function totals(counts: Counts, worth: (what: string) => number): Counts {
  const found: Counts = {};
  for (const [key, amount] of Object.entries(counts)) {
    const [person, what] = parts(key);
    found[person] = (found[person] ?? 0) + amount * worth(what);
  }
  return found;
}

/** `person/2026-11-30` as `person/2026-11`: bit 29. */
function asBits(nights: Counts): Counts {
  const found: Counts = {};
  for (const key of Object.keys(nights)) {
    const month = key.slice(0, -3);
    found[month] = (found[month] ?? 0) | (1 << (Number(key.slice(-2)) - 1));
  }
  return found;
}

/** As it was read before; tries of a person's nights are all told of the last of them. */
function inOne({ period, hotline_id, schedule_id, calls, sums, people = '{}' }: SumsTable): SumsTable {
  const of = JSON.parse(people) as Measures;
  const all = JSON.parse(sums) as Measures;
  for (const measure of OF_PEOPLE) move(of, all, measure);
  const { 'person-talk': talk, 'night-tries': tries } = of;
  if (talk) all['person-talk'] = Object.fromEntries(Object.entries(talk).map(([id, s]) => [`${id}/${s}`, 1]));
  for (const measure of NIGHTS) if (of[measure]) all[measure] = asNights(of[measure]);
  for (const [id, amount] of Object.entries(tries ?? {})) {
    const own = Object.keys(all.nights ?? {}).filter((key) => parts(key)[0] === id);
    const last = own.at(-1);
    if (all.nights && last !== undefined) all.nights[last] = amount - own.length + 1;
  }
  return { period, hotline_id, schedule_id, calls, sums: JSON.stringify(all) };
}

function asNights(months: Counts): Counts {
  const found: Counts = {};
  for (const [month, bits] of Object.entries(months))
    for (let day = 1; day <= 31; day++)
      if (bits & (1 << (day - 1))) found[`${month}-${String(day).padStart(2, '0')}`] = 1;
  return found;
}

/** An id of a person has no `/`. */
function parts(key: string): readonly [person: string, what: string] {
  const [person = '', what = ''] = key.split('/');
  return [person, what];
}
