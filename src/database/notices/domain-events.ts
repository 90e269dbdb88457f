import type { DomainEvent, WaitingDomainEvent } from '../../notices/domain-event.ts';
import type { Instant } from '../../runtime/instant.ts';
import type { Queryable } from '../database.ts';
import type { Statement } from '../one-step-connection.ts';
import { preparedRead, preparedWrite } from '../prepared-query.ts';

const insertDomainEvent = preparedWrite(
  (db, row: { at: Instant; kind: DomainEvent['kind']; details: string }) =>
    db.insertInto('domain_events').values(row),
);

/** Writes down what may have to be told, in the transaction in which it happens: outside of one it is a bug. */
export async function writeDomainEvent(db: Queryable, event: DomainEvent, at: Instant): Promise<void> {
  if (!db.isTransaction)
    throw new Error(`the event ${event.kind} belongs into the transaction of what it tells of`);
  await insertDomainEvent(db, rowOf(event, at));
}

/** The same, to be written together with what it tells of. */
export function domainEventStatement(db: Queryable, event: DomainEvent, at: Instant): Statement {
  return { query: insertDomainEvent.statement(db, rowOf(event, at)) };
}

function rowOf({ kind, ...details }: DomainEvent, at: Instant) {
  return { at, kind, details: JSON.stringify(details) };
}

const oldestWaiting = preparedRead((db, { most }: { most: number }) =>
  db.selectFrom('domain_events').selectAll().where('trouble', 'is', null).orderBy('id').limit(most),
);

/** The oldest first. */
export async function readDomainEvents(db: Queryable, most: number): Promise<readonly WaitingDomainEvent[]> {
  const rows = await oldestWaiting(db, { most });
  // `writeDomainEvent` wrote these, and nothing else writes them.
  return rows.map(({ id, at, kind, details }) => ({
    id,
    at,
    event: { kind, ...JSON.parse(details) } as DomainEvent,
  }));
}

/** It has been told: nothing of it is left. */
export const removeDomainEvent = preparedWrite((db, { id }: { id: number }) =>
  db.deleteFrom('domain_events').where('id', '=', id),
);
