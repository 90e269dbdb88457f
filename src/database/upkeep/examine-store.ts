import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { type Finding, fault, found, well } from '../../domain/installation/fault.ts';
import { StoreUnavailable } from '../../runtime/store-unavailable.ts';
import { type Database, openDatabase } from '../database.ts';
import { schemaState } from '../migrate.ts';

/** What is needed of Asterisk, as the configuration has it. */
export interface ConfiguredNeeds {
  readonly trunks: readonly string[];
  readonly extensions: readonly string[];
  readonly languages: readonly string[];
}

const NOTHING: ConfiguredNeeds = { trunks: [], extensions: [], languages: [] };

/** Looks at a database without making or changing one; with what its configuration needs. */
export async function examineStore(file: string): Promise<{ finding: Finding; needs: ConfiguredNeeds }> {
  if (!existsSync(file))
    return { finding: found('database', [fault('database-missing', file)]), needs: NOTHING };
  let reading: Database | null = null;
  try {
    reading = openDatabase(file, { readOnly: true });
    const state = await schemaState(reading);
    if (state.kind === 'newer')
      return { finding: found('database', [fault('database-newer', file)]), needs: NOTHING };
    if (state.kind !== 'current')
      return { finding: found('database', [fault('database-outdated', file)]), needs: NOTHING };
    const refusal = await whyNotWritten(file);
    const faults = refusal === null ? [] : [fault('database-read-only', file, refusal)];
    return {
      finding: faults.length > 0 ? found('database', faults) : well('database', file),
      needs: await readNeeds(reading),
    };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    // One that waits for its journal to be written cannot even be read there.
    const refusal = whyNotWritable(path.dirname(file));
    const code = refusal === null ? 'database-unreadable' : 'database-read-only';
    return { finding: found('database', [fault(code, file, refusal ?? error.message)]), needs: NOTHING };
  } finally {
    await reading?.destroy();
  }
}

/** Null: it can be written. What another process locks for a moment can be as well. */
async function whyNotWritten(file: string): Promise<string | null> {
  let writing: Database | null = null;
  try {
    writing = openDatabase(file, { mustExist: true });
    await writing.transaction().execute(async () => undefined);
    return null;
  } catch (error) {
    if (error instanceof StoreUnavailable && error.trouble === 'locked') return null;
    return error instanceof Error ? error.message : String(error);
  } finally {
    await writing?.destroy();
  }
}

/** Null: the folder can be written. */
function whyNotWritable(folder: string): string | null {
  try {
    accessSync(folder, constants.W_OK);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

async function readNeeds(db: Database): Promise<ConfiguredNeeds> {
  const hotlines = await db.selectFrom('hotlines').select(['trunk', 'language']).execute();
  const methods = await db
    .selectFrom('contact_methods')
    .select('address')
    .distinct()
    .where('kind', '=', 'extension')
    .orderBy('address')
    .execute();
  return {
    trunks: [...new Set(hotlines.flatMap(({ trunk }) => trunk ?? []))],
    languages: [...new Set(hotlines.map(({ language }) => language))],
    extensions: methods.map(({ address }) => address),
  };
}
