import {
  ANSWER_MODES,
  type Hotline,
  type NoAnswer,
  REFUSAL_TREATMENTS,
  type VoicemailRule,
} from '../../domain/hotline.ts';
import { LANGUAGES } from '../../domain/person.ts';
import { parseTrunk, storedPhoneNumber, type Trunk } from '../../domain/phone-number.ts';
import type { Queryable } from '../database.ts';
import { byId, groupBy, storedTarget, storedWord, targetColumns } from '../stored.ts';
import { holidayColumns, storedHolidays, storedWindow, windowColumn } from '../stored-window.ts';
import type { HotlineBranchRow, HotlineRow } from '../tables/hotline-tables.ts';

/** Hotlines by id; all of them, or that one. */
export async function readHotlines(db: Queryable, id?: string): Promise<ReadonlyMap<string, Hotline>> {
  const hotlines = await db
    .selectFrom('hotlines')
    .selectAll()
    .$if(id !== undefined, (query) => query.where('id', '=', id ?? ''))
    .orderBy('id')
    .execute();
  const numbers = await db
    .selectFrom('hotline_numbers')
    .selectAll()
    .$if(id !== undefined, (query) => query.where('hotline_id', '=', id ?? ''))
    .orderBy('position')
    .execute();
  const blocked = await db
    .selectFrom('blocked_numbers')
    .selectAll()
    .$if(id !== undefined, (query) => query.where('hotline_id', '=', id ?? ''))
    .orderBy('position')
    .execute();
  const branches = await db
    .selectFrom('hotline_branches')
    .selectAll()
    .$if(id !== undefined, (query) => query.where('hotline_id', '=', id ?? ''))
    .orderBy('position')
    .execute();
  const numbersOf = groupBy(numbers, (row) => row.hotline_id);
  const blockedOf = groupBy(blocked, (row) => row.hotline_id);
  const branchesOf = groupBy(branches, (row) => row.hotline_id);
  return byId(
    hotlines.map((row) =>
      toHotline(
        row,
        numbersOf(row.id).map((entry) => entry.number),
        blockedOf(row.id).map((entry) => entry.entry),
        branchesOf(row.id),
      ),
    ),
  );
}

/** The hotline that owns a number (in the form of `comparableNumber`). */
export async function findHotlineByNumber(db: Queryable, number: string): Promise<Hotline | null> {
  const owner = await db
    .selectFrom('hotline_numbers')
    .select('hotline_id')
    .where('number', '=', number)
    .executeTakeFirst();
  if (!owner) return null;
  return (await readHotlines(db, owner.hotline_id)).get(owner.hotline_id) ?? null;
}

/** Adds the hotline, or changes it to be exactly this. */
export async function writeHotline(db: Queryable, hotline: Hotline): Promise<void> {
  const row = toRow(hotline);
  await db
    .insertInto('hotlines')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
  await releaseNumbers(db, [hotline.id]);
  await db.deleteFrom('blocked_numbers').where('hotline_id', '=', hotline.id).execute();
  const numbers = hotline.numbers.map((number, position) => ({ number, hotline_id: hotline.id, position }));
  if (numbers.length > 0) await db.insertInto('hotline_numbers').values(numbers).execute();
  const blocked = hotline.blocked.numbers.map((entry, position) => ({
    hotline_id: hotline.id,
    position,
    entry,
  }));
  if (blocked.length > 0) await db.insertInto('blocked_numbers').values(blocked).execute();
  await db.deleteFrom('hotline_branches').where('hotline_id', '=', hotline.id).execute();
  const branches = hotline.branches.map((branch, position) => ({
    hotline_id: hotline.id,
    position,
    name: branch.name,
    duty_window: windowColumn(branch.window),
    policy_id: branch.policyId,
  }));
  if (branches.length > 0) await db.insertInto('hotline_branches').values(branches).execute();
}

/** Frees the numbers of hotlines about to be written, so that two of them can exchange numbers. */
export async function releaseNumbers(db: Queryable, hotlineIds: readonly string[]): Promise<void> {
  if (hotlineIds.length === 0) return;
  await db.deleteFrom('hotline_numbers').where('hotline_id', 'in', hotlineIds).execute();
}

