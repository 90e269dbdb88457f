import {
  type Change,
  type Configuration,
  type ItemOf,
  type ManagedSchedule,
  SECTIONS,
  type Section,
} from '../../domain/items/configuration.ts';
import { judgeChange } from '../../labour/judge-change.ts';
import type {
  Author,
  ConfigurationDraft,
  ConfigurationStore,
  Grounds,
  Warnings,
} from '../../planning/configuration.ts';
import { createBreather } from '../../runtime/clock.ts';
import { fail, ok, type Result } from '../../runtime/result.ts';
import { changesSince, recordChange, versionOf } from '../accounts/audit-store.ts';
import { readSoundIds, removeUnusedSounds, writeSound } from '../calls/sound-store.ts';
import { readTrunks, writeTrunk } from '../calls/trunk-store.ts';
import type { Database, Queryable } from '../database.ts';
import { createLabourSources } from '../labour/labour-sources-store.ts';
import { noteLateChanges } from '../labour/late-changes-store.ts';
import {
  readAbsenceLists,
  readAbsences,
  removeAbsenceLists,
  writeAbsenceList,
} from '../planning/absence-store.ts';
import {
  readMentions,
  readScheduleSettings,
  readSchedules,
  writeSchedule,
} from '../planning/schedule-store.ts';
import { readHotlines, releaseNumbers, writeHotline } from './hotline-store.ts';
import { readPeople, writePerson } from './people-store.ts';
import { readPolicies, writePolicy } from './policy-store.ts';
import { readTeams, writeTeam } from './team-store.ts';

/** The configuration kept in the database. */
export function createConfigurationStore(db: Database): ConfigurationStore {
  return {
    edit: (work) => db.transaction().execute((transaction) => work(createConfigurationDraft(transaction))),
  };
}

/** A change of years of planning takes longer than a call may wait for its turn: it takes several. */
const LONGEST_TURN_MS = 10;

/** The configuration as a transaction sees it. Between its steps the event loop has its turn; who writes next waits. */
export function createConfigurationDraft(db: Queryable): ConfigurationDraft {
  const breathe = createBreather(LONGEST_TURN_MS);
  const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
    await breathe();
    const done = await work();
    await breathe();
    return done;
  };
  return {
    read: () => inTurn(() => readConfiguration(db)),
    outline: () => inTurn(() => readOutline(db)),
    references: () => inTurn(() => readReferences(db)),
    item: (section, id) => inTurn(() => readItem(db, section, id)),
    version: (section, id) => inTurn(() => versionOf(db, section, id)),
    changesSince: (section, id, version) => inTurn(() => changesSince(db, section, id, version)),
    absences: () => inTurn(() => readAbsences(db)),
    keepSound: (sound) => writeSound(db, sound),
    async loginEmails() {
      const rows = await db.selectFrom('accounts').select(['email', 'person_id']).execute();
      return new Map(rows.map(({ email, person_id }) => [email, person_id]));
    },
    async apply(changes, author, grounds = {}) {
      const warnings = await inTurn(() => judged(db, changes, author, grounds));
      if (!warnings.ok) return warnings;
      const hotlines = changes.filter((change) => change.section === 'hotlines');
      await releaseNumbers(
        db,
        hotlines.map((change) => change.id),
      );
      await releaseAddresses(db, changes);
      // What is rewritten lets go of what is removed, so removals come last, in the opposite order.
      for (const section of SECTIONS) await inTurn(() => writeSection(db, section, changes));
      for (const section of SECTIONS.toReversed())
        await inTurn(() => removeFromSection(db, section, changes));
      if (hotlines.length > 0) await removeUnusedSounds(db);
      for (const change of changes) await inTurn(() => recordChange(db, change, author));
      return warnings;
    },
  };
}

