import { z } from 'zod';
import { CHECKS, FAULTS, type Finding, fault, TEST_CALL_CHECKS } from '../../domain/installation/fault.ts';
import type { FaultDetail } from '../../domain/installation/fault-detail.ts';
import { type Instant, SECOND } from '../../runtime/instant.ts';
import type { Database } from '../database.ts';

/** A test call that was asked for, and what it found; `findings` null: it has not ended. */
export interface StoredTestCall {
  readonly id: number;
  readonly number: string;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly findings: readonly Finding[] | null;
}

/** What was asked for while the service was not there for so long is wanted by nobody any more. */
const WANTED_SECONDS = 3600;
const KEPT_SECONDS = 366 * 86_400;

/** Test calls of before have a text. */
const DETAIL = z
  .union([
    z.string(),
    z.custom<FaultDetail>((value) => typeof value === 'object' && value !== null),
    z.null(),
  ])
  .transform((detail) => (typeof detail === 'string' ? fault('configuration', '', detail).detail : detail));

const FINDINGS = z.array(
  z.object({
    check: z.enum([...CHECKS, ...TEST_CALL_CHECKS]),
    verdict: z.enum(['well', 'skipped', 'unknown', 'faulty']),
    seen: z.string(),
    faults: z.array(z.object({ code: z.enum(FAULTS), subject: z.string(), detail: DETAIL })),
  }),
);

/**
 * Test calls of the whole chain. Whoever can write the database may ask for one, a command as well as a page; the
 * service places it, and leaves here what it found.
 */
export function createTestCallStore(db: Database) {
  const endedOnes = () => db.selectFrom('test_calls').selectAll().where('findings', 'is not', null);
  return {
    async ask(number: string, now: Instant): Promise<number> {
      await db
        .deleteFrom('test_calls')
        .where('asked_at', '<', now - KEPT_SECONDS * SECOND)
        .execute();
      const { id } = await db
        .insertInto('test_calls')
        .values({ number, asked_at: now, started_at: null, ended_at: null, findings: null })
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    },
    async find(id: number): Promise<StoredTestCall | null> {
      const row = await db.selectFrom('test_calls').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? toTestCall(row) : null;
    },
    /** Nobody waits for it any more. */
    async forget(id: number): Promise<void> {
      await db.deleteFrom('test_calls').where('id', '=', id).execute();
    },
    /** The one that has waited longest, which is begun; null: none. */
    async begin(now: Instant): Promise<{ readonly id: number; readonly number: string } | null> {
      const next = await db
        .selectFrom('test_calls')
        .select(['id', 'number'])
        .where('started_at', 'is', null)
        .where('asked_at', '>', now - WANTED_SECONDS * SECOND)
        .orderBy('id')
        .executeTakeFirst();
      if (!next) return null;
      await db.updateTable('test_calls').set({ started_at: now }).where('id', '=', next.id).execute();
      return next;
    },
    async end(id: number, findings: readonly Finding[], now: Instant): Promise<void> {
      await db
        .updateTable('test_calls')
        .set({ ended_at: now, findings: JSON.stringify(findings) })
        .where('id', '=', id)
        .execute();
    },
    /** The last one of each number that ended. */
    async latest(): Promise<readonly StoredTestCall[]> {
      const rows = await endedOnes()
        .where('id', 'in', (query) =>
          query
            .selectFrom('test_calls')
            .select(({ fn }) => fn.max('id').as('id'))
            .where('findings', 'is not', null)
            .groupBy('number'),
        )
        .orderBy('number')
        .execute();
      return rows.map(toTestCall);
    },
    /** A call that came in already was one of ours: it counts nowhere, and nobody is told of it. */
    async mark(callId: string): Promise<void> {
      await db.updateTable('calls').set({ is_test: 1, is_own_test: 1 }).where('id', '=', callId).execute();
    },
    /** A message that only tried the mailbox. */
    async forgetMessage(recording: string): Promise<void> {
      await db.deleteFrom('messages').where('recording', '=', recording).execute();
    },
  };
}

interface Row {
  readonly id: number;
  readonly number: string;
  readonly started_at: number | null;
  readonly ended_at: number | null;
  readonly findings: string | null;
}

function toTestCall({ id, number, started_at, ended_at, findings }: Row): StoredTestCall {
  return {
    ...{ id, number, startedAt: started_at, endedAt: ended_at },
    findings: findings === null ? null : FINDINGS.parse(JSON.parse(findings)),
  };
}
