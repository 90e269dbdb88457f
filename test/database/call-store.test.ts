import { describe, expect, test } from 'vitest';
import { createCallHistory, readLastAcceptedAt } from '../../src/database/calls/call-history.ts';
import { createCallLog } from '../../src/database/calls/call-store.ts';
import type { Database } from '../../src/database/database.ts';
import type { CallEvent } from '../../src/domain/escalation/call-event.ts';
import type { CallState } from '../../src/domain/escalation/call-state.ts';
import { parseExtension } from '../../src/domain/phone-number.ts';
import { temporaryDatabase } from './temporary-database.ts';

function extension(text: string) {
  const parsed = parseExtension(text);
  if (!parsed.ok) throw new Error(parsed.error);
  return { kind: 'extension', extension: parsed.value } as const;
}

const header = {
  id: 'c1',
  hotlineId: 'support',
  dialled: '4000',
  caller: { number: '+33199000001', name: null },
  startedAt: 1000,
};
const attemptStarted = (attempt: number, personId: string | null, name: string, at: number): CallEvent => ({
  kind: 'attempt-started',
  at,
  attempt,
  round: 1,
  step: 1,
  personId,
  name,
  target: extension(`20${attempt}`),
  reason: { code: 'planned-shift', until: null },
});

/** Alice does not answer, Bob takes it, they talk, the call ends: in the batches of a live call. */
const STORY: readonly (readonly CallEvent[])[] = [
  [
    { kind: 'greeting-started', at: 1001 },
    { kind: 'step-started', at: 1002, round: 1, step: 1, names: ['Alice', 'Bob'] },
    attemptStarted(1, 'alice', 'Alice', 1003),
  ],
  [{ kind: 'attempt-ringing', at: 1100, attempt: 1 }],
  [
    { kind: 'attempt-ended', at: 2000, attempt: 1, outcome: 'no-answer', why: { code: 'ring-time-over' } },
    attemptStarted(2, 'bob', 'Bob', 2001),
    { kind: 'attempt-ringing', at: 2002, attempt: 2 },
  ],
  [{ kind: 'attempt-answered', at: 2500, attempt: 2 }],
  [
    { kind: 'attempt-accepted', at: 2600, attempt: 2, by: 'key' },
    { kind: 'talking-started', at: 2601, attempt: 2 },
  ],
  [
    { kind: 'attempt-ended', at: 9000, attempt: 2, outcome: 'accepted', why: null },
    { kind: 'call-ended', at: 9001, outcome: 'accepted' },
  ],
];

async function tell(db: Database): Promise<void> {
  const log = createCallLog(db);
  await log.begin(header);
  for (const batch of STORY) await log.append('c1', batch);
}

