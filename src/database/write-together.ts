import type { DatabaseConnection } from 'kysely';
import type { Database } from './database.ts';
import type { OneStepConnection, Statement } from './one-step-connection.ts';

/**
 * One transaction whose statements are all known beforehand, in one step: between them nobody waits for a promise, which
 * for small ones costs as much as SQLite itself. Its turn is waited for as by every other transaction.
 */
export function writeTogether(db: Database, statements: readonly Statement[]): Promise<void> {
  return db.getExecutor().provideConnection(async (connection) => {
    if (!isOneStep(connection)) throw new Error('this connection writes one statement at a time');
    connection.writeTogether(statements);
  });
}

function isOneStep(connection: DatabaseConnection): connection is OneStepConnection {
  return 'writeTogether' in connection;
}
