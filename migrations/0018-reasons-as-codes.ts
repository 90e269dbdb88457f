import type { Kysely } from 'kysely';

interface CallTables {
  attempts: {
    call_id: string;
    attempt: number;
    name: string;
    reason: string;
    detail: string | null;
  };
  call_events: { call_id: string; position: number; kind: string; details: string };
  calls: { id: string; state: string | null };
}

/** Few enough to be held in memory, many enough that a million calls take no more than minutes. */
const BATCH = 500;

/**
 * Why somebody was rung, how a try ended and what went wrong were kept as English sentences; now they are codes. The
 * last resort, which has no name, was called "last resort".
 */
export async function up(db: Kysely<CallTables>): Promise<void> {
  await migrateAttempts(db);
  await migrateEvents(db);
  await migrateOpenCalls(db);
}

export async function down(): Promise<void> {}

async function migrateAttempts(db: Kysely<CallTables>): Promise<void> {
  let last = { call_id: '', attempt: -1 };
  for (;;) {
    const rows = await db
      .selectFrom('attempts')
      .select(['call_id', 'attempt', 'name', 'reason', 'detail'])
      .where((where) =>
        where.or([
          where('call_id', '>', last.call_id),
          where.and([where('call_id', '=', last.call_id), where('attempt', '>', last.attempt)]),
        ]),
      )
      .orderBy('call_id')
      .orderBy('attempt')
      .limit(BATCH)
      .execute();
    for (const row of rows)
      await db
        .updateTable('attempts')
        .set({
          name: nameOf(row.name),
          reason: JSON.stringify(ringReasonOf(row.reason)),
          detail: row.detail === null || row.detail === '' ? null : JSON.stringify(endReasonOf(row.detail)),
        })
        .where('call_id', '=', row.call_id)
        .where('attempt', '=', row.attempt)
        .execute();
    const end = rows.at(-1);
    if (!end) return;
    last = end;
  }
}

async function migrateEvents(db: Kysely<CallTables>): Promise<void> {
  let last = { call_id: '', position: -1 };
  for (;;) {
    const rows = await db
      .selectFrom('call_events')
      .select(['call_id', 'position', 'kind', 'details'])
      .where('kind', 'in', ['attempt-started', 'attempt-ended', 'trouble'])
      .where((where) =>
        where.or([
          where('call_id', '>', last.call_id),
          where.and([where('call_id', '=', last.call_id), where('position', '>', last.position)]),
        ]),
      )
      .orderBy('call_id')
      .orderBy('position')
      .limit(BATCH)
      .execute();
    for (const row of rows)
      await db
        .updateTable('call_events')
        .set({ details: JSON.stringify(eventInCodes(row.kind, JSON.parse(row.details))) })
        .where('call_id', '=', row.call_id)
        .where('position', '=', row.position)
        .execute();
    const end = rows.at(-1);
    if (!end) return;
    last = end;
  }
}

type Details = Readonly<Record<string, unknown>>;

function eventInCodes(kind: string, details: Details): Details {
  const { detail, ...others } = details;
  const said = typeof detail === 'string' ? detail : '';
  switch (kind) {
    case 'attempt-started':
      return startInCodes(details);
    case 'attempt-ended':
      return { ...others, why: said === '' ? null : endReasonOf(said) };
    default:
      return { ...others, trouble: troubleOf(said) };
  }
}

function startInCodes(details: Details): Details {
  const { name, reason } = details;
  return {
    ...details,
    ...(typeof name === 'string' ? { name: nameOf(name) } : {}),
    ...(typeof reason === 'string' ? { reason: ringReasonOf(reason) } : {}),
  };
}

/** Calls that go on while the service is replaced are taken up again from their state. */
async function migrateOpenCalls(db: Kysely<CallTables>): Promise<void> {
  const open = await db.selectFrom('calls').select(['id', 'state']).where('state', 'is not', null).execute();
  for (const { id, state } of open)
    if (state !== null)
      await db
        .updateTable('calls')
        .set({ state: JSON.stringify(stateInCodes(JSON.parse(state))) })
        .where('id', '=', id)
        .execute();
}

/** Whoever may be rung has a reason and contact methods, or a place in the chain; what ends has other reasons. */
function stateInCodes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(stateInCodes);
  if (typeof value !== 'object' || value === null) return value;
  const walked = Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, stateInCodes(entry)]));
  return 'personId' in walked && typeof walked.reason === 'string' ? startInCodes(walked) : walked;
}

function nameOf(name: string): string {
  return name === 'last resort' ? '' : name;
}

