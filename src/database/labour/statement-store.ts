import type { Selectable } from 'kysely';
import type { Statement } from '../../domain/labour/statement.ts';
import { sha256 } from '../../labour/hash-chain.ts';
import type { ArchivedStatement, StatementArchive, StatementReader } from '../../labour/statement-archive.ts';
import type { Database, Queryable } from '../database.ts';
import { writeDomainEvent } from '../notices/domain-events.ts';
import type { StatementRow } from '../tables/labour-tables.ts';
import { chainEnd } from './intervention-record-store.ts';

const COLUMNS = [
  'id',
  'person_id',
  'month',
  'number',
  'closed_at',
  'closed_by',
  'document',
  'hash',
  'record_seq',
  'record_hash',
  'pdf_hash',
] as const;

/** Statements as they were closed, kept in the database with their PDF. */
export function createStatementArchive(db: Database, reading: Queryable = db): StatementArchive {
  return {
    ...createStatementReader(reading),
    async close(statement, { at, by }, pdfOf) {
      const document = JSON.stringify(statement);
      const { personId, month } = statement;
      const last = await lastOf(db, personId, month);
      if (last?.document === document) return null;
      const end = await chainEnd(db);
      const archived = {
        ...{ number: (last?.number ?? 0) + 1, statement, closedAt: at, closedBy: by },
        ...{ hash: sha256(document), recordSeq: end.seq, recordHash: end.hash },
      };
      const pdf = Buffer.from(await pdfOf(archived));
      const pdfHash = sha256(pdf);
      return db.transaction().execute(async (transaction) => {
        // Whoever closed it while this one was laid out was first: theirs stands.
        if ((await lastOf(transaction, personId, month))?.number !== last?.number) return null;
        const { id } = await transaction
          .insertInto('statements')
          .values({
            person_id: personId,
            month,
            number: archived.number,
            closed_at: at,
            closed_by: by,
            document,
            hash: archived.hash,
            record_seq: end.seq,
            record_hash: end.hash,
            pdf,
            pdf_hash: pdfHash,
          })
          .returning('id')
          .executeTakeFirstOrThrow();
        const event = {
          kind: 'statement-closed',
          personId,
          month,
          number: archived.number,
          statementId: id,
        } as const;
        await writeDomainEvent(transaction, event, at);
        return { ...archived, id, pdfHash };
      });
    },
  };
}

export function createStatementReader(db: Queryable): StatementReader {
  return {
    async ofMonth(month) {
      const rows = await db
        .selectFrom('statements')
        .select(COLUMNS)
        .where('month', '=', month)
        .orderBy('person_id')
        .orderBy('number')
        .execute();
      const last = new Map(rows.map((row) => [row.person_id, row]));
      return [...last.values()].map(toArchived);
    },
    async ofPerson(personId) {
      const rows = await db
        .selectFrom('statements')
        .select(COLUMNS)
        .where('person_id', '=', personId)
        .orderBy('month', 'desc')
        .orderBy('number', 'desc')
        .execute();
      return rows.map(toArchived);
    },
    async find(id) {
      const row = await db.selectFrom('statements').select(COLUMNS).where('id', '=', id).executeTakeFirst();
      return row ? toArchived(row) : null;
    },
    async pdf(id) {
      const row = await db.selectFrom('statements').select('pdf').where('id', '=', id).executeTakeFirst();
      return row?.pdf ?? null;
    },
  };
}

function lastOf(db: Queryable, personId: string, month: string) {
  return db
    .selectFrom('statements')
    .select(['number', 'document'])
    .where('person_id', '=', personId)
    .where('month', '=', month)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
}

function toArchived(row: Omit<Selectable<StatementRow>, 'pdf'>): ArchivedStatement {
  return {
    id: row.id,
    number: row.number,
    // `close` wrote it, and nothing else does.
    statement: JSON.parse(row.document) as Statement,
    closedAt: row.closed_at,
    closedBy: row.closed_by,
    hash: row.hash,
    recordSeq: row.record_seq,
    recordHash: row.record_hash,
    pdfHash: row.pdf_hash,
  };
}

/** As it goes with the notice that hands it over. */
export async function statementPdfOf(db: Queryable, personId: string, month: string): Promise<Buffer | null> {
  const row = await db
    .selectFrom('statements')
    .select('pdf')
    .where('person_id', '=', personId)
    .where('month', '=', month)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.pdf ?? null;
}
