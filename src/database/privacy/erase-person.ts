import { randomBytes } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { Intervention } from '../../domain/labour/intervention.ts';
import type { Author } from '../../planning/configuration.ts';
import type { ErasureProblem } from '../../privacy/personal-record.ts';
import { fail, ok, type Result } from '../../runtime/result.ts';
import { recordEntry } from '../accounts/audit-store.ts';
import type { Database } from '../database.ts';
import type { Tables } from '../tables/tables.ts';
import { HOLDINGS, loosely, NO_PHONE } from './holdings.ts';

type Write = Transaction<Tables>;

/** Events of so many calls are looked through at a time. */
const AT_ONCE = 200;

/** Takes somebody out of everything that the law does not ask for; what they did stays, under a name that says nothing. */
export function erasePerson(
  db: Database,
  personId: string,
  author: Author,
): Promise<Result<string, ErasureProblem>> {
  return db.transaction().execute(async (transaction) => {
    const problem = await problemOf(transaction, personId, author.at);
    if (problem !== null) return fail(problem);
    const person = await transaction
      .selectFrom('people')
      .selectAll()
      .where('id', '=', personId)
      .executeTakeFirstOrThrow();
    const code = randomBytes(4).toString('hex');
    const nameless = `nn-${code}`;
    await transaction
      .insertInto('people')
      .values({
        ...person,
        ...{ id: nameless, name: `N. N. ${code}`, role: 'member', colour: null },
        leaves_at: Math.min(person.leaves_at ?? author.at, author.at),
      })
      .execute();
    await forgetNumbers(transaction, personId);
    await forgetInCalls(transaction, personId, nameless);
    await forgetWaitingEvents(transaction, personId);
    await forgetInterventions(transaction, personId, nameless);
    await forgetRows(transaction, personId, nameless);
    await transaction.deleteFrom('pin_failures').where('name', '=', personId).execute();
    await transaction.deleteFrom('people').where('id', '=', personId).execute();
    const about = { kind: 'people', id: nameless };
    await recordEntry(transaction, author, 'erased', about, { before: null, after: null });
    return ok(nameless);
  });
}

/** Whoever is still to be on duty, or dialled, is needed. */
async function problemOf(db: Write, personId: string, now: number): Promise<ErasureProblem | null> {
  const planned = await db
    .selectFrom('planned_shifts')
    .select('person_id')
    .where('person_id', '=', personId)
    .where('end_at', '>', now)
    .executeTakeFirst();
  const replacing = await db
    .selectFrom('overrides')
    .select('person_id')
    .where('person_id', '=', personId)
    .where('end_at', '>', now)
    .executeTakeFirst();
  const today = new Date(now).toISOString().slice(0, 10);
  const taking = await db
    .selectFrom('rotation_participants')
    .innerJoin('rotations', (join) =>
      join
        .onRef('rotations.schedule_id', '=', 'rotation_participants.schedule_id')
        .onRef('rotations.id', '=', 'rotation_participants.rotation_id'),
    )
    .select('person_id')
    .where('person_id', '=', personId)
    .where((where) => where.or([where('until_date', 'is', null), where('until_date', '>', today)]))
    .where((where) => where.or([where('end_date', 'is', null), where('end_date', '>', today)]))
    .executeTakeFirst();
  if (planned || replacing || taking) return 'duty-to-come';
  const target = await db
    .selectFrom('policy_targets')
    .select('policy_id')
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return target ? 'in-a-chain' : null;
}

async function forgetRows(db: Write, personId: string, nameless: string): Promise<void> {
  const loose = loosely(db);
  for (const { table, people, onRequest, blank = {} } of HOLDINGS) {
    if (onRequest === 'stays') continue;
    for (const column of people) {
      if (onRequest === 'goes') await loose.deleteFrom(table).where(column, '=', personId).execute();
      else
        await loose
          .updateTable(table)
          // What is blanked belongs to whom the row is about, who stands first.
          .set({ [column]: nameless, ...(column === people[0] ? blank : {}) })
          .where(column, '=', personId)
          .execute();
    }
  }
}

/** What came from their telephones. */
async function forgetNumbers(db: Write, personId: string): Promise<void> {
  const numbers = await db
    .selectFrom('contact_methods')
    .select('address')
    .where('person_id', '=', personId)
    .execute();
  if (numbers.length === 0) return;
  await db
    .deleteFrom('sms_answers')
    .where(
      'from_number',
      'in',
      numbers.map(({ address }) => address),
    )
    .execute();
}

/** What was still to be told of them is told to nobody. */
async function forgetWaitingEvents(db: Write, personId: string): Promise<void> {
  const waiting = await db.selectFrom('domain_events').select(['id', 'details']).execute();
  const theirs = waiting.filter(({ details }) => details.includes(`"${personId}"`)).map(({ id }) => id);
  if (theirs.length > 0) await db.deleteFrom('domain_events').where('id', 'in', theirs).execute();
}

/** The history of calls names people and what was dialled. */
async function forgetInCalls(db: Write, personId: string, nameless: string): Promise<void> {
  const dialled = await db
    .selectFrom('attempts')
    .select(['call_id', 'name', 'address'])
    .where('person_id', '=', personId)
    .execute();
  const names = new Map(dialled.map(({ call_id, name }) => [call_id, name]));
  const ids = [...names.keys()];
  for (let first = 0; first < ids.length; first += AT_ONCE) {
    const events = await db
      .selectFrom('call_events')
      .selectAll()
      .where('call_id', 'in', ids.slice(first, first + AT_ONCE))
      .execute();
    for (const { call_id, position, details } of events) {
      const left = withoutPerson(details, personId, names.get(call_id) ?? '', nameless);
      if (left !== details)
        await db
          .updateTable('call_events')
          .set({ details: left })
          .where('call_id', '=', call_id)
          .where('position', '=', position)
          .execute();
    }
  }
}

function withoutPerson(details: string, personId: string, name: string, nameless: string): string {
  const event = JSON.parse(details) as Record<string, unknown>;
  if (event.personId === personId)
    return JSON.stringify({
      ...event,
      personId: nameless,
      name: NO_PHONE.name,
      target: { kind: NO_PHONE.kind, extension: NO_PHONE.address },
    });
  if (!Array.isArray(event.names) || !event.names.includes(name)) return details;
  return JSON.stringify({ ...event, names: event.names.map((one) => (one === name ? '–' : one)) });
}

/** The words go, and the hashes stay: the chain still holds. Times are kept, for they are what pay rests on. */
async function forgetInterventions(db: Write, personId: string, nameless: string): Promise<void> {
  await db
    .updateTable('intervention_entries')
    .set({ body: null, salt: null })
    .where('person_id', '=', personId)
    .execute();
  const rows = await db
    .selectFrom('interventions')
    .select(['id', 'document'])
    .where('person_id', '=', personId)
    .execute();
  for (const { id, document } of rows) {
    const known = JSON.parse(document) as Intervention;
    await db
      .updateTable('interventions')
      .set({ document: JSON.stringify({ ...known, personId: nameless, reason: '', pieces: [] }) })
      .where('id', '=', id)
      .execute();
  }
}
