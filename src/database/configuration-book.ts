import {
  type Author,
  type Change,
  type Configuration,
  type ConfigurationBook,
  type ConfigurationDraft,
  SECTIONS,
  type Section,
} from '../planning/configuration.ts';
import { readAbsenceLists, removeAbsenceLists, writeAbsenceList } from './absence-store.ts';
import type { Database, Queryable } from './database.ts';
import { readHotlines, releaseNumbers, writeHotline } from './hotline-store.ts';
import { readPeople, writePerson } from './people-store.ts';
import { readPolicies, writePolicy } from './policy-store.ts';
import { readSchedules, writeSchedule } from './schedule-store.ts';
import { readTeams, writeTeam } from './team-store.ts';

/** The configuration kept in the database. */
export function createConfigurationBook(db: Database): ConfigurationBook {
  return {
    edit: (work) => db.transaction().execute((transaction) => work(draftOn(transaction))),
  };
}

function draftOn(db: Queryable): ConfigurationDraft {
  return {
    read: () => readConfiguration(db),
    async apply(changes, author) {
      const hotlines = changes.filter((change) => change.section === 'hotlines');
      await releaseNumbers(
        db,
        hotlines.map((change) => change.id),
      );
      // What is rewritten lets go of what is removed, so removals come last, in the opposite order.
      for (const section of SECTIONS) await writeSection(db, section, changes);
      for (const section of SECTIONS.toReversed()) await removeFromSection(db, section, changes);
      await recordAudit(db, changes, author);
    },
  };
}

async function readConfiguration(db: Queryable): Promise<Configuration> {
  return {
    people: await readPeople(db),
    absences: await readAbsenceLists(db),
    teams: await readTeams(db),
    schedules: await readSchedules(db),
    policies: await readPolicies(db),
    hotlines: await readHotlines(db),
  };
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
      return writeSchedule(db, change.after);
    case 'policies':
      return writePolicy(db, change.after);
    case 'hotlines':
      return writeHotline(db, change.after);
  }
}

async function removeFromSection(db: Queryable, section: Section, changes: readonly Change[]): Promise<void> {
  const ids = changes
    .filter((change) => change.section === section && change.after === null)
    .map((change) => change.id);
  if (ids.length === 0) return;
  if (section === 'absences') await removeAbsenceLists(db, ids);
  else await db.deleteFrom(section).where('id', 'in', ids).execute();
}

async function recordAudit(db: Queryable, changes: readonly Change[], author: Author): Promise<void> {
  for (const change of changes) {
    await db
      .insertInto('audit_entries')
      .values({
        at: author.at,
        actor: author.actor,
        action: change.before === null ? 'added' : change.after === null ? 'removed' : 'changed',
        subject_kind: change.section,
        subject_id: change.id,
        before: change.before && JSON.stringify(change.before),
        after: change.after && JSON.stringify(change.after),
      })
      .execute();
  }
}
