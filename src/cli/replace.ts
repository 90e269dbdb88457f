import type { Config } from '../config.ts';
import { createConfigurationStore } from '../database/configuration/configuration-store.ts';
import { readPeople } from '../database/configuration/people-store.ts';
import { createScheduleStore } from '../database/planning/schedule-store.ts';
import { onCallAt } from '../domain/schedule/resolve-on-call.ts';
import { localOf } from '../domain/schedule/wall-clock.ts';
import { replacePerson, takeOffDuty } from '../planning/schedule-edits.ts';
import type { Clock } from '../runtime/clock.ts';
import { fail, ok } from '../runtime/result.ts';
import { asJson, asText, type CommandResult } from './command.ts';
import { explainViolations } from './explain-violations.ts';
import { explainWarnings } from './explain-warnings.ts';
import { isoInterval, readSpan, type SpanFlags } from './span.ts';
import { userName } from './user-name.ts';
import { withDatabase } from './with-database.ts';

export interface ReplaceFlags extends SpanFlags {
  readonly json?: boolean;
}

/**
 * `vigie replace SCHEDULE WHO BY`: BY (or `nobody`) stands in for WHO (or `everyone`), from now until WHO's duty ends
 * unless told otherwise.
 */
export function replaceCommand(
  config: Config,
  clock: Clock,
  names: { readonly schedule: string; readonly who: string; readonly by: string },
  flags: ReplaceFlags,
): Promise<CommandResult> {
  return withDatabase(config.database, 'existing', async (db) => {
    const now = clock.now();
    const schedule = await createScheduleStore(db).schedule(names.schedule);
    if (!schedule) return fail([`there is no schedule ${names.schedule}`]);
    const endOfDuty = (at: number) =>
      onCallAt(schedule, at).find(({ personId }) => personId === names.who)?.until ?? null;
    const span = readSpan(flags, schedule.timeZone, now, endOfDuty);
    if (!span.ok) return span;

    const edit = { scheduleId: schedule.id, basedOn: null, author: { actor: userName(), at: now } };
    const times = span.value;
    const replacesId = names.who === 'everyone' ? null : names.who;
    const store = createConfigurationStore(db);
    const edited =
      names.by === 'nobody'
        ? await takeOffDuty(store, edit, { replacesId, ...times })
        : await replacePerson(store, edit, { personId: names.by, replacesId, ...times });
    if (!edited.ok) return fail([...explainViolations(edited.error), 'nothing was changed']);

    if (flags.json)
      return ok(
        asJson({
          schedule: schedule.id,
          person: names.by,
          replaces: names.who,
          ...isoInterval(times),
          warnings: edited.value.warnings,
        }),
      );
    const people = await readPeople(db, [names.who, names.by]);
    const name = (id: string) => people.get(id)?.name ?? id;
    const local = (at: number) => localOf(at, schedule.timeZone).slice(0, 16);
    return ok(
      asText([
        `${name(names.by)} replaces ${name(names.who)} on ${schedule.name} from ${local(times.startAt)} to ${local(times.endAt)} (${schedule.timeZone})`,
        ...(await explainWarnings(db, edited.value.warnings)),
      ]),
    );
  });
}
