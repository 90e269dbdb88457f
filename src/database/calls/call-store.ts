import type { Transaction } from 'kysely';
import { recordingId } from '../../calls/live/call-ids.ts';
import type { CallHeader, CallLog, KeptMessage, OpenCall, UnkeptMessage } from '../../calls/log/call-log.ts';
import type { CallEvent } from '../../domain/escalation/call-event.ts';
import type { CallState } from '../../domain/escalation/call-state.ts';
import { whyEmpty } from '../../domain/escalation/recording.ts';
import { tellable } from '../../notices/domain-event.ts';
import type { Instant } from '../../runtime/instant.ts';
import type { Database, Queryable } from '../database.ts';
import { domainEventStatement, writeDomainEvent } from '../notices/domain-events.ts';
import type { Statement } from '../one-step-connection.ts';
import { preparedRead, preparedWrite } from '../prepared-query.ts';
import type { AttemptRow, CallRow } from '../tables/call-tables.ts';
import type { Tables } from '../tables/tables.ts';
import { writeTogether } from '../write-together.ts';
import { type CallChanges, foldCallEvents, type StartedAttempt } from './call-changes.ts';
import { ERASED_MESSAGE } from './message-store.ts';

/**
 * The call log kept in the database. Audio lies in the database too: a message and its mention in the timeline can
 * then never part, and one file is the whole backup. A message is at most a few megabytes (16 kB a second of
 * 8 kHz, 16-bit sound), in a table of its own that lists never read.
 */
export function createCallLog(db: Database): CallLog {
  return {
    begin: (header, callerLeg) => begin(db, header, callerLeg ?? null),
    append: (callId, callEvents, state) => append(db, callId, callEvents, state ?? null),
    has: (callId) => has(db, callId),
    unkeptMessages: (since) => unkeptMessages(db, since),
    openCalls: () => openCalls(db),
    keepMessage: (message) => keepMessage(db, message),
  };
}

async function keepMessage(
  db: Database,
  { callId, recording, seconds, isEmpty = false, audio, at }: KeptMessage,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const { numInsertedOrUpdatedRows } = await transaction
      .insertInto('messages')
      .values({ recording, call_id: callId, seconds, audio, kept_at: at, is_empty: isEmpty ? 1 : 0 })
      // Kept already: a retry after a crash between keeping it here and deleting it from Asterisk.
      .onConflict((conflict) => conflict.column('recording').doNothing())
      .executeTakeFirst();
    if (numInsertedOrUpdatedRows === 0n) return;
    if (isEmpty) await foundEmpty(transaction, { callId, recording, seconds, at });
    else await writeDomainEvent(transaction, { kind: 'message-kept', callId, recording }, at);
  });
}

const insertCall = preparedWrite((db, row: CallRow) => db.insertInto('calls').values(row));

/** A call that was told as one with a message, before the message was measured, is a missed one. */
async function foundEmpty(
  transaction: Transaction<Tables>,
  { callId, recording, seconds, at }: Pick<KeptMessage, 'callId' | 'recording' | 'seconds' | 'at'>,
): Promise<void> {
  const { numUpdatedRows } = await transaction
    .updateTable('calls')
    .set({ outcome: 'empty-message' })
    .where('id', '=', callId)
    .where('outcome', '=', 'voicemail')
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return;
  await insertCallEvent(
    transaction,
    timelineRow(callId, { kind: 'voicemail-empty', at, recording, seconds, why: whyEmpty(seconds) }),
  );
  await transaction.deleteFrom('counted_calls').where('call_id', '=', callId).execute();
  await writeDomainEvent(transaction, { kind: 'message-empty', callId }, at);
}

function begin(db: Database, header: CallHeader, callerLeg: string | null): Promise<void> {
  const row: CallRow = {
    id: header.id,
    hotline_id: header.hotlineId,
    dialled: header.dialled,
    caller_number: header.caller.number,
    caller_name: header.caller.name,
    started_at: header.startedAt,
    ended_at: null,
    outcome: null,
    accepted_by: null,
    caller_leg: callerLeg,
    state: null,
    is_test: header.isTest ? 1 : 0,
    is_own_test: header.isOwnTest ? 1 : 0,
  };
  return writeTogether(db, [
    { query: insertCall.statement(db, row) },
    domainEventStatement(db, { kind: 'call-began', callId: header.id }, header.startedAt),
  ]);
}

async function append(
  db: Database,
  callId: string,
  callEvents: readonly CallEvent[],
  state: CallState | null,
): Promise<void> {
  if (callEvents.length === 0) {
    if (state !== null) await changeCall(db, { id: callId, state: keptState(state) });
    return;
  }
  const changes = foldCallEvents(callId, callEvents);
  await writeTogether(db, [
    ...timeline(db, callId, callEvents),
    ...attempts(db, callId, changes),
    ...theCall(db, callId, changes, state),
    ...whatIsTold(db, callId, callEvents),
  ]);
}

/** What has to be told of it: one small row, which everything else about notices starts from, later and elsewhere. */
function whatIsTold(db: Queryable, callId: string, callEvents: readonly CallEvent[]): readonly Statement[] {
  const happened = tellable(callEvents);
  const last = happened.at(-1);
  return last ? [domainEventStatement(db, { kind: 'call', callId, happened }, last.at)] : [];
}

/** Only while the call goes on: an ended one is never taken up again. */
function keptState(state: CallState | null): string | null {
  return state === null || state.phase.name === 'ended' ? null : JSON.stringify(state);
}

const findCall = preparedRead((db, { id }: { id: string }) =>
  db.selectFrom('calls').select('id').where('id', '=', id),
);

async function has(db: Queryable, callId: string): Promise<boolean> {
  return (await findCall(db, { id: callId })).length > 0;
}

