import SQLite from 'better-sqlite3';
import { StoreUnavailable } from '../calls/log/call-log.ts';

/** SQLite's codes for what passes by itself or by an administrator's hand, as against what is a bug of ours. */
const TROUBLE = /^SQLITE_(BUSY|LOCKED|FULL|IOERR|READONLY|CANTOPEN|NOMEM)/;

/** The same store, of which every method tells trouble as `StoreUnavailable`: for work that waits and tries again. */
export function storingAll<Store extends object>(store: Store): Store {
  const told = Object.entries(store).map(([name, member]): [string, unknown] => [
    name,
    typeof member === 'function' ? (...given: unknown[]) => storing(async () => member(...given)) : member,
  ]);
  return Object.fromEntries(told) as Store;
}

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
