import type { Config } from '../config.ts';
import { createConfigurationBook } from '../database/configuration-book.ts';
import { ok } from '../domain/result.ts';
import { exportConfiguration } from '../planning/portable-config/export-configuration.ts';
import type { CommandResult } from './command.ts';
import { withDatabase } from './with-database.ts';

/** `vigie export`: the whole configuration, in the form that `vigie import` reads. */
export function exportCommand(config: Config): Promise<CommandResult> {
  return withDatabase(config.database, 'existing', async (db) => {
    const configuration = await createConfigurationBook(db).edit((draft) => draft.read());
    return ok(exportConfiguration(configuration, config.timeZone));
  });
}
