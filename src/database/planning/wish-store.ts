import type { Preference } from '../../domain/planning-proposal/problem.ts';
import { type DayWish, isOver, remindersDue, type WishRound } from '../../domain/wishes/wish-round.ts';
import type { WishReader, WishStore } from '../../planning/wishes/wish-store.ts';
import type { Instant } from '../../runtime/instant.ts';
import { recordChange } from '../accounts/audit-store.ts';
import type { Database, Queryable } from '../database.ts';
import { writeDomainEvent } from '../notices/domain-events.ts';
import { storedWord } from '../stored.ts';
import { storedDay } from '../stored-window.ts';
import type { WishRoundRow } from '../tables/planning-tables.ts';

const PREFERENCES = ['unavailable', 'rather-not', 'gladly'] as const satisfies readonly Preference[];

/** The rounds of wishes kept in the database. */
export function createWishStore(db: Database, reading: Database = db): WishStore {
  return {
    ...createWishReader(reading),
    open: (round, personIds, author) =>
      db.transaction().execute(async (transaction) => {
        const { id } = await transaction
          .insertInto('wish_rounds')
          .values({
            schedule_id: round.scheduleId,
            first_day: round.firstDay,
            last_day: round.lastDay,
            deadline_at: round.deadlineAt,
            opened_at: round.openedAt,
            opened_by: round.openedBy,
            over_told: 0,
          })
          .returning('id')
          .executeTakeFirstOrThrow();
        for (const personId of personIds) {
          const asked = { round_id: id, person_id: personId, answered_at: null, reminders: 0 };
          await transaction.insertInto('wish_round_people').values(asked).execute();
          await tell(transaction, 'asked', id, personId, author.at);
        }
        const opened = { ...round, id };
        const after = { ...opened, people: personIds };
        await recordChange(
          transaction,
          { section: 'wish rounds', id: String(id), before: null, after },
          author,
        );
        return opened;
      }),
    setDay: (roundId, personId, day, preference) =>
      db.transaction().execute(async (transaction) => {
        const key = { round_id: roundId, person_id: personId, day };
        await transaction
          .deleteFrom('wish_days')
          .where((where) => where.and(key))
          .execute();
        if (preference !== null)
          await transaction
            .insertInto('wish_days')
            .values({ ...key, preference })
            .execute();
      }),
    async answer(roundId, personId, at) {
      await db
        .updateTable('wish_round_people')
        .set({ answered_at: at })
        .where((where) => where.and({ round_id: roundId, person_id: personId }))
        .execute();
    },
    remind: (roundId, personIds, at) =>
      db.transaction().execute(async (transaction) => {
        for (const personId of personIds) await tell(transaction, 'reminder', roundId, personId, at);
      }),
    tellWhatIsDue: (now) => db.transaction().execute((transaction) => tellWhatIsDue(transaction, now)),
  };
}

export function createWishReader(db: Queryable): WishReader {
  return {
    async round(id) {
      const row = await db.selectFrom('wish_rounds').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? toRound(row) : null;
    },
    async ofSchedule(scheduleId) {
      const rows = await db
        .selectFrom('wish_rounds')
        .selectAll()
        .where('schedule_id', '=', scheduleId)
        .orderBy('id', 'desc')
        .execute();
      return rows.map(toRound);
    },
    async ofPerson(personId, day) {
      const rows = await db
        .selectFrom('wish_rounds')
        .innerJoin('wish_round_people', 'wish_round_people.round_id', 'wish_rounds.id')
        .selectAll('wish_rounds')
        .where('person_id', '=', personId)
        .where('last_day', '>=', day)
        .orderBy('first_day')
        .execute();
      return rows.map(toRound);
    },
    async asked(roundId) {
      const rows = await db
        .selectFrom('wish_round_people')
        .selectAll()
        .where('round_id', '=', roundId)
        .orderBy('person_id')
        .execute();
      return rows.map((row) => ({
        personId: row.person_id,
        answeredAt: row.answered_at,
        reminders: row.reminders,
      }));
    },
    async wishes(roundId) {
      const rows = await db
        .selectFrom('wish_days')
        .selectAll()
        .where('round_id', '=', roundId)
        .orderBy('day')
        .execute();
      const wishes = new Map<string, DayWish[]>();
      for (const row of rows) {
        const wish = { day: storedDay(row.day), preference: storedWord(PREFERENCES, row.preference) };
        wishes.set(row.person_id, [...(wishes.get(row.person_id) ?? []), wish]);
      }
      return wishes;
    },
    async byLink(tokenHash) {
      const row = await db
        .selectFrom('wish_links')
        .selectAll()
        .where('token_hash', '=', tokenHash)
        .executeTakeFirst();
      return row ? { roundId: row.round_id, personId: row.person_id } : null;
    },
  };
}

async function tellWhatIsDue(db: Queryable, now: Instant): Promise<void> {
  const rows = await db.selectFrom('wish_rounds').selectAll().where('over_told', '=', 0).execute();
  for (const round of rows.map(toRound)) {
    if (isOver(round, now)) {
      await db.updateTable('wish_rounds').set({ over_told: 1 }).where('id', '=', round.id).execute();
      await tell(db, 'over', round.id, round.openedBy, now);
      continue;
    }
    const due = remindersDue(round, now);
    const waiting = await db
      .selectFrom('wish_round_people')
      .select('person_id')
      .where('round_id', '=', round.id)
      .where('answered_at', 'is', null)
      .where('reminders', '<', due)
      .execute();
    for (const { person_id: personId } of waiting) {
      await db
        .updateTable('wish_round_people')
        .set({ reminders: due })
        .where((where) => where.and({ round_id: round.id, person_id: personId }))
        .execute();
      await tell(db, 'reminder', round.id, personId, now);
    }
  }
}

function tell(
  db: Queryable,
  said: 'asked' | 'reminder' | 'over',
  roundId: number,
  personId: string,
  at: Instant,
): Promise<void> {
  return writeDomainEvent(db, { kind: 'wish-round', said, roundId, personId }, at);
}

function toRound(row: Omit<WishRoundRow, 'id'> & { readonly id: number }): WishRound {
  return {
    id: row.id,
    scheduleId: row.schedule_id,
    firstDay: storedDay(row.first_day),
    lastDay: storedDay(row.last_day),
    deadlineAt: row.deadline_at,
    openedAt: row.opened_at,
    openedBy: row.opened_by,
  };
}