describe('the call log', () => {
  test('the timeline is what happened, in order', async () => {
    const { db } = await temporaryDatabase();
    await tell(db);
    const call = await createCallHistory(db).find('c1');
    expect(call?.timeline).toEqual(STORY.flat());
  });

  test('attempts and outcome follow from what happened', async () => {
    const { db } = await temporaryDatabase();
    await tell(db);
    const call = await createCallHistory(db).find('c1');
    expect(call).toMatchObject({
      ...header,
      hotlineName: null,
      endedAt: 9001,
      outcome: 'accepted',
      acceptedBy: 'Bob',
      attemptCount: 2,
    });
    expect(call?.attempts).toMatchObject([
      {
        attempt: 1,
        name: 'Alice',
        startedAt: 1003,
        ringingAt: 1100,
        answeredAt: null,
        acceptedAt: null,
        endedAt: 2000,
        outcome: 'no-answer',
        why: { code: 'ring-time-over' },
      },
      {
        attempt: 2,
        name: 'Bob',
        startedAt: 2001,
        ringingAt: 2002,
        answeredAt: 2500,
        acceptedAt: 2600,
        endedAt: 9000,
        outcome: 'accepted',
        target: extension('202'),
      },
    ]);
    const row = await db.selectFrom('calls').selectAll().executeTakeFirstOrThrow();
    expect(row.accepted_by).toBe('bob');
  });

  test('one batch or many, the rows are the same', async () => {
    const many = await temporaryDatabase();
    await tell(many.db);
    const one = await temporaryDatabase();
    await createCallLog(one.db).begin(header);
    await createCallLog(one.db).append('c1', STORY.flat());
    expect(await createCallHistory(one.db).find('c1')).toEqual(await createCallHistory(many.db).find('c1'));
  });

  test('a transferred call belongs to the last who accepted', async () => {
    const { db } = await temporaryDatabase();
    const log = createCallLog(db);
    await log.begin(header);
    await log.append('c1', [
      attemptStarted(1, 'alice', 'Alice', 1),
      { kind: 'attempt-accepted', at: 2, attempt: 1, by: 'key' },
    ]);
    await log.append('c1', [
      { kind: 'transfer-by-key', at: 3, attempt: 1 },
      attemptStarted(2, null, 'Switchboard', 4),
      { kind: 'attempt-accepted', at: 5, attempt: 2, by: 'answer' },
    ]);
    expect(await createCallHistory(db).find('c1')).toMatchObject({
      acceptedBy: 'Switchboard',
      outcome: null,
      endedAt: null,
    });
    expect((await db.selectFrom('calls').select('accepted_by').executeTakeFirst())?.accepted_by).toBeNull();
  });

  test('a batch that cannot be written whole is not written at all, and says so', async () => {
    const { db } = await temporaryDatabase();
    const log = createCallLog(db);
    await log.begin(header);
    await expect(
      log.append('c1', [
        { kind: 'greeting-started', at: 1 },
        { kind: 'attempt-ringing', at: 2, attempt: 7 },
      ]),
    ).rejects.toThrow('no attempt 7');
    expect((await createCallHistory(db).find('c1'))?.timeline).toEqual([]);
    await expect(log.append('unknown', [{ kind: 'greeting-started', at: 1 }])).rejects.toThrow(/FOREIGN KEY/);
  });

  test('a message is kept with its audio, and keeping it twice keeps one', async () => {
    const { db } = await temporaryDatabase();
    const log = createCallLog(db);
    await log.begin(header);
    const message = {
      callId: 'c1',
      recording: 'vigie-c1',
      seconds: 12,
      audio: Buffer.from([0, 1, 255]),
      at: 5000,
    };
    await log.keepMessage(message);
    await log.keepMessage(message);
    const rows = await db.selectFrom('messages').selectAll().execute();
    expect(rows).toEqual([
      {
        ...{ recording: 'vigie-c1', call_id: 'c1', seconds: 12, kept_at: 5000, is_empty: 0 },
        audio: Buffer.from([0, 1, 255]),
      },
    ]);
  });
});

describe('the call history', () => {
  test('lists the most recent calls first, of one hotline or of all', async () => {
    const { db } = await temporaryDatabase();
    const log = createCallLog(db);
    await log.begin({ ...header, id: 'old', startedAt: 1 });
    await log.begin({ ...header, id: 'other', hotlineId: 'sales', startedAt: 2 });
    await log.begin({ ...header, id: 'new', startedAt: 3 });
    const history = createCallHistory(db);
    const ids = async (filter: { hotlineId?: string; limit: number }) =>
      (await history.list(filter)).map((call) => call.id);
    expect(await ids({ limit: 10 })).toEqual(['new', 'other', 'old']);
    expect(await ids({ limit: 2 })).toEqual(['new', 'other']);
    expect(await ids({ hotlineId: 'support', limit: 10 })).toEqual(['new', 'old']);
    expect(await history.find('absent')).toBeNull();
  });

  test('knows when each person last accepted a call', async () => {
    const { db } = await temporaryDatabase();
    await tell(db);
    const log = createCallLog(db);
    await log.begin({ ...header, id: 'c2' });
    await log.append('c2', [
      attemptStarted(1, 'bob', 'Bob', 1),
      { kind: 'attempt-accepted', at: 20, attempt: 1, by: 'key' },
    ]);
    expect(await readLastAcceptedAt(db, ['alice', 'bob'])).toEqual(new Map([['bob', 2600]]));
    expect(await readLastAcceptedAt(db, [])).toEqual(new Map());
  });
});

test('a state that is new without anything to tell, as when a recording begins, is kept too', async () => {
  const { db } = await temporaryDatabase();
  const log = createCallLog(db);
  await log.begin(header, 'caller');
  const state = (name: string) => ({ phase: { name } }) as unknown as CallState;
  await log.append('c1', [{ kind: 'voicemail-started', at: 1001 }], state('voicemail-intro'));
  await log.append('c1', [], state('recording'));
  await log.append('c1', []);
  expect(await log.openCalls()).toEqual([{ callId: 'c1', callerLeg: 'caller', state: state('recording') }]);
  expect((await createCallHistory(db).find('c1'))?.timeline).toHaveLength(1);
});
