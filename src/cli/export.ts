import type { Config } from '../config.ts';
import { createSoundStore } from '../database/calls/sound-store.ts';
import { createConfigurationStore } from '../database/configuration/configuration-store.ts';
import { exportConfiguration } from '../planning/portable-config/export-configuration.ts';
import { fail, ok } from '../runtime/result.ts';
import type { CommandResult } from './command.ts';
import { writeSounds } from './sound-files.ts';
import { withDatabase } from './with-database.ts';

export interface ExportFlags {
  readonly sounds?: string;
}

/** `vigie export`: the whole configuration, in the form that `vigie import` reads. */
export function exportCommand(config: Config, flags: ExportFlags = {}): Promise<CommandResult> {
  return withDatabase(config.database, 'existing', async (db) => {
    const configuration = await createConfigurationStore(db).edit((draft) => draft.read());
    const written =
      flags.sounds === undefined ? ok(0) : await writeSounds(flags.sounds, createSoundStore(db));
    if (!written.ok) return fail([written.error]);
    return ok(exportConfiguration(configuration, config.timeZone));
  });
}
