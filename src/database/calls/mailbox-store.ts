import { checkPin, type PinStore } from '../../accounts/phone-pins.ts';
import type { MailboxPerson, MailboxStore } from '../../calls/own/mailbox-store.ts';
import type { MailboxMessage } from '../../domain/mailbox/mailbox-call.ts';
import { type HotlineScope, scopeOf } from '../../domain/permissions.ts';
import { LANGUAGES, ROLES, type Role } from '../../domain/person.ts';
import { comparableNumber, type NumberingPlan } from '../../domain/phone-number.ts';
import type { TaskStore } from '../../tasks/task-store.ts';
import { readHotlines } from '../configuration/hotline-store.ts';
import type { Database, Queryable } from '../database.ts';
import { storedWord } from '../stored.ts';
import { eraseMessage } from './message-store.ts';

interface MailboxStoreDependencies {
  readonly db: Database;
  readonly pins: PinStore;
  readonly tasks: TaskStore;
  readonly numberingPlan: NumberingPlan;
  /** The hotlines whose messages a right covers for somebody who has it for their teams. */
  readonly hotlinesOf: (
    right: MessageRight,
    person: { personId: string; role: Role },
  ) => Promise<HotlineScope>;
}

/** Who share one telephone. */
const MOST_CANDIDATES = 5;
/** More than anybody listens to in a row. */
const MOST_MESSAGES = 50;

/** What is heard by telephone, read from the database; who may hear it is asked of the permission table. */
export function createMailboxStore({
  db,
  pins,
  tasks,
  numberingPlan,
  hotlinesOf,
}: MailboxStoreDependencies): MailboxStore {
  return {
    candidates: async (number) => {
      const address = comparableNumber(number, numberingPlan.homeCountry);
      return address === null ? [] : withAddress(db, address);
    },
    async check(candidates, pin, from, now) {
      const checked = await checkPin(pins, { candidates, pin, from: from && callingNumber(from) }, now);
      if (typeof checked !== 'object') return checked;
      const [person] = await people(db, [checked.personId]);
      return person ?? 'wrong';
    },
    newMessages: async (personId) => readNew(db, personId, await messageScope(personId, 'calls.listen')),
    noteHeard: async (personId, recording, at) => {
      if (!(await mayHear(db, personId, recording, await messageScope(personId, 'calls.listen')))) return;
      await db
        .insertInto('heard_messages')
        .values({ recording, person_id: personId, heard_at: at })
        .onConflict((conflict) => conflict.columns(['recording', 'person_id']).doNothing())
        .execute();
    },
    erase: async (personId, recording, at) => {
      const scope = await messageScope(personId, 'messages.delete');
      return db.transaction().execute(async (transaction) => {
        if (!(await mayHear(transaction, personId, recording, scope))) return false;
        const { name } = await transaction
          .selectFrom('people')
          .select('name')
          .where('id', '=', personId)
          .executeTakeFirstOrThrow();
        return eraseMessage(transaction, recording, { actor: `${name} ☎`, personId, at });
      });
    },
    async callBack(personId, recording, at) {
      const call = await db
        .selectFrom('messages')
        .innerJoin('calls', 'calls.id', 'messages.call_id')
        .leftJoin('task_calls', 'task_calls.call_id', 'calls.id')
        .select(['calls.hotline_id', 'calls.caller_number', 'task_calls.task_id'])
        .where('recording', '=', recording)
        .executeTakeFirst();
      if (
        !call?.caller_number ||
        !(await mayHear(db, personId, recording, await messageScope(personId, 'calls.listen')))
      )
        return null;
      const hotline = (await readHotlines(db)).get(call.hotline_id);
      if (!hotline) return null;
      if (call.task_id !== null) await tasks.change(call.task_id, { type: 'call-back', by: personId }, at);
      return { hotline, callerNumber: call.caller_number };
    },
  };

  /** THE question of whose messages somebody may hear, by telephone, and erase: as on the pages. */
  async function messageScope(personId: string, right: MessageRight): Promise<MessageScope> {
    const row = await db.selectFrom('people').select('role').where('id', '=', personId).executeTakeFirst();
    if (row === undefined) return 'none';
    const role = storedWord(ROLES, row.role);
    const scope = scopeOf(right, role);
    if (scope === 'team') return hotlinesOf(right, { personId, role });
    return scope === 'all' ? 'all' : scope === 'own' ? new Set() : 'none';
  }

  function callingNumber(from: string): string {
    return comparableNumber(from, numberingPlan.homeCountry) ?? from;
  }
}

