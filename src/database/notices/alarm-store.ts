import { ALARM_STAGES } from '../../domain/endpoint/alarm-step.ts';
import { ALARM_KINDS, type AlarmStore } from '../../notices/alarm-store.ts';
import type { Database } from '../database.ts';
import { storedWord } from '../stored.ts';
import { writeDomainEvent } from './domain-events.ts';

/** Alarms kept in the database. */
export function createAlarmStore(db: Database): AlarmStore {
  return {
    standing: async () => {
      const rows = await db.selectFrom('alarms').selectAll().orderBy('kind').orderBy('name').execute();
      return rows.map(({ kind, name, stage, raised_at }) => ({
        kind: storedWord(ALARM_KINDS, kind),
        name,
        stage: storedWord(ALARM_STAGES, stage),
        raisedAt: raised_at,
      }));
    },
    raise: ({ kind, name, stage, raisedAt }, event) =>
      db.transaction().execute(async (transaction) => {
        await transaction
          .insertInto('alarms')
          .values({ kind, name, stage, raised_at: raisedAt })
          .onConflict((conflict) => conflict.columns(['kind', 'name']).doUpdateSet({ stage }))
          .execute();
        await writeDomainEvent(transaction, event, raisedAt);
      }),
    end: ({ kind, name }, event, at) =>
      db.transaction().execute(async (transaction) => {
        await transaction.deleteFrom('alarms').where('kind', '=', kind).where('name', '=', name).execute();
        if (event !== null) await writeDomainEvent(transaction, event, at);
      }),
  };
}
