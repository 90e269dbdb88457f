import { CompiledQuery } from 'kysely';
import { expect, test } from 'vitest';
import { createCallLog } from '../../src/database/calls/call-store.ts';
import { temporaryDatabase } from './temporary-database.ts';

test('a transaction that SQLite rolled back itself, as on a full disk, fails for its own reason', async () => {
  const { db } = await temporaryDatabase();
  const log = createCallLog(db);
  await log.begin(
    { id: 'c1', hotlineId: 'support', dialled: '4000', caller: { number: null, name: null }, startedAt: 1 },
    'caller',
  );
  await db.executeQuery(
    CompiledQuery.raw(
      `create trigger rolls_back before insert on call_events begin select raise(rollback, 'by SQLite'); end`,
    ),
  );
  const append = () => log.append('c1', [{ kind: 'greeting-started', at: 2 }]);
  await expect(append()).rejects.toThrow(/^by SQLite$/);
  await db.executeQuery(CompiledQuery.raw('drop trigger rolls_back'));
  await append();
});
