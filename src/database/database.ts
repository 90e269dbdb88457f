import SQLite from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
  type Transaction,
} from 'kysely';
import { keepFileToOwner } from '../runtime/own-files.ts';
import { inOneStep } from './one-step-connection.ts';
import { outlive } from './outlive.ts';
import { withStatementCache } from './statement-cache.ts';
import { translatingTrouble } from './store-trouble.ts';
import type { Tables } from './tables/tables.ts';

export type Database = Kysely<Tables>;
/** The database itself, or a transaction on it: what a query can be asked of. */
export type Queryable = Kysely<Tables> | Transaction<Tables>;

export interface OpenOptions {
  readonly mustExist?: boolean;
  /** Transactions then are of one moment, and neither wait for whoever writes nor keep them waiting. */
  readonly readOnly?: boolean;
  /** How long a write waits for another process's; the whole process waits with it. */
  readonly busyMilliseconds?: number;
  /**
   * Awaited before each query. SQLite answers at once, so that the queries of many calls would follow one another
   * for seconds without the event loop having a turn.
   */
  readonly breathe?: () => Promise<void>;
}

/** What is erased is overwritten: a copy of the file, or whoever reads the disk, finds no number and no voice in free pages. */
const SETTINGS = [
  'journal_mode = WAL',
  'synchronous = NORMAL',
  'foreign_keys = ON',
  'secure_delete = ON',
] as const;
/** Journal and safety are set by whoever writes. */
const READER_SETTINGS: readonly string[] = [];

/** Opens the SQLite file, creating it unless `mustExist`. Throws what SQLite throws (unreadable, no database…). */
export function openDatabase(path: string, options: OpenOptions = {}): Database {
  const { mustExist = false, readOnly = false, busyMilliseconds = 5000, breathe = NO_BREATH } = options;
  if (!readOnly && !mustExist) keepToOwner(path);
  const file = outlive(
    new SQLite(path, { fileMustExist: mustExist, readonly: readOnly, timeout: busyMilliseconds }),
  );
  try {
    for (const setting of readOnly ? READER_SETTINGS : SETTINGS) {
      const pragma = outlive(file.prepare(`pragma ${setting}`));
      if (pragma.reader) pragma.all();
      else pragma.run();
    }
  } catch (error) {
    file.close();
    throw error;
  }
  const database = withStatementCache(file);
  return new Kysely<Tables>({
    dialect: new ChosenDialect(
      { database },
      {
        file: database,
        breathe,
        inTransaction: () => file.inTransaction,
        begin: readOnly ? 'begin' : 'begin immediate',
      },
    ),
  });
}

/** The journals beside it are made as the file is. What is wrong with the file SQLite says better. */
function keepToOwner(path: string): void {
  try {
    keepFileToOwner(path);
  } catch {
    return;
  }
}

const NO_BREATH = () => Promise.resolve();

interface DriverSettings {
  readonly file: SqliteDatabase;
  readonly breathe: () => Promise<void>;
  readonly inTransaction: () => boolean;
  /**
   * Transactions begin as writers. SQLite refuses at once, without waiting for its busy time-out, a transaction that
   * has read and then wants to write while another process (`vigie import` beside the service) wrote in between.
   */
  readonly begin: 'begin' | 'begin immediate';
}

class ChosenDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;
  readonly #settings: DriverSettings;

  constructor(config: SqliteDialectConfig, settings: DriverSettings) {
    super(config);
    this.#config = config;
    this.#settings = settings;
  }

  override createDriver(): SqliteDriver {
    return new ChosenDriver(this.#config, this.#settings);
  }

  override createAdapter(): SqliteAdapter {
    return new WholeMigrationsAdapter();
  }
}

/** SQLite can roll back changes of tables, which Kysely does not assume: here migrations apply whole or not at all. */
class WholeMigrationsAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class ChosenDriver extends SqliteDriver {
  readonly #settings: DriverSettings;

  constructor(config: SqliteDialectConfig, settings: DriverSettings) {
    super(config);
    this.#settings = settings;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection();
    await this.#settings.breathe();
    return inOneStep(translatingTrouble(connection), this.#settings.file, this.#settings);
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(this.#settings.begin));
  }

  /**
   * SQLite has rolled back by itself when the disk is full or fails; asked again it complains, and that complaint
   * would take the place of the reason.
   */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#settings.inTransaction()) await super.rollbackTransaction(connection);
  }
}
