import type { Config } from '../config.ts';
import { createConfigurationStore } from '../database/configuration/configuration-store.ts';
import { readPeople } from '../database/configuration/people-store.ts';
import { readAbsence } from '../domain/items/absences.ts';
import { localOf } from '../domain/schedule/wall-clock.ts';
import { recordAbsence, removeAbsence } from '../planning/record-absence.ts';
import type { Clock } from '../runtime/clock.ts';
import { fail, ok } from '../runtime/result.ts';
import { explainMistake } from '../words/validation-error-words.ts';
import { asJson, asText, type CommandResult } from './command.ts';
import { explainViolations } from './explain-violations.ts';
import { isoInterval } from './span.ts';
import { userName } from './user-name.ts';
import { withDatabase } from './with-database.ts';

export interface AbsentFlags {
  readonly from: string;
  readonly to: string;
  readonly note?: string;
  readonly undo?: boolean;
  readonly json?: boolean;
}

/** `vigie absent PERSON`: the person is on no schedule in that time, on the clocks of home; days are whole. */
export function absentCommand(
  config: Config,
  clock: Clock,
  personId: string,
  flags: AbsentFlags,
): Promise<CommandResult> {
  return withDatabase(config.database, 'existing', async (db) => {
    const raw = { start: flags.from, end: flags.to, note: flags.note ?? null };
    const absence = readAbsence(raw, config.timeZone);
    if (!absence.ok)
      return fail(absence.error.map((error) => `${FLAGS[String(error.path[0])]}: ${explainMistake(error)}`));

    const author = { actor: userName(), at: clock.now() };
    const edit = { personId, basedOn: null, author };
    const change = flags.undo ? removeAbsence : recordAbsence;
    const changed = await change(createConfigurationStore(db), edit, absence.value);
    if (!changed.ok) return fail([...explainViolations(changed.error), 'nothing was changed']);

    const times = absence.value;
    if (flags.json) return ok(asJson({ person: personId, absent: !flags.undo, ...isoInterval(times) }));
    const name = (await readPeople(db, [personId])).get(personId)?.name ?? personId;
    const local = (at: number) => localOf(at, config.timeZone).slice(0, 16);
    return ok(
      asText([
        `${name} is ${flags.undo ? 'no longer ' : ''}absent from ${local(times.startAt)} to ${local(times.endAt)} (${config.timeZone})`,
      ]),
    );
  });
}

const FLAGS: Readonly<Record<string, string>> = { start: '--from', end: '--to', note: '--note' };