/** What the changes break of the rules of people's teams, and notes who gets duty late; fails with what they forbid. */
async function judged(
  db: Queryable,
  changes: readonly Change[],
  author: Author,
  { reason = null, by }: Grounds,
): Promise<Result<Warnings, Warnings>> {
  const schedules = changes.filter((change) => change.section === 'schedules');
  if (schedules.length === 0) return ok([]);
  const absences = await readAbsences(db);
  const inForce = (schedule: ManagedSchedule | null) => schedule && { ...schedule, absences };
  const { broken, late } = await judgeChange(
    createLabourSources(db),
    schedules.map(({ before, after }) => ({ before: inForce(before), after: inForce(after) })),
    author.at,
  );
  // What a schedule holds that Vigie learns of only now was told elsewhere.
  const isNew = new Set(schedules.flatMap(({ id, before }) => (before === null ? [id] : [])));
  const isAsked =
    by === 'swap' || by === 'emergency' || late.every(({ scheduleId }) => isNew.has(scheduleId));
  // A file brings people's absences along, and what is planned in them is its own affair.
  const isWhole = schedules.every(({ before }) => before === null);
  const warnings = broken.filter(({ rule }) => rule !== 'short-notice' || !isAsked);
  // Late notice is for circumstances that somebody can name; in an emergency there has to be somebody before all else.
  const forbidden = warnings.filter(
    ({ isBlocking, rule }) =>
      isBlocking &&
      by !== 'emergency' &&
      (rule !== 'short-notice' || reason === null) &&
      (rule !== 'paid-leave' || !isWhole),
  );
  if (forbidden.length > 0) return fail(forbidden);
  const noted = by === 'publication' ? [] : late.filter(({ scheduleId }) => !isNew.has(scheduleId));
  if (noted.length > 0) await noteLateChanges(db, noted, author, reason);
  return ok(warnings);
}

/** Before any is given anew: two people may have exchanged theirs. */
async function releaseAddresses(db: Queryable, changes: readonly Change[]): Promise<void> {
  const ids = changes.filter(({ section }) => section === 'people').map(({ id }) => id);
  if (ids.length > 0)
    await db.updateTable('notice_addresses').set({ email: null }).where('person_id', 'in', ids).execute();
}

/** The whole configuration, planning included. */
export async function readConfiguration(db: Queryable): Promise<Configuration> {
  return readWith(db, await readSchedules(db));
}

/** The whole configuration but the shifts and overrides of schedules. */
async function readOutline(db: Queryable): Promise<Configuration> {
  return readWith(db, await readScheduleSettings(db));
}

/** The same, with one shift and one override of each person whom a schedule names. */
export async function readReferences(db: Queryable): Promise<Configuration> {
  return readWith(db, await readMentions(db));
}

async function readWith(db: Queryable, schedules: Configuration['schedules']): Promise<Configuration> {
  const breathe = createBreather(LONGEST_TURN_MS);
  await breathe();
  const people = await readPeople(db);
  const absences = await readAbsenceLists(db);
  await breathe();
  const [teams, policies] = [await readTeams(db), await readPolicies(db)];
  await breathe();
  const [hotlines, trunks, sounds] = [await readHotlines(db), await readTrunks(db), await readSoundIds(db)];
  return { people, absences, teams, schedules, policies, hotlines, trunks, sounds };
}

async function readItem<S extends Section>(db: Queryable, section: S, id: string): Promise<ItemOf<S> | null> {
  const found: { readonly [Name in Section]: () => Promise<ReadonlyMap<string, ItemOf<Name>>> } = {
    people: () => readPeople(db, [id]),
    absences: () => readAbsenceLists(db, id),
    teams: () => readTeams(db, id),
    schedules: () => readSchedules(db, id),
    policies: () => readPolicies(db, id),
    hotlines: () => readHotlines(db, id),
    trunks: () => readTrunks(db),
  };
  return (await found[section]()).get(id) ?? null;
}

async function writeSection(db: Queryable, section: Section, changes: readonly Change[]): Promise<void> {
  for (const change of changes) if (change.section === section) await write(db, change);
}

async function write(db: Queryable, change: Change): Promise<void> {
  if (change.after === null) return;
  switch (change.section) {
    case 'people':
      return writePerson(db, change.after);
    case 'absences':
      return writeAbsenceList(db, change.after);
    case 'teams':
      return writeTeam(db, change.after);
    case 'schedules':
      return writeSchedule(db, change.after, change.before);
    case 'policies':
      return writePolicy(db, change.after);
    case 'hotlines':
      return writeHotline(db, change.after);
    case 'trunks':
      return writeTrunk(db, change.after);
  }
}

async function removeFromSection(db: Queryable, section: Section, changes: readonly Change[]): Promise<void> {
  const ids = changes
    .filter((change) => change.section === section && change.after === null)
    .map((change) => change.id);
  if (ids.length === 0) return;
  // Somebody else may be given the id one day.
  if (section === 'people') await db.deleteFrom('notice_preferences').where('person_id', 'in', ids).execute();
  if (section === 'hotlines')
    await db.deleteFrom('notice_preferences').where('hotline_id', 'in', ids).execute();
  if (section === 'absences') await removeAbsenceLists(db, ids);
  else await db.deleteFrom(section).where('id', 'in', ids).execute();
}
