import { SECTIONS } from '../../src/domain/items/configuration.ts';
import type { ConfigurationStore } from '../../src/planning/configuration.ts';
import { describeChange } from '../../src/planning/portable-config/compare.ts';
import { exportConfiguration } from '../../src/planning/portable-config/export-configuration.ts';
import { importConfiguration } from '../../src/planning/portable-config/import-configuration.ts';
import type { Sound } from '../../src/planning/sound.ts';
import { describeProblem } from '../../src/words/describe-problem.ts';

export const HOME_TIME_ZONE = 'Europe/Paris';
export const FRANCE = { homeCountry: 'FR', allowedCountries: ['FR'] } as const;

/** Imports and gives what the user would read: the changes, or the problems. */
export async function imported(
  store: ConfigurationStore,
  text: string,
  options: { prune?: boolean; dryRun?: boolean; sounds?: readonly Sound[] } = {},
): Promise<{ changes: readonly string[] } | { problems: readonly string[] }> {
  const result = await importConfiguration(store, text, {
    plan: FRANCE,
    homeTimeZone: HOME_TIME_ZONE,
    prune: options.prune ?? false,
    dryRun: options.dryRun ?? false,
    sounds: options.sounds ?? [],
    author: { actor: 'test', at: 1234 },
  });
  return result.ok
    ? { changes: result.value.changes.flatMap((change) => describeChange(change, HOME_TIME_ZONE)) }
    : { problems: result.error.map(describeProblem) };
}

/** The stored configuration as a file. */
export async function exported(store: ConfigurationStore): Promise<string> {
  return exportConfiguration(await store.edit((draft) => draft.read()), HOME_TIME_ZONE);
}

/** How many items are stored, in all sections. */
export async function itemCount(store: ConfigurationStore): Promise<number> {
  const configuration = await store.edit((draft) => draft.read());
  return SECTIONS.reduce((count, section) => count + configuration[section].size, 0);
}