function toHotline(
  row: HotlineRow,
  numbers: readonly string[],
  blocked: readonly string[],
  branches: readonly HotlineBranchRow[],
): Hotline {
  return {
    id: row.id,
    name: row.name,
    language: storedWord(LANGUAGES, row.language),
    numbers,
    policyId: row.policy_id,
    timeZone: row.time_zone,
    holidays: storedHolidays(row),
    branches: branches.map((branch) => ({
      name: branch.name,
      window: storedWindow(branch.duty_window),
      policyId: branch.policy_id,
    })),
    answer: storedWord(ANSWER_MODES, row.answer),
    greetingSound: row.greeting_sound,
    recordedGreeting: row.recorded_greeting,
    nameSound: row.name_sound,
    hold:
      row.hold_music_class === null
        ? { kind: 'ringback' }
        : { kind: 'music', musicClass: row.hold_music_class },
    callerId: row.caller_id === null ? null : storedPhoneNumber(row.caller_id),
    trunk: row.trunk === null ? null : storedTrunk(row.trunk),
    acceptWindowSeconds: row.accept_window_seconds,
    ringEngagedPeople: row.ring_engaged_people === 1,
    refuseForwards: row.refuse_forwards === 1,
    blocked: {
      numbers: blocked,
      anonymous: row.block_anonymous === 1,
      treatment: storedWord(REFUSAL_TREATMENTS, row.refusal_treatment),
    },
    noAnswer: toNoAnswer(row),
    // `toRow` wrote it.
    reportTo: JSON.parse(row.report_to) as readonly string[],
  };
}

function toNoAnswer(row: HotlineRow): NoAnswer {
  const kind = storedWord(['voicemail', 'last-resort', 'announcement'] as const, row.no_answer);
  if (kind === 'announcement') return { kind };
  const voicemail: VoicemailRule = {
    maxSeconds: required(row.voicemail_max_seconds, 'voicemail_max_seconds'),
    minSeconds: required(row.voicemail_min_seconds, 'voicemail_min_seconds'),
  };
  if (kind === 'voicemail') return { kind, voicemail };
  return {
    kind,
    target: storedTarget(row.last_resort_kind ?? '', row.last_resort_address ?? ''),
    mustAccept: row.last_resort_must_accept === 1,
    ringSeconds: required(row.last_resort_ring_seconds, 'last_resort_ring_seconds'),
    voicemail,
  };
}

function toRow(hotline: Hotline): HotlineRow {
  const { noAnswer } = hotline;
  const voicemail = noAnswer.kind === 'announcement' ? null : noAnswer.voicemail;
  const lastResort = noAnswer.kind === 'last-resort' ? noAnswer : null;
  const lastTarget = lastResort && targetColumns(lastResort.target);
  return {
    id: hotline.id,
    name: hotline.name,
    language: hotline.language,
    policy_id: hotline.policyId,
    time_zone: hotline.timeZone,
    ...holidayColumns(hotline.holidays),
    answer: hotline.answer,
    greeting_sound: hotline.greetingSound,
    recorded_greeting: hotline.recordedGreeting,
    name_sound: hotline.nameSound,
    hold_music_class: hotline.hold.kind === 'music' ? hotline.hold.musicClass : null,
    caller_id: hotline.callerId,
    trunk: hotline.trunk,
    accept_window_seconds: hotline.acceptWindowSeconds,
    ring_engaged_people: hotline.ringEngagedPeople ? 1 : 0,
    refuse_forwards: hotline.refuseForwards ? 1 : 0,
    block_anonymous: hotline.blocked.anonymous ? 1 : 0,
    refusal_treatment: hotline.blocked.treatment,
    no_answer: noAnswer.kind,
    voicemail_max_seconds: voicemail?.maxSeconds ?? null,
    voicemail_min_seconds: voicemail?.minSeconds ?? null,
    last_resort_kind: lastTarget?.kind ?? null,
    last_resort_address: lastTarget?.address ?? null,
    last_resort_must_accept: lastResort ? Number(lastResort.mustAccept) : null,
    last_resort_ring_seconds: lastResort?.ringSeconds ?? null,
    report_to: JSON.stringify(hotline.reportTo),
  };
}

function storedTrunk(text: string): Trunk {
  const trunk = parseTrunk(text);
  if (!trunk.ok) throw new Error(`stored as a trunk, but is none: ${text}`);
  return trunk.value;
}

function required(value: number | null, column: string): number {
  if (value === null) throw new Error(`a hotline is stored without ${column}`);
  return value;
}
