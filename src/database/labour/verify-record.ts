import {
  advanceIntervention,
  type Intervention,
  type InterventionEvent,
  openIntervention,
} from '../../domain/labour/intervention.ts';
import { type ChainVerdict, followChain, sha256 } from '../../labour/hash-chain.ts';
import type { RecordVerdict } from '../../labour/intervention-record.ts';
import type { Queryable } from '../database.ts';
import type { InterventionEntryRow } from '../tables/labour-tables.ts';
import { toChained } from './intervention-record-store.ts';

const PART = 500;

/**
 * Follows the whole record from its first entry, and holds it against everything else that knows of it: the list of
 * interventions, and the statements, each of which names the end of the record when it was closed.
 */
export async function verifyRecord(db: Queryable): Promise<RecordVerdict> {
  const hashes = new Map<number, string>();
  const folded = new Map<string, Intervention | null>();
  const chain = followChain();
  for await (const entry of entries(db)) {
    const broken = chain.next(toChained(entry));
    if (broken !== null) return broken;
    hashes.set(entry.seq, entry.hash);
    fold(folded, entry);
  }
  return (await statementFault(db, hashes)) ?? (await listFault(db, folded)) ?? chain.whole();
}

async function* entries(db: Queryable): AsyncGenerator<InterventionEntryRow> {
  for (let last = Number.NEGATIVE_INFINITY; ; ) {
    const rows = await db
      .selectFrom('intervention_entries')
      .selectAll()
      .$if(Number.isFinite(last), (query) => query.where('seq', '>', last))
      .orderBy('seq')
      .limit(PART)
      .execute();
    yield* rows;
    const end = rows.at(-1);
    if (end === undefined) return;
    last = end.seq;
  }
}

/** Null: an entry of it was erased, so that nobody can tell what it came to. */
function fold(folded: Map<string, Intervention | null>, row: InterventionEntryRow): void {
  const before = folded.get(row.intervention_id);
  if (before === null) return;
  if (row.body === null) return void folded.set(row.intervention_id, null);
  const event = JSON.parse(row.body) as InterventionEvent;
  if (before === undefined) {
    if (event.kind !== 'opened' && event.kind !== 'begun') return void folded.set(row.intervention_id, null);
    return void folded.set(row.intervention_id, openIntervention(row.intervention_id, row.person_id, event));
  }
  const step = advanceIntervention(before, event, { at: row.at, by: row.by_id });
  folded.set(row.intervention_id, step.ok ? step.value : null);
}

async function listFault(
  db: Queryable,
  folded: ReadonlyMap<string, Intervention | null>,
): Promise<RecordVerdict | null> {
  const rows = await db.selectFrom('interventions').select(['id', 'document']).execute();
  const known = new Map(rows.map(({ id, document }) => [id, document]));
  for (const [interventionId, intervention] of folded)
    if (intervention !== null && known.get(interventionId) !== JSON.stringify(intervention))
      return { kind: 'differs', interventionId };
  const more = rows.find(({ id }) => !folded.has(id));
  return more ? { kind: 'differs', interventionId: more.id } : null;
}

async function statementFault(
  db: Queryable,
  hashes: ReadonlyMap<number, string>,
): Promise<Exclude<RecordVerdict, ChainVerdict> | null> {
  const rows = await db
    .selectFrom('statements')
    .select(['id', 'document', 'hash', 'record_seq', 'record_hash', 'pdf', 'pdf_hash'])
    .orderBy('id')
    .execute();
  for (const row of rows) {
    const isAsClosed =
      sha256(row.document) === row.hash && (row.pdf === null || sha256(row.pdf) === row.pdf_hash);
    if (!isAsClosed) return { kind: 'statement', statementId: row.id };
    if (row.record_seq > 0 && hashes.get(row.record_seq) !== row.record_hash)
      return { kind: 'cut', statementId: row.id, seq: row.record_seq };
  }
  return null;
}
