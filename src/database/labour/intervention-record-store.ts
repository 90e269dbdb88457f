import { randomBytes, randomUUID } from 'node:crypto';
import type { Selectable, Transaction } from 'kysely';
import {
  advanceIntervention,
  type Entered,
  type Intervention,
  type InterventionEvent,
  openIntervention,
  type WorkSource,
} from '../../domain/labour/intervention.ts';
import { CHAIN_START, type ChainedEntry, hashBody, hashEntry } from '../../labour/hash-chain.ts';
import type {
  InterventionFilter,
  InterventionReader,
  InterventionRecord,
  RecordEntry,
} from '../../labour/intervention-record.ts';
import type { DomainEvent } from '../../notices/domain-event.ts';
import { fail, ok } from '../../runtime/result.ts';
import type { Database, Queryable } from '../database.ts';
import { writeDomainEvent } from '../notices/domain-events.ts';
import type { InterventionEntryRow } from '../tables/labour-tables.ts';
import type { Tables } from '../tables/tables.ts';

/** The record of interventions, kept in the database. */
export function createInterventionRecord(db: Database, newId: () => string = randomUUID): InterventionRecord {
  return {
    open: (personId, event, entered, domainEvent = null) =>
      db.transaction().execute(async (transaction) => {
        const intervention = openIntervention(newId(), personId, event);
        await write(transaction, intervention, event, entered, domainEvent);
        return intervention;
      }),
    add: (id, event, entered, domainEvent = null) =>
      db.transaction().execute(async (transaction) => {
        const now = await readIntervention(transaction, id);
        if (now === null) return fail('no-such-intervention' as const);
        const step = advanceIntervention(now, event, entered);
        if (!step.ok) return step;
        await write(transaction, step.value, event, entered, domainEvent);
        return ok(step.value);
      }),
  };
}

/** The record as pages and reports look at it. */
export function createInterventionReader(db: Queryable): InterventionReader {
  return {
    list: (filter) => list(db, filter),
    find: (id) => readIntervention(db, id),
    async history(id) {
      const rows = await db
        .selectFrom('intervention_entries')
        .selectAll()
        .where('intervention_id', '=', id)
        .orderBy('seq')
        .execute();
      return rows.map(toEntry);
    },
    end: () => chainEnd(db),
  };
}

async function write(
  transaction: Transaction<Tables>,
  intervention: Intervention,
  event: InterventionEvent,
  { at, by }: Entered,
  domainEvent: DomainEvent | null,
): Promise<void> {
  const end = await chainEnd(transaction);
  const [body, salt] = [JSON.stringify(event), randomBytes(16).toString('hex')];
  const entry = {
    ...{ seq: end.seq + 1, at, by, interventionId: intervention.id, personId: intervention.personId },
    kind: event.kind,
    bodyHash: hashBody(salt, body),
  };
  await transaction
    .insertInto('intervention_entries')
    .values({
      seq: entry.seq,
      at,
      by_id: by,
      intervention_id: entry.interventionId,
      person_id: entry.personId,
      kind: entry.kind,
      body,
      salt,
      body_hash: entry.bodyHash,
      hash: hashEntry(end.hash, entry),
    })
    .execute();
  if (event.kind === 'opened' || event.kind === 'joined')
    await transaction
      .insertInto('intervention_work')
      .values({ ...workKey(event.work.source), intervention_id: intervention.id })
      .execute();
  await project(transaction, intervention);
  if (domainEvent !== null) await writeDomainEvent(transaction, domainEvent, at);
}

/** What lists are read from. */
async function project(db: Queryable, intervention: Intervention): Promise<void> {
  const row = {
    id: intervention.id,
    person_id: intervention.personId,
    state: intervention.state,
    start_at: intervention.startAt,
    end_at: intervention.endAt,
    document: JSON.stringify(intervention),
  };
  await db
    .insertInto('interventions')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
}

/** How work is known, so that none is taken in twice. */
export function workKey(source: WorkSource): { kind: string; ref: string; part: number } {
  return source.kind === 'call'
    ? { kind: source.kind, ref: source.callId, part: source.attempt }
    : { kind: source.kind, ref: String(source.taskId), part: source.part };
}

export async function chainEnd(db: Queryable): Promise<{ readonly seq: number; readonly hash: string }> {
  const last = await db
    .selectFrom('intervention_entries')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last ?? { seq: 0, hash: CHAIN_START };
}

async function readIntervention(db: Queryable, id: string): Promise<Intervention | null> {
  const row = await db.selectFrom('interventions').select('document').where('id', '=', id).executeTakeFirst();
  return row ? storedIntervention(row.document) : null;
}

/** `project` wrote it, and nothing else does. */
export function storedIntervention(document: string): Intervention {
  return JSON.parse(document) as Intervention;
}

async function list(
  db: Queryable,
  { personIds, states, within, limit }: InterventionFilter,
): Promise<readonly Intervention[]> {
  if (personIds?.length === 0) return [];
  const rows = await db
    .selectFrom('interventions')
    .select('document')
    .$if(personIds !== undefined, (query) => query.where('person_id', 'in', personIds ?? []))
    .$if(states !== undefined, (query) => query.where('state', 'in', states ?? []))
    .$if(within !== undefined, (query) =>
      query
        .where('start_at', '<', within?.endAt ?? 0)
        .where((where) =>
          where.or([where('end_at', 'is', null), where('end_at', '>=', within?.startAt ?? 0)]),
        ),
    )
    .orderBy('start_at', 'desc')
    .orderBy('id')
    .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
    .execute();
  return rows.map(({ document }) => storedIntervention(document));
}

function toEntry(row: Selectable<InterventionEntryRow>): RecordEntry {
  // `write` wrote these from InterventionEvents, and nothing else writes them.
  const event = row.body === null ? null : (JSON.parse(row.body) as InterventionEvent);
  const kind = row.kind as InterventionEvent['kind'];
  return { seq: row.seq, at: row.at, by: row.by_id, event, kind, hash: row.hash };
}

export function toChained(row: Selectable<InterventionEntryRow>): ChainedEntry {
  return {
    seq: row.seq,
    at: row.at,
    by: row.by_id,
    interventionId: row.intervention_id,
    personId: row.person_id,
    kind: row.kind,
    body: row.body,
    salt: row.salt,
    bodyHash: row.body_hash,
    hash: row.hash,
  };
}