async function withAddress(db: Queryable, address: string): Promise<readonly MailboxPerson[]> {
  const rows = await db
    .selectFrom('contact_methods')
    .innerJoin('phone_pins', 'phone_pins.person_id', 'contact_methods.person_id')
    .select('contact_methods.person_id')
    .distinct()
    .where('address', '=', address)
    .orderBy('contact_methods.person_id')
    .limit(MOST_CANDIDATES)
    .execute();
  return people(
    db,
    rows.map(({ person_id }) => person_id),
  );
}

async function people(db: Queryable, ids: readonly string[]): Promise<readonly MailboxPerson[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom('people').select(['id', 'languages']).where('id', 'in', ids).execute();
  return rows.map(({ id, languages }) => ({
    personId: id,
    language: storedWord(LANGUAGES, languages.split(',')[0] ?? ''),
  }));
}

/** Of those that can be played: Asterisk has its copy still. */
async function readNew(
  db: Queryable,
  personId: string,
  scope: MessageScope,
): Promise<readonly MailboxMessage[]> {
  const rows = await hearable(db, personId, scope)
    .innerJoin('asterisk_copies', 'asterisk_copies.recording', 'messages.recording')
    .leftJoin('hotlines', 'hotlines.id', 'calls.hotline_id')
    .select(['messages.recording', 'calls.started_at', 'calls.caller_number', 'hotlines.time_zone'])
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('heard_messages')
            .select('heard_messages.recording')
            .whereRef('heard_messages.recording', '=', 'messages.recording')
            .where('heard_messages.person_id', '=', personId),
        ),
      ),
    )
    .where('messages.is_empty', '=', 0)
    // What somebody has seen to is new to nobody.
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('task_calls')
            .innerJoin('tasks', 'tasks.id', 'task_calls.task_id')
            .select('tasks.id')
            .whereRef('task_calls.call_id', '=', 'calls.id')
            .where('tasks.state', '=', 'done'),
        ),
      ),
    )
    .orderBy('calls.started_at')
    .limit(MOST_MESSAGES)
    .execute();
  return rows.map((row) => ({
    recording: row.recording,
    at: row.started_at,
    timeZone: row.time_zone ?? 'UTC',
    callerNumber: row.caller_number,
  }));
}

async function mayHear(
  db: Queryable,
  personId: string,
  recording: string,
  scope: MessageScope,
): Promise<boolean> {
  const row = await hearable(db, personId, scope)
    .select('messages.recording')
    .where('messages.recording', '=', recording)
    .executeTakeFirst();
  return row !== undefined;
}

type MessageRight = 'calls.listen' | 'messages.delete';

/** Beside the calls that rang them: those of these hotlines. */
type MessageScope = HotlineScope | 'none';

function hearable(db: Queryable, personId: string, scope: MessageScope) {
  const messages = db.selectFrom('messages').innerJoin('calls', 'calls.id', 'messages.call_id');
  if (scope === 'all') return messages;
  if (scope === 'none') return messages.where('messages.call_id', 'is', null);
  return messages.where((where) =>
    where.or([
      where.exists(
        where
          .selectFrom('attempts')
          .select('attempts.attempt')
          .whereRef('attempts.call_id', '=', 'calls.id')
          .where('attempts.person_id', '=', personId),
      ),
      ...(scope.size === 0 ? [] : [where('calls.hotline_id', 'in', [...scope])]),
    ]),
  );
}
