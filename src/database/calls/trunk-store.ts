import { parseTrunk, type Trunk } from '../../domain/phone-number.ts';
import {
  NUMBER_FORMS,
  parseContext,
  parsePrefix,
  SHOWN_NUMBERS,
  type TrunkSettings,
} from '../../domain/trunk.ts';
import type { Queryable } from '../database.ts';
import { byId, storedWord } from '../stored.ts';
import type { TrunkRow } from '../tables/hotline-tables.ts';

/** Trunks of which something was said, by name. */
export async function readTrunks(db: Queryable): Promise<ReadonlyMap<string, TrunkSettings>> {
  return byId((await db.selectFrom('trunks').selectAll().orderBy('id').execute()).map(toTrunk));
}

/** Adds the trunk, or changes it to be exactly this. */
export async function writeTrunk(db: Queryable, trunk: TrunkSettings): Promise<void> {
  const row: TrunkRow = {
    id: trunk.id,
    context: trunk.context,
    number_form: trunk.numberForm,
    prefix: trunk.prefix,
    shown_number: trunk.shownNumber,
    next_trunk: trunk.nextTrunk,
  };
  await db
    .insertInto('trunks')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
}

function toTrunk(row: TrunkRow): TrunkSettings {
  const prefix = parsePrefix(row.prefix);
  if (prefix === null) throw new Error(`stored as a prefix, but is none: ${row.prefix}`);
  const context = row.context === null ? null : parseContext(row.context);
  if (row.context !== null && context === null)
    throw new Error(`stored as a context, but is none: ${row.context}`);
  return {
    id: storedTrunk(row.id),
    context,
    numberForm: storedWord(NUMBER_FORMS, row.number_form),
    prefix,
    shownNumber: storedWord(SHOWN_NUMBERS, row.shown_number),
    nextTrunk: row.next_trunk === null ? null : storedTrunk(row.next_trunk),
  };
}

function storedTrunk(text: string): Trunk {
  const parsed = parseTrunk(text);
  if (!parsed.ok) throw new Error(`stored as a trunk, but is none: ${text}`);
  return parsed.value;
}
