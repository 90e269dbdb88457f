import SQLite from 'better-sqlite3';
import { StoreUnavailable } from '../calls/call-log.ts';

/** SQLite's codes for what passes by itself or by an administrator's hand, as against what is a bug of ours. */
const TROUBLE = /^SQLITE_(BUSY|LOCKED|FULL|IOERR|READONLY|CANTOPEN|NOMEM)/;

/** Does `work`; trouble of the store becomes `StoreUnavailable`, a bug stays what it is. */
export async function storing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SQLite.SqliteError && TROUBLE.test(error.code))
      throw new StoreUnavailable(`${error.code}: ${error.message}`, { cause: error });
    throw error;
  }
}