async function unkeptMessages(db: Queryable, since: Instant): Promise<readonly UnkeptMessage[]> {
  const rows = await db
    .selectFrom('calls')
    .leftJoin('messages', 'messages.call_id', 'calls.id')
    .select(['calls.id', 'calls.ended_at', 'calls.outcome'])
    .where('calls.ended_at', '>=', since)
    .where('calls.outcome', 'in', ['voicemail', 'empty-message'])
    .where('messages.recording', 'is', null)
    .execute();
  const unkept = rows.map(({ id, ended_at, outcome }) => ({
    callId: id,
    recording: recordingId(id),
    isEmpty: outcome === 'empty-message' || null,
    endedAt: ended_at ?? since,
  }));
  if (unkept.length === 0) return unkept;
  // What somebody erased must not come back from a copy that Asterisk still has.
  const erased = await db
    .selectFrom('audit_entries')
    .select('subject_id')
    .where('subject_kind', '=', ERASED_MESSAGE)
    .where('at', '>=', since)
    .execute();
  return unkept.filter(({ recording }) => !erased.some(({ subject_id }) => subject_id === recording));
}

async function openCalls(db: Queryable): Promise<readonly OpenCall[]> {
  const rows = await db
    .selectFrom('calls')
    .select(['id', 'caller_leg', 'state'])
    .where('ended_at', 'is', null)
    .where('caller_leg', 'is not', null)
    .orderBy('started_at')
    .execute();
  return rows.map(({ id, caller_leg, state }) => ({
    callId: id,
    callerLeg: caller_leg ?? '',
    state: state === null ? null : (JSON.parse(state) as CallState),
  }));
}

/** Behind those that are there: one statement a line, none to look where the last one stands. */
const insertCallEvent = preparedWrite((db, row: Omit<Tables['call_events'], 'position'>) =>
  db.insertInto('call_events').values((query) => ({
    ...row,
    position: query
      .selectFrom('call_events')
      .select(({ fn, lit }) => query(fn.coalesce(fn.max('position'), lit(0)), '+', lit(1)).as('next'))
      .where('call_id', '=', row.call_id),
  })),
);

function timeline(db: Queryable, callId: string, callEvents: readonly CallEvent[]): readonly Statement[] {
  return callEvents.map((callEvent) => ({
    query: insertCallEvent.statement(db, timelineRow(callId, callEvent)),
  }));
}

function timelineRow(callId: string, { at, kind, ...details }: CallEvent) {
  return { call_id: callId, at, kind, details: JSON.stringify(details) };
}

const insertAttempt = preparedWrite((db, row: StartedAttempt) =>
  db.insertInto('attempts').values((query) => ({
    ...row,
    call_started_at: query.selectFrom('calls').select('started_at').where('id', '=', row.call_id),
  })),
);

const changeAttempt = preparedWrite(
  (db, { call_id, attempt, ...change }: Pick<AttemptRow, 'call_id' | 'attempt'> & Partial<AttemptRow>) =>
    db.updateTable('attempts').set(change).where('call_id', '=', call_id).where('attempt', '=', attempt),
);

function attempts(
  db: Queryable,
  callId: string,
  { started, attempts: changed }: CallChanges,
): readonly Statement[] {
  return [
    ...started.map((row) => ({ query: insertAttempt.statement(db, row) })),
    ...[...changed].map(([attempt, change]) => ({
      query: changeAttempt.statement(db, { ...change, call_id: callId, attempt }),
      orElse: `call ${callId} has no attempt ${attempt} to change`,
    })),
  ];
}

interface CallChange
  extends Pick<CallRow, 'id' | 'state'>,
    Partial<Pick<CallRow, 'ended_at' | 'outcome' | 'caller_number' | 'caller_name'>> {
  readonly acceptedAttempt?: number;
}

const changeCall = preparedWrite((db, { id, acceptedAttempt, ...columns }: CallChange) =>
  db
    .updateTable('calls')
    .set((query) => ({
      ...columns,
      ...(acceptedAttempt === undefined
        ? {}
        : {
            accepted_by: query
              .selectFrom('attempts')
              .select('person_id')
              .where('call_id', '=', id)
              .where('attempt', '=', acceptedAttempt),
          }),
    }))
    .where('id', '=', id),
);

/** The call's own row: who took it, how it ended, and what it takes to go on with it. */
function theCall(
  db: Queryable,
  id: string,
  { ended, acceptedAttempt, pickedUpAttempt, isCallerAnother }: CallChanges,
  state: CallState | null,
): readonly Statement[] {
  const caller = isCallerAnother ? state?.facts.caller : undefined;
  const change: CallChange = {
    id,
    state: keptState(state),
    ...(caller ? { caller_number: caller.number, caller_name: caller.name } : {}),
    ...(ended ? { ended_at: ended.at, outcome: ended.outcome } : {}),
    ...(acceptedAttempt === null ? {} : { acceptedAttempt }),
  };
  const query = changeCall.statement(db, change);
  if (pickedUpAttempt === null) return [{ query }];
  return [{ query }, { query: creditPicker.statement(db, { id, attempt: pickedUpAttempt }) }];
}

/** Where no key is asked for, a call is taken before it is known by whom. */
const creditPicker = preparedWrite((db, { id, attempt }: { id: string; attempt: number }) => {
  const picked = db
    .selectFrom('attempts')
    .select('person_id')
    .where('call_id', '=', id)
    .where('attempt', '=', attempt)
    .where('accepted_at', 'is not', null);
  return db
    .updateTable('calls')
    .set({ accepted_by: picked })
    .where('id', '=', id)
    .where(({ exists }) => exists(picked));
});
