import type { Kysely } from 'kysely';

interface Renamed {
  notices: { id: number; dedup_key: string; detail: string | null };
  notice_events: { id: number; kind: string; detail: string | null };
  gateways: { medium: string; last_error: string | null };
  absence_calendars: { id: string; trouble: string | null };
  causes: { id: number; kind: string; details: string };
  call_events: { kind: string };
  calls: { id: string; state: string | null };
}

/** What is kept of calls, by the terms that telephony has for it. */
const EVENT_KINDS = [
  ['passed-on', 'transfer-by-key'],
  ['taken-up', 'reconciled'],
] as const;

/** In the state of calls that go on. A quote within a text is escaped, so that no text is taken for one of these. */
const IN_STATES = [
  ['"stage":"parked"', '"stage":"held"'],
  ['"purpose":"passing"', '"purpose":"transfer"'],
  ['"passer":', '"transferrer":'],
  ['"farewell":"passed"', '"farewell":"transferred"'],
  ['"reached":', '"transferAnswered":'],
] as const;

export async function up(db: Kysely<Renamed>): Promise<void> {
  await db.schema.alterTable('notices').renameColumn('sameness', 'dedup_key').execute();
  for (const [before, after] of EVENT_KINDS) await renameEvents(db, before, after);
  await renameInStates(db, IN_STATES);
  await codeTroubles(db);
}

export async function down(db: Kysely<Renamed>): Promise<void> {
  await sayTroubles(db);
  await db.schema.alterTable('notices').renameColumn('dedup_key', 'sameness').execute();
  for (const [before, after] of EVENT_KINDS) await renameEvents(db, after, before);
  await renameInStates(
    db,
    IN_STATES.map(([before, after]) => [after, before] as const),
  );
}

async function renameEvents(db: Kysely<Renamed>, from: string, to: string): Promise<void> {
  await db.updateTable('call_events').set({ kind: to }).where('kind', '=', from).execute();
}

async function renameInStates(
  db: Kysely<Renamed>,
  terms: readonly (readonly [string, string])[],
): Promise<void> {
  const open = await db.selectFrom('calls').select(['id', 'state']).where('state', 'is not', null).execute();
  for (const { id, state } of open) {
    const renamed = terms.reduce((text, [from, to]) => text.replaceAll(from, to), state ?? '');
    await db.updateTable('calls').set({ state: renamed }).where('id', '=', id).execute();
  }
}

/** Our own reasons were words of one list already; all else was said by whoever refused, or by us in English. */
const OURS = ['too-late', 'unwanted-by-person', 'unwanted-by-hotline', 'unwanted', 'no-address', 'gone'];

const CALENDARS: readonly (readonly [RegExp, (part: string) => Readonly<Record<string, unknown>>])[] = [
  [/^it is no address$/, () => ({ code: 'no-address' })],
  [/^it is no https:/, () => ({ code: 'not-https' })],
  [/^the address leads into a private network/, () => ({ code: 'leads-inside' })],
  [/^the server answered (\d+)$/, (status) => ({ code: 'answered', status: Number(status) })],
  [/^the server took more than (\d+) s$/, (seconds) => ({ code: 'server-slow', seconds: Number(seconds) })],
  [
    /^the server could not be reached(?: \((.*)\))?$/,
    (error) => ({ code: 'not-reached', error: error || null }),
  ],
  [/^the server broke the connection off$/, () => ({ code: 'broken-off' })],
  [/^it is no calendar$/, () => ({ code: 'no-calendar' })],
];

function deliveryTrouble(said: string): string {
  return JSON.stringify(OURS.includes(said) ? { code: said } : { code: 'answered', said });
}

function calendarTrouble(said: string): string {
  for (const [pattern, code] of CALENDARS) {
    const found = pattern.exec(said);
    if (found) return JSON.stringify(code(found[1] ?? ''));
  }
  return JSON.stringify({ code: 'not-read', said });
}

/** Why something failed was kept as a sentence; now it is a code with what belongs to it. */
async function codeTroubles(db: Kysely<Renamed>): Promise<void> {
  await eachTrouble(db, deliveryTrouble, calendarTrouble);
  const causes = await db
    .selectFrom('causes')
    .selectAll()
    .where('kind', 'in', ['gateway', 'trouble'])
    .execute();
  for (const { id, kind, details } of causes) {
    const cause: { readonly detail?: unknown } = JSON.parse(details);
    const said = typeof cause.detail === 'string' ? cause.detail : '';
    const code = kind === 'gateway' ? 'answered' : 'said';
    const detail = said === '' ? null : { code, said };
    await db
      .updateTable('causes')
      .set({ details: JSON.stringify({ ...cause, detail }) })
      .where('id', '=', id)
      .execute();
  }
}

function sentence(stored: string): string {
  const { said, code }: { readonly said?: string; readonly code: string } = JSON.parse(stored);
  return said ?? code;
}

async function sayTroubles(db: Kysely<Renamed>): Promise<void> {
  await eachTrouble(db, sentence, sentence);
  const causes = await db
    .selectFrom('causes')
    .selectAll()
    .where('kind', 'in', ['gateway', 'trouble'])
    .execute();
  for (const { id, details } of causes) {
    const cause: { readonly detail: { readonly said?: string; readonly code: string } | null } =
      JSON.parse(details);
    const detail = cause.detail === null ? '' : (cause.detail.said ?? cause.detail.code);
    await db
      .updateTable('causes')
      .set({ details: JSON.stringify({ ...cause, detail }) })
      .where('id', '=', id)
      .execute();
  }
}

type Rewrite = (stored: string) => string;

/** One statement for all rows that say the same: there are few reasons, and many notices. */
async function eachTrouble(db: Kysely<Renamed>, delivery: Rewrite, calendar: Rewrite): Promise<void> {
  const ofNotices = await db
    .selectFrom('notices')
    .select('detail')
    .distinct()
    .where('detail', 'is not', null)
    .execute();
  for (const { detail } of ofNotices)
    await db
      .updateTable('notices')
      .set({ detail: delivery(detail ?? '') })
      .where('detail', '=', detail)
      .execute();
  const ofEvents = await db
    .selectFrom('notice_events')
    .select('detail')
    .distinct()
    .where('detail', 'is not', null)
    // What was sent has the gateway's name for it there.
    .where('kind', '!=', 'sent')
    .execute();
  for (const { detail } of ofEvents)
    await db
      .updateTable('notice_events')
      .set({ detail: delivery(detail ?? '') })
      .where('detail', '=', detail)
      .where('kind', '!=', 'sent')
      .execute();
  const gateways = await db.selectFrom('gateways').selectAll().where('last_error', 'is not', null).execute();
  for (const { medium, last_error } of gateways)
    await db
      .updateTable('gateways')
      .set({ last_error: delivery(last_error ?? '') })
      .where('medium', '=', medium)
      .execute();
  const calendars = await db
    .selectFrom('absence_calendars')
    .selectAll()
    .where('trouble', 'is not', null)
    .execute();
  for (const { id, trouble } of calendars)
    await db
      .updateTable('absence_calendars')
      .set({ trouble: calendar(trouble ?? '') })
      .where('id', '=', id)
      .execute();
}