/** The sentences that were written into calls, and the codes that they became. */
type Code = Readonly<Record<string, unknown>> & { readonly code: string };
type Sentences = readonly (readonly [RegExp, (...parts: readonly string[]) => Code])[];

const UNTIL = /^(.+), until (\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?)$/s;

const RING: Sentences = [
  [/^planned shift$/, () => ({ code: 'planned-shift' })],
  [/^turn in (.+)$/s, (rotation) => ({ code: 'rotation', rotation })],
  [/^covers for (.+), who is absent, in (.+)$/s, (whom, rotation) => ({ code: 'covers', whom, rotation })],
  [/^replaces everyone, override by (.+)$/s, (by) => ({ code: 'replaces', whom: null, by })],
  [/^replaces everyone, override$/, () => ({ code: 'replaces', whom: null, by: null })],
  [/^replaces (.+), override by (.+)$/s, (whom, by) => ({ code: 'replaces', whom, by })],
  [/^replaces (.+), override$/s, (whom) => ({ code: 'replaces', whom, by: null })],
  [/^added, override by (.+)$/s, (by) => ({ code: 'added', by })],
  [/^added, override$/, () => ({ code: 'added', by: null })],
];

const OTHER_RING: Sentences = [
  [/^named in the policy$/, () => ({ code: 'named-in-policy' })],
  [/^team (.+)$/s, (team) => ({ code: 'team', team })],
  [/^last resort$/, () => ({ code: 'last-resort' })],
];

const END: Sentences = [
  [
    /^(.*) \(Q\.850 (\d+)(?:, SIP (\d+))?\)$/s,
    (said, q850, sip) => ({ code: 'network', q850: Number(q850), sip: sip ? Number(sip) : null, said }),
  ],
  [/^no cause given$/, () => ({ code: 'no-cause' })],
  [/^(rang until the ring time was over|the ring time passed)$/, () => ({ code: 'ring-time-over' })],
  [/^no key in the accept window$/, () => ({ code: 'no-key' })],
  [/^pressed (\S+)$/, (key) => ({ code: 'pressed', key })],
  [/^(hung up after the answer|the caller left)$/, () => ({ code: 'hung-up-after-answer' })],
  [/^on another call$/, () => ({ code: 'on-another-call' })],
  [/^too many calls at once$/, () => ({ code: 'too-many-calls' })],
  [/^this number may not be dialled$/, () => ({ code: 'number-not-allowed' })],
  [/^(the hotline has no trunk|no trunk for outside numbers)$/, () => ({ code: 'no-trunk' })],
  [/^(no connection to Asterisk)$/, (said) => ({ code: 'asterisk-unavailable', said })],
  [/^(Asterisk cannot ring this target.*)$/s, (said) => ({ code: 'asterisk-refused', said })],
  [/^no longer there$/, () => ({ code: 'no-longer-there' })],
  [/^gone while Vigie was away$/, () => ({ code: 'gone-while-away' })],
];

const TROUBLE: Sentences = [
  [
    /^the caller's side did not end after (\d+) requests$/,
    (requests) => ({ code: 'caller-does-not-end', requests: Number(requests) }),
  ],
  [
    /^attempt (\d+) did not end after (\d+) hang-ups$/,
    (attempt, requests) => ({
      code: 'leg-does-not-end',
      attempt: Number(attempt),
      requests: Number(requests),
    }),
  ],
  [
    /^attempt (\d+): the prompt could not be played$/,
    (attempt) => ({ code: 'prompt-not-played', attempt: Number(attempt) }),
  ],
  [/^nobody knows how this call ended$/, () => ({ code: 'end-unknown' })],
  [/^the message could not be recorded$/, () => ({ code: 'message-not-recorded' })],
  [/^the service is stopping$/, () => ({ code: 'service-stops' })],
];

/** What is in none of these words stays readable as it was. */
function ringReasonOf(text: string): Code {
  const ended = UNTIL.exec(text);
  const duty = found(RING, ended?.[1] ?? text);
  if (duty) return { ...duty, until: ended?.[2] ?? null };
  return found(OTHER_RING, text) ?? { code: 'noted', text };
}

function endReasonOf(text: string): Code {
  return found(END, text) ?? { code: 'noted', text };
}

function troubleOf(text: string): Code {
  return found(TROUBLE, text) ?? { code: 'noted', text };
}

function found(sentences: Sentences, text: string): Code | null {
  for (const [pattern, code] of sentences) {
    const match = pattern.exec(text);
    if (match) return code(...match.slice(1));
  }
  return null;
}
