import type { Draft, DraftStore } from '../../planning/drafts/draft.ts';
import { changesSince, recordChange, versionOf } from '../accounts/audit-store.ts';
import type { Queryable } from '../database.ts';
import { inParts } from '../ordered-rows.ts';

/** The drafts kept in the database. */
export function createDraftStore(db: Queryable): DraftStore {
  return {
    async draft(id) {
      const row = await db.selectFrom('drafts').select('id').where('id', '=', id).executeTakeFirst();
      return row ? readDraft(db, row.id) : null;
    },
    async ofSchedule(scheduleId) {
      const rows = await db
        .selectFrom('drafts')
        .select('id')
        .where('schedule_id', '=', scheduleId)
        .orderBy('start_at')
        .orderBy('id')
        .execute();
      const drafts: Draft[] = [];
      for (const { id } of rows) drafts.push(await readDraft(db, id));
      return drafts;
    },
    async add(draft, author) {
      const { id } = await db
        .insertInto('drafts')
        .values({
          schedule_id: draft.scheduleId,
          name: draft.name,
          start_at: draft.startAt,
          end_at: draft.endAt,
          based_on: draft.basedOn,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      const added = { ...draft, id };
      await writeShifts(db, added);
      await recordChange(db, { section: 'drafts', id: String(id), before: null, after: added }, author);
      return added;
    },
    async write(before, after, author) {
      await writeShifts(db, after);
      await recordChange(db, { section: 'drafts', id: String(after.id), before, after }, author);
    },
    async remove(draft, author) {
      await db.deleteFrom('drafts').where('id', '=', draft.id).execute();
      await recordChange(db, { section: 'drafts', id: String(draft.id), before: draft, after: null }, author);
    },
    version: (id) => versionOf(db, 'drafts', String(id)),
    changesSince: (id, version) => changesSince(db, 'drafts', String(id), version),
  };
}

async function readDraft(db: Queryable, id: number): Promise<Draft> {
  const row = await db.selectFrom('drafts').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const shifts = await db
    .selectFrom('draft_shifts')
    .selectAll()
    .where('draft_id', '=', id)
    .orderBy('position')
    .execute();
  return {
    id,
    scheduleId: row.schedule_id,
    name: row.name,
    startAt: row.start_at,
    endAt: row.end_at,
    basedOn: row.based_on,
    shifts: shifts.map((shift) => ({
      personId: shift.person_id,
      startAt: shift.start_at,
      endAt: shift.end_at,
    })),
  };
}

async function writeShifts(db: Queryable, draft: Draft): Promise<void> {
  await db.deleteFrom('draft_shifts').where('draft_id', '=', draft.id).execute();
  const rows = draft.shifts.map((shift, position) => ({
    draft_id: draft.id,
    position,
    person_id: shift.personId,
    start_at: shift.startAt,
    end_at: shift.endAt,
  }));
  for (const part of inParts(rows)) await db.insertInto('draft_shifts').values(part).execute();
}
